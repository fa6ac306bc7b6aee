package org.safeandaway.hub.office;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.safeandaway.hub.database.Database;
import org.safeandaway.hub.visit.AlarmReads;
import org.safeandaway.hub.visit.AlarmView;

/** Reads the state of the world: three small questions, since every page asks them. */
@Singleton
public class Worlds {
  private final Database database;
  private final AlarmReads alarms;

  public Worlds(Database database, AlarmReads alarms) {
    this.database = database;
    this.alarms = alarms;
  }

  public World at(Times times) {
    List<AlarmView> open = alarms.open();
    return Sentence.of(open, out(), next().orElse(null), times);
  }

  /** Those who wear a wearable on a visit that is guarded and not over for them. */
  private int out() {
    return database
        .row(
            row -> Math.toIntExact(row.longNumber("out")),
            """
            select count(*) as out
            from assignment a join watch w on w.id = 'visit/' || a.visit
            where a.ends_at is null and w.stage = 'GUARDING'
            """)
        .orElse(0);
  }

  private Optional<Sentence.Next> next() {
    return database.row(
        row ->
            new Sentence.Next(
                row.text("name").split(" ", 2)[0],
                Vocabulary.promise(row.text("kind")),
                row.instant("promised_at")),
        """
        select p.name, d.kind, d.promised_at
        from deadline d
        join visit_visitor v on d.watch = 'visit/' || v.visit and d.participant = v.participant
        join person p on p.id = v.person
        where d.state = 'OPEN' and d.kind <> 'CONTACT'
        order by d.promised_at, d.id limit 1
        """);
  }
}
