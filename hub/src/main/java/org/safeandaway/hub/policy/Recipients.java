package org.safeandaway.hub.policy;

import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Whom a step of a response plan tells: everybody with one of these roles, and these people.
 *
 * @param everybody all who may take an alarm; roles and people then add nothing
 * @param roles as the staff list has them, such as {@code office}
 * @param people by their ids
 */
public record Recipients(boolean everybody, SortedSet<String> roles, SortedSet<String> people) {
  public Recipients {
    roles = Collections.unmodifiableSortedSet(new TreeSet<>(roles));
    people = Collections.unmodifiableSortedSet(new TreeSet<>(people));
  }

  public static Recipients all() {
    return new Recipients(true, new TreeSet<>(), new TreeSet<>());
  }

  public static Recipients roles(String... roles) {
    return new Recipients(false, new TreeSet<>(Set.of(roles)), new TreeSet<>());
  }

  public static Recipients people(String... people) {
    return new Recipients(false, new TreeSet<>(), new TreeSet<>(Set.of(people)));
  }

  /** Whether a person with these roles is meant. */
  public boolean include(String person, Set<String> theirRoles) {
    return everybody
        || people.contains(person)
        || theirRoles.stream().anyMatch(role -> roles.contains(role));
  }
}
