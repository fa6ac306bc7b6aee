package org.safeandaway.hub.visit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.safeandaway.protocol.Message;

/**
 * What the wearable of an alarm is known to know of it (rule ESC-5), and how it was when last
 * heard.
 *
 * <p>The hub tells a wearable of its open alarms, and of who has them, in the notice {@code
 * down/visit}; the wearable says in each state which notice it holds. So only the wearable's own
 * word proves anything here. That the hub has sent something proves nothing.
 *
 * @param statedAt when its last state came; absent if none ever did
 * @param told the hub says to it that the alarm is open, and when a person has it
 * @param ofAlarm it holds a notice that has this alarm in it
 * @param ofOwner it holds a notice that says that a person has this alarm
 */
public record WearableKnows(
    String wearable,
    String label,
    @Nullable Instant heardAt,
    @Nullable Instant statedAt,
    @Nullable Integer unsent,
    @Nullable Integer batteryPercent,
    @Nullable Integer linkPercent,
    boolean told,
    boolean ofAlarm,
    boolean ofOwner) {

  /**
   * What there is to conclude it from.
   *
   * @param event something that the wearer did raised it, and that is receipted
   * @param holds the notice that the wearable last said it holds; absent if it never said so
   * @param revision of the notice as it is now
   * @param notice as it is now; absent before the first
   * @param raisedIn a notice that surely had this alarm in it, then or since; absent if none did
   * @param takenIn a notice that surely said that a person has it; absent if none did
   */
  record Evidence(
      String alarm,
      boolean event,
      @Nullable Long holds,
      long revision,
      Message.@Nullable Visit notice,
      @Nullable Long raisedIn,
      @Nullable Long takenIn) {

    /** Of a promise that was not kept it is told only while the visit goes on for its wearer. */
    boolean told() {
      return event || says(false);
    }

    boolean ofAlarm() {
      return ofOwner() || since(raisedIn) || now(false);
    }

    boolean ofOwner() {
      return since(takenIn) || now(true);
    }

    /** Notices only ever go on, and a number that the hub never gave means another database. */
    private boolean since(@Nullable Long told) {
      return told != null && holds != null && holds >= told && holds <= revision;
    }

    private boolean now(boolean owned) {
      return holds != null && holds == revision && says(owned);
    }

    private boolean says(boolean owned) {
      return notice != null
          && notice.alarms().stream()
              .anyMatch(open -> open.id().equals(alarm) && (open.owned() || !owned));
    }
  }
}
