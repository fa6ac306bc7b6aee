package org.safeandaway.hub.office.people;

import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;
import org.safeandaway.hub.security.Role;

/** Roles as people call them. */
public final class Roles {
  private Roles() {}

  public static String name(Role role) {
    return switch (role) {
      case VISITOR -> "Visitor";
      case OFFICE -> "Office";
      case AUTHORISER -> "Authoriser";
      case ADMIN -> "Administrator";
    };
  }

  /** What it allows, in a sentence. */
  public static String meaning(Role role) {
    return switch (role) {
      case VISITOR -> "Goes on visits: plans them, and sees the plans of their own.";
      case OFFICE ->
          "Watches: sees everything live, takes alarms, hands out wearables, answers the"
              + " telephone.";
      case AUTHORISER -> "Allows visits, and does what the office does.";
      case ADMIN -> "Sets up: people, tokens, wearables, the school's rules.";
    };
  }

  /** All of them in a row, as {@code office, authoriser}. */
  public static String words(Collection<String> roles) {
    return roles.stream()
        .flatMap(word -> Role.of(word).stream())
        .sorted()
        .map(role -> name(role).toLowerCase(Locale.UK))
        .collect(Collectors.joining(", "));
  }
}
