package org.safeandaway.hub.watch;

import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.safeandaway.hub.policy.ChannelKind;

/**
 * The people who can be told of an alarm, as they are at one moment, and whether anybody is there.
 *
 * @param people who may take alarms
 * @param rooms the channels that reach whoever listens and are set up: Teams, a webhook
 * @param watched somebody has the board before them, so that it reaches a person
 * @param drilling a drill is going on, which a real alarm ends
 * @param alarmed a real alarm is open, other than about Safe &amp; Away itself
 */
public record Office(
    SortedMap<PersonId, Contact> people,
    Set<ChannelKind> rooms,
    boolean watched,
    boolean drilling,
    boolean alarmed) {
  public Office {
    people = Collections.unmodifiableSortedMap(new TreeMap<>(people));
    rooms = Set.copyOf(rooms);
  }

  /** While no real alarm is open. */
  public Office(
      SortedMap<PersonId, Contact> people,
      Set<ChannelKind> rooms,
      boolean watched,
      boolean drilling) {
    this(people, rooms, watched, drilling, false);
  }

  /**
   * One of them.
   *
   * @param roles as the staff list has them
   * @param channels that are set up and for which the person has a number, an address or a browser
   */
  public record Contact(Set<String> roles, Set<ChannelKind> channels) {
    public Contact {
      roles = Set.copyOf(roles);
      channels = Set.copyOf(channels);
    }
  }

  /** Nobody to tell but whoever has the board before them. */
  public static Office boardOnly() {
    return new Office(new TreeMap<>(), Set.of(), true, false);
  }
}
