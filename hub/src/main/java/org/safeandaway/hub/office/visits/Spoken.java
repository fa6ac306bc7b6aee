package org.safeandaway.hub.office.visits;

import java.util.List;
import org.safeandaway.protocol.EventKind;

/** What a visitor can tell the office on the telephone, as buttons and in words. Pure. */
public final class Spoken {
  private static final Choice ARRIVED = new Choice(EventKind.ARRIVED, "At the door", "");
  private static final Choice LET_IN = new Choice(EventKind.CHECK_IN, "Let in", "");
  private static final Choice CHECKED_IN = new Choice(EventKind.CHECK_IN, "Checked in", "");
  private static final Choice MORE_TIME = new Choice(EventKind.MORE_TIME, "More time", "");

  private Spoken() {}

  /** Offered wherever one was agreed. It is not confirmed: somebody may need help now. */
  static Choice safeWord() {
    return new Choice(EventKind.DURESS, "Said the safe word", "");
  }

  /**
   * A button that enters it.
   *
   * @param confirm asked before it is done; empty if it is done at once
   */
  public record Choice(EventKind kind, String button, String confirm) {}

  /** What makes sense where the visitor is now; of a constant of {@code Phase}. */
  public static List<Choice> choices(String phase, String name) {
    return switch (phase) {
      case "BEFORE" -> List.of(ARRIVED, MORE_TIME);
      case "DOOR" -> List.of(LET_IN, MORE_TIME, leaving(name), safe(name));
      case "VISIT" -> List.of(CHECKED_IN, MORE_TIME, leaving(name), safe(name));
      case "LEAVING" -> List.of(safe(name));
      default -> List.of();
    };
  }

  /** After "said on the telephone:". */
  public static String said(String kind) {
    return switch (kind) {
      case "ARRIVED" -> "“I am at the door”";
      case "CHECK_IN" -> "“I am fine”";
      case "MORE_TIME" -> "“I need more time”";
      case "LEAVING" -> "“I am leaving now”";
      case "SAFE_AND_AWAY" -> "“I am safe and away”";
      case "DURESS" -> "the safe word";
      default -> "something that is not known here";
    };
  }

  private static Choice leaving(String name) {
    return new Choice(
        EventKind.LEAVING,
        "Leaving now",
        name + " is leaving because it feels unsafe: safe and away falls due shortly.");
  }

  private static Choice safe(String name) {
    return new Choice(
        EventKind.SAFE_AND_AWAY,
        "Safe and away",
        name + " is safe and away: the watch over " + name + " ends.");
  }
}
