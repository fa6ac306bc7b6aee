package org.safeandaway.hub.fleet;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.database.Database;
import org.safeandaway.hub.visit.PersonView;

/** Who wears which wearable now, and where the visits go that it is or was on. */
@Singleton
public class Wearers {
  private final Database database;

  public Wearers(Database database) {
    this.database = database;
  }

  /**
   * @param person absent if nobody known
   * @param visit absent if it is worn on none
   * @param place of the visit, in short
   * @param guarded somebody is watched over by it at this moment
   */
  public record Wearer(
      String wearable,
      @Nullable PersonView person,
      @Nullable String visit,
      @Nullable String place,
      boolean guarded) {}

  private record Place(String visit, String place) {}

  /** Where these visits go, in short. */
  public Map<String, String> places(Collection<String> visits) {
    return database
        .rows(
            row -> new Place(row.text("id"), row.text("place")),
            "select id, place from visit where id = any(?)",
            visits)
        .stream()
        .collect(Collectors.toMap(Place::visit, Place::place));
  }

  /** By wearable; one that nobody wears is not there. */
  public Map<String, Wearer> now() {
    return database
        .rows(
            row ->
                new Wearer(
                    row.text("wearable"),
                    PersonView.of(row, "person", "name"),
                    row.textOrNull("visit"),
                    row.textOrNull("place"),
                    row.flag("guarded")),
            """
            select a.wearable, a.person, p.name, a.visit, v.place,
                   coalesce(w.stage = 'GUARDING', false) as guarded
            from assignment a
            left join person p on p.id = a.person
            left join visit v on v.id = a.visit
            left join watch w on w.id = 'visit/' || a.visit
            where a.ends_at is null
            """)
        .stream()
        .collect(Collectors.toMap(Wearer::wearable, each -> each));
  }
}
