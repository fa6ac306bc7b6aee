package org.safeandaway.hub.desk.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.policy.ChannelKind;
import org.safeandaway.hub.watch.Office;
import org.safeandaway.hub.watch.PersonId;

/**
 * Who can be told of an alarm, and by what. It is needed in every transaction and hardly ever
 * changes, so it is read again only when the rows that it is made of have changed; they count their
 * changes in {@code site.office_version}.
 */
final class Contacts {
  private final Supplier<Set<ChannelKind>> channels;
  private volatile @Nullable Read last;

  /**
   * @param channels that are set up in this hub
   */
  Contacts(Supplier<Set<ChannelKind>> channels) {
    this.channels = channels;
  }

  private record Read(
      long version, Set<ChannelKind> channels, SortedMap<PersonId, Office.Contact> people) {}

  Office office(
      Connection connection, long version, boolean watched, boolean drilling, boolean alarmed) {
    Set<ChannelKind> setUp = channels.get();
    Read read = last;
    if (read == null || read.version() != version || !read.channels().equals(setUp)) {
      read = new Read(version, setUp, people(connection, setUp));
      last = read;
    }
    EnumSet<ChannelKind> rooms = EnumSet.noneOf(ChannelKind.class);
    setUp.stream().filter(each -> !each.isPersonal()).forEach(rooms::add);
    return new Office(read.people(), rooms, watched, drilling, alarmed);
  }

  private static SortedMap<PersonId, Office.Contact> people(
      Connection connection, Set<ChannelKind> setUp) {
    SortedMap<PersonId, Office.Contact> people = new TreeMap<>();
    new Sql(connection, "select person, roles, channels from contact")
        .rows(
            row ->
                people.put(
                    new PersonId(row.getString("person")),
                    new Office.Contact(Set.copyOf(texts(row, "roles")), reachable(row, setUp))));
    return people;
  }

  private static Set<ChannelKind> reachable(ResultSet row, Set<ChannelKind> setUp)
      throws SQLException {
    EnumSet<ChannelKind> found = EnumSet.noneOf(ChannelKind.class);
    for (String name : texts(row, "channels")) {
      found.add(ChannelKind.valueOf(name));
    }
    found.retainAll(setUp);
    return found;
  }

  private static List<String> texts(ResultSet row, String column) throws SQLException {
    return List.of((String[]) Objects.requireNonNull(row.getArray(column)).getArray());
  }
}
