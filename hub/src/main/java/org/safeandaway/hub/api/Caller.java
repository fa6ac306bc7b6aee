package org.safeandaway.hub.api;

import io.micronaut.security.authentication.Authentication;
import java.util.Set;
import java.util.stream.Collectors;
import org.safeandaway.hub.security.Role;
import org.safeandaway.hub.watch.PersonId;

/** The person in whose name a request is made, and what they may do with their token. */
public record Caller(PersonId person, Set<Role> roles) {
  public static Caller of(Authentication authentication) {
    return new Caller(
        new PersonId(authentication.getName()),
        authentication.getRoles().stream()
            .flatMap(word -> Role.of(word).stream())
            .collect(Collectors.toUnmodifiableSet()));
  }

  /** Whether this person watches over others, and so may see all there is to see. */
  public boolean watches() {
    return roles.stream().anyMatch(role -> role != Role.VISITOR);
  }

  public Set<String> words() {
    return roles.stream().map(Role::word).collect(Collectors.toUnmodifiableSet());
  }
}
