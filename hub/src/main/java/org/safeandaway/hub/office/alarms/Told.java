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
    /** The hub has sent it, and has heard nothing of it. */
    SENT("wait", "Not confirmed"),
    /** Nothing was sent. */
    NOT_SENT("none", "Not yet");

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
   * @param what "The hub has the alarm"
   * @param sentAt when the hub first sent it; absent if it did not
   * @param confirmedAt when the wearable last said that it knows; absent if it never did
   */
  public record Step(
      String what, Sure sure, @Nullable Instant sentAt, @Nullable Instant confirmedAt) {}

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
    return new Told(
        false,
        List.of(
            step("The alarm has arrived", alarm.raisedAt(), knows.ofAlarm(), knows.statedAt()),
            step("A person has it", alarm.ownedAt(), knows.ofOwner(), knows.statedAt())));
  }

  private static Step step(
      String what, @Nullable Instant sentAt, boolean said, @Nullable Instant statedAt) {
    if (sentAt == null) {
      return new Step(what, Sure.NOT_SENT, null, null);
    }
    return said
        ? new Step(what, Sure.CONFIRMED, sentAt, statedAt)
        : new Step(what, Sure.SENT, sentAt, null);
  }
}
