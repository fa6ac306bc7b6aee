package org.safeandaway.hub.office.wearables;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.office.Times;
import org.safeandaway.hub.watch.WatchId;

/** What a wearable says, in the words of an office. Pure. */
public final class WearableWords {
  private WearableWords() {}

  /** Of a constant of {@code EventKind}; absent if the record of it is gone. */
  public static String event(@Nullable String kind) {
    return switch (kind) {
      case "ARRIVED" -> "At the door";
      case "CHECK_IN" -> "Check-in";
      case "MORE_TIME" -> "More time";
      case "LEAVING" -> "Leaving now";
      case "SAFE_AND_AWAY" -> "Safe and away";
      case "ADVICE" -> "Call me";
      case "WITHDRAWN" -> "Panic taken back";
      case "SELF_TEST" -> "Self-test";
      case "PANIC" -> "Panic";
      case "DURESS" -> "Under duress, in secret";
      case null -> "No longer on record";
      default -> "Not known to this hub";
    };
  }

  /** Of a constant of {@code Outcome}. */
  public static String outcome(String outcome) {
    return switch (outcome) {
      case "COUNTED" -> "Counted";
      case "NOTED" -> "Noted; it changed nothing";
      case "NO_VISIT" -> "Noted; there was no visit";
      case "WRONG_VISIT" -> "Noted; it was meant for another visit";
      default -> "Noted";
    };
  }

  /** The visit of a watch; absent if it is no visit's. */
  public static @Nullable String visit(String watch) {
    Optional<String> visit = new WatchId(watch).visit().map(Object::toString);
    return visit.orElse(null);
  }

  /** How long it has been switched on. */
  public static String uptime(long ms) {
    return Times.span(Duration.ofMillis(ms));
  }
}
