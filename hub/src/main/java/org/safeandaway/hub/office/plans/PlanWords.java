package org.safeandaway.hub.office.plans;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.safeandaway.hub.office.Vocabulary;
import org.safeandaway.hub.office.people.Roles;
import org.safeandaway.hub.policy.ChannelKind;
import org.safeandaway.hub.policy.ResponsePlan;
import org.safeandaway.hub.security.Role;
import org.safeandaway.protocol.AlarmKind;

/** Plans in the words of a school. */
public final class PlanWords {
  private PlanWords() {}

  public static String kind(AlarmKind kind) {
    return Vocabulary.alarm(kind.name()).word();
  }

  public static String action(ResponsePlan.Action action) {
    return switch (action) {
      case RING_VISITOR -> "Ring the visitor";
      case RING_COMPANION -> "Ring whoever went with them";
      case RING_PARENT -> "Ring the parent or carer";
      case TELL_SENIOR -> "Tell senior leadership";
      case CALL_POLICE -> "Call the police";
      case CHECK_SYSTEM -> "Look after Safe & Away itself";
      case WATCH_BOARD -> "Sit down at the board";
    };
  }

  /** Everybody with a role. */
  public static String group(Role role) {
    return role == Role.OFFICE ? "the office" : "every " + Roles.name(role).toLowerCase(Locale.UK);
  }

  /** As the form and the picture call it. */
  public static String channel(ChannelKind channel) {
    return switch (channel) {
      case BOARD -> "the board and its siren";
      case PUSH -> "push to telephones";
      case SMS -> "SMS";
      case CALL -> "a spoken call";
      case EMAIL -> "e-mail";
      case TEAMS -> "Microsoft Teams";
      case WEBHOOK -> "another program (webhook)";
    };
  }

  static String channels(Collection<ChannelKind> channels) {
    return listed(channels.stream().map(PlanWords::channel).toList());
  }

  /** After the alarm: {@code 1:30}, {@code 1:05:00}. */
  public static String clock(Duration after) {
    long hours = after.toHours();
    String seconds = "%02d".formatted(after.toSecondsPart());
    return hours == 0
        ? after.toMinutes() + ":" + seconds
        : hours + ":" + "%02d".formatted(after.toMinutesPart()) + ":" + seconds;
  }

  /** {@code 1 minute 30 seconds}. */
  public static String duration(Duration time) {
    List<String> parts = new ArrayList<>();
    part(parts, time.toHours(), "hour");
    part(parts, time.toMinutesPart(), "minute");
    part(parts, time.toSecondsPart(), "second");
    return parts.isEmpty() ? "no time" : String.join(" ", parts);
  }

  private static void part(List<String> parts, long number, String unit) {
    if (number > 0) {
      parts.add(number + " " + unit + (number == 1 ? "" : "s"));
    }
  }

  /** {@code a, b and c}. */
  static String listed(List<String> words) {
    return words.size() < 2
        ? String.join("", words)
        : String.join(", ", words.subList(0, words.size() - 1)) + " and " + words.getLast();
  }
}
