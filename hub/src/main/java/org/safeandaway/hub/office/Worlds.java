package org.safeandaway.hub.office;

import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;
import org.safeandaway.hub.database.Database;
import org.safeandaway.hub.database.Row;
import org.safeandaway.hub.health.Condition;
import org.safeandaway.hub.visit.AlarmReads;
import org.safeandaway.hub.visit.AlarmView;

/** Reads the state of the world: two small questions, since every page asks them. */
@Singleton
public class Worlds {
  /**
   * Everybody who is guarded, with their next promise. Somebody who said "safe and away" is guarded
   * on only because of a covert alarm, and then does not see so on a page of their own.
   */
  private static final String GUARDED =
      """
      select coalesce(p.name, part.who) as name, part.away, next.kind, next.promised_at
      from watch w
      cross join lateral (
        select (it ->> 'number')::int as number, it ->> 'person' as who,
               it ->> 'phase' as phase, it ->> 'saidSafe' as said_safe,
               (it ->> 'wearable' is not null or it ->> 'phase' <> 'BEFORE') as away
        from jsonb_array_elements(w.state -> 'participants') it) part
      left join person p on p.id = part.who
      left join lateral (
        select d.kind, d.promised_at from deadline d
        where d.watch = w.id and d.participant = part.number
          and d.state = 'OPEN' and d.kind <> 'CONTACT'
        order by d.promised_at, d.id limit 1) next on true
      where w.stage = 'GUARDING'
        and (part.phase <> 'OVER' or (part.said_safe is not null and part.who <> ?))
      """;

  private final Database database;
  private final AlarmReads alarms;
  private final Condition condition;
  private final ChannelWatch channels;

  public Worlds(Database database, AlarmReads alarms, Condition condition, ChannelWatch channels) {
    this.database = database;
    this.alarms = alarms;
    this.condition = condition;
    this.channels = channels;
  }

  /**
   * As one person may see it.
   *
   * @param viewer from whom a covert alarm about themselves is kept, since they may not be alone
   */
  public World at(Times times, String viewer, Naming naming) {
    List<AlarmView> open =
        alarms.open().stream()
            .filter(alarm -> !alarm.isKeptFrom(viewer))
            .map(alarm -> alarm.named(naming::name))
            .toList();
    List<Sentence.Guarded> guarded = database.rows(row -> guarded(row, naming), GUARDED, viewer);
    return Sentence.of(open, condition.ailments(), guarded, times).with(channels.seen());
  }

  private static Sentence.Guarded guarded(Row row, Naming naming) throws SQLException {
    return new Sentence.Guarded(
        naming.shortly(row.text("name")),
        row.flag("away"),
        row.textOrNull("kind"),
        row.instantOrNull("promised_at"));
  }
}
