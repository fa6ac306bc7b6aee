package org.safeandaway.hub.security;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a person is, and so what they may do. A person may be several of these. */
public enum Role {
  /** Goes on visits: plans them and sees the plans of their own. */
  VISITOR,
  /** Watches: sees everything live, takes alarms, hands out wearables, answers the telephone. */
  OFFICE,
  /** Allows visits, and sees and does what the office does. */
  AUTHORISER,
  /** Sets up: staff, tokens, wearables, the school's rules. */
  ADMIN;

  /** As it is written in the database, in requests and in the policy. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Role> of(String word) {
    return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
  }

  /** All of them in words, for messages. */
  public static String words() {
    return Arrays.stream(values()).map(Role::word).collect(Collectors.joining(", "));
  }
}
