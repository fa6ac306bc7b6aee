package org.safeandaway.hub.office.alarms;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.visit.AlarmSheet;
import org.safeandaway.hub.visit.AlarmView;
import org.safeandaway.hub.visit.WearableKnows;

/**
 * What the wearer has been told, in sentences that claim no more than is known (rule ESC-5). That
 * somebody is believed to know that help is coming, and does not, would be worse than no page.
 *
 * @param secret the alarm is covert: the wearable is told nothing, and nobody else may be
 * @param steps what was said to the wearable, in order
 */
public record Told(boolean secret, List<Step> steps) {
  public Told {
    steps = List.copyOf(steps);
  }

  /** How sure it is that the wearable has it. */
  public enum Sure {
    /** It said so itself. */
    CONFIRMED("well", "Confirmed"),
    /** The hub says so, and has heard nothing of it. */
    SAID("wait", "Not confirmed"),
    /** There is nothing to say yet. */
    NOT_YET("none", "Not yet"),
    /** The hub does not say it to this wearable. */
    NOT_SAID("none", "Not told");

    private final String state;
    private final String word;

    Sure(String state, String word) {
      this.state = state;
      this.word = word;
    }

    public String state() {
      return state;
    }

    public String word() {
      return word;
    }
  }

  /**
   * One thing that the wearable is to know.
   *
   * @param what "A person has it"
   * @param saidAt since when the hub says so; absent if it does not
   * @param confirmedAt when the wearable last said that it knows; absent if it never did
   */
  public record Step(
      String what, Sure sure, @Nullable Instant saidAt, @Nullable Instant confirmedAt) {}

  /** Of an open alarm. No steps at all if it came from no wearable that is known. */
  public static Told of(AlarmSheet sheet) {
    AlarmView alarm = sheet.alarm();
    if (alarm.kind().equals("DURESS")) {
      return new Told(true, List.of());
    }
    WearableKnows knows = sheet.knows();
    if (knows == null) {
      return new Told(false, List.of());
    }
    String arrived = isOfTheWearer(alarm) ? "The alarm has arrived" : "An alarm is open";
    return new Told(
        false,
        List.of(
            step(arrived, knows, alarm.raisedAt(), knows.ofAlarm()),
            step("A person has it", knows, alarm.ownedAt(), knows.ofOwner())));
  }

  /** The wearer raised it and waits for an answer; of the others they learn from the hub. */
  private static boolean isOfTheWearer(AlarmView alarm) {
    return switch (alarm.kind()) {
      case "PANIC", "ADVICE" -> true;
      default -> false;
    };
  }

  private static Step step(
      String what, WearableKnows knows, @Nullable Instant since, boolean said) {
    if (said) {
      return new Step(what, Sure.CONFIRMED, since, knows.statedAt());
    }
    if (!knows.told()) {
      return new Step(what, Sure.NOT_SAID, null, null);
    }
    return new Step(what, since == null ? Sure.NOT_YET : Sure.SAID, since, null);
  }
}
