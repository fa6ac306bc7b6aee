package org.safeandaway.hub.office.plans;

import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.safeandaway.hub.database.Database;
import org.safeandaway.hub.database.Row;
import org.safeandaway.hub.notify.Providers;
import org.safeandaway.hub.policy.ChannelKind;

/** Reads who can be told of alarms, from the rows that the ladder reads too. */
@Singleton
public class StaffingReads {
  private final Database database;
  private final Providers providers;

  public StaffingReads(Database database, Providers providers) {
    this.database = database;
    this.providers = providers;
  }

  public Staffing today() {
    EnumSet<ChannelKind> setUp = EnumSet.of(ChannelKind.BOARD);
    for (ChannelKind kind : ChannelKind.values()) {
      if (!providers.of(kind).isEmpty()) {
        setUp.add(kind);
      }
    }
    List<Staffing.Reachable> people =
        database.rows(
            StaffingReads::reachable,
            """
            select c.person, p.name, c.roles, c.channels
            from contact c join person p on p.id = c.person order by p.name, c.person
            """);
    return new Staffing(people, setUp);
  }

  private static Staffing.Reachable reachable(Row row) throws SQLException {
    EnumSet<ChannelKind> channels = EnumSet.noneOf(ChannelKind.class);
    row.texts("channels").forEach(name -> channels.add(ChannelKind.valueOf(name)));
    return new Staffing.Reachable(
        row.text("person"), row.text("name"), Set.copyOf(row.texts("roles")), channels);
  }
}
