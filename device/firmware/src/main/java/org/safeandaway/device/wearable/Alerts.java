package org.safeandaway.device.wearable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.safeandaway.device.wearable.WearableSettings.AttentionTimes;
import org.safeandaway.protocol.Message;

/**
 * What the wearable says of its own accord: what is wrong, again and again for as long as it is,
 * and what falls due. Each trouble has a moment at which it began, and a moment at which it was
 * last told.
 *
 * @param undeliveredTold when "not delivered" was last said; absent if nothing is undelivered
 * @param unwatchedTold when "not watched" was last said; absent while somebody watches
 * @param batteryTold when "battery low" was last said; absent while it is not
 * @param remindedUpTo the hub time of the last reminder given, which none goes back before; absent
 *     before the first. It moves with reminders only: moved by every step, it would let a late
 *     notice sound or not sound by how often hands had touched a button
 */
record Alerts(
    @Nullable Duration undeliveredTold,
    @Nullable Duration unwatchedTold,
    @Nullable Duration batteryTold,
    @Nullable Instant remindedUpTo) {

  /** No reminder comes sooner than a day before. */
  private static final long LONGEST_LEAD_MS = Duration.ofDays(1).toMillis();

  /**
   * How things are.
   *
   * @param hubNow absent before the first pulse
   * @param undeliveredFrom when an event became worth calling undelivered, or will; absent if none
   *     waits, or it must not be said
   * @param unwatchedFrom when nobody was watching any more, or will be; absent outside a visit
   * @param batteryLow it is now
   * @param deadlines that are open
   */
  record View(
      Duration now,
      @Nullable Instant hubNow,
      @Nullable Duration undeliveredFrom,
      @Nullable Duration unwatchedFrom,
      boolean batteryLow,
      List<Message.Deadline> deadlines) {
    @Nullable Duration batteryFrom() {
      return batteryLow ? Duration.ZERO : null;
    }
  }

  /** What is to be said now. */
  record Round(Alerts alerts, List<Sound> sounds) {}

  static Alerts none() {
    return new Alerts(null, null, null, null);
  }

  /** Another database has another time. */
  Alerts withoutHubTime() {
    return new Alerts(undeliveredTold, unwatchedTold, batteryTold, null);
  }

  Round round(View view, AttentionTimes times) {
    Duration now = view.now();
    List<Sound> sounds = new ArrayList<>(2);
    if (Times.isDue(undeliveredAt(view, times), now)) {
      sounds.add(Sound.NOT_DELIVERED);
    }
    if (Times.isDue(unwatchedAt(view, times), now)) {
      sounds.add(Sound.NOT_WATCHED);
    }
    if (Times.isDue(batteryAt(view, times), now)) {
      sounds.add(Sound.BATTERY_LOW);
    }
    Reminder reminder = reminder(view, times);
    if (reminder != null) {
      sounds.add(reminder.sound());
    }
    return new Round(after(view, sounds, reminder), sounds);
  }

  private Alerts after(View view, List<Sound> sounds, @Nullable Reminder reminded) {
    return new Alerts(
        told(undeliveredTold, view.undeliveredFrom(), sounds.contains(Sound.NOT_DELIVERED), view),
        told(unwatchedTold, view.unwatchedFrom(), sounds.contains(Sound.NOT_WATCHED), view),
        told(batteryTold, view.batteryFrom(), sounds.contains(Sound.BATTERY_LOW), view),
        reminded == null ? remindedUpTo : reminded.at());
  }

  private static @Nullable Duration told(
      @Nullable Duration before, @Nullable Duration from, boolean now, View view) {
    if (now) {
      return view.now();
    }
    return Times.isDue(from, view.now()) ? before : null;
  }

  /** When {@link #round} next has something to say, as things are. */
  @Nullable Duration nextAt(View view, AttentionTimes times) {
    Duration next = Times.earlier(undeliveredAt(view, times), unwatchedAt(view, times));
    next = Times.earlier(next, batteryAt(view, times));
    return Times.earlier(next, reminderAt(view));
  }

  private @Nullable Duration undeliveredAt(View view, AttentionTimes times) {
    return at(view.undeliveredFrom(), undeliveredTold, times.notDeliveredAgain());
  }

  private @Nullable Duration unwatchedAt(View view, AttentionTimes times) {
    return at(view.unwatchedFrom(), unwatchedTold, times.notWatchedAgain());
  }

  private @Nullable Duration batteryAt(View view, AttentionTimes times) {
    return at(view.batteryFrom(), batteryTold, times.batteryLowAgain());
  }

  private static @Nullable Duration at(
      @Nullable Duration from, @Nullable Duration told, Duration again) {
    return from == null || told == null ? from : Times.later(from, told.plus(again));
  }

  /** The sound of the most pressing reminder that is due, and the time of the last. */
  private record Reminder(Sound sound, Instant at) {
    Reminder and(Reminder other) {
      return new Reminder(
          sound.compareTo(other.sound) >= 0 ? sound : other.sound,
          at.isAfter(other.at) ? at : other.at);
    }
  }

  private @Nullable Reminder reminder(View view, AttentionTimes times) {
    Instant hubNow = view.hubNow();
    if (hubNow == null) {
      return null;
    }
    Instant tooLate = hubNow.minus(times.reminderLate());
    Reminder due = null;
    for (Message.Deadline deadline : view.deadlines()) {
      for (long lead : deadline.remindMs()) {
        Instant at = remindAt(deadline, lead);
        if (!at.isAfter(hubNow) && at.isAfter(tooLate) && !isDealtWith(at)) {
          Reminder one = new Reminder(sound(lead), at);
          due = due == null ? one : due.and(one);
        }
      }
    }
    return due;
  }

  private @Nullable Duration reminderAt(View view) {
    Instant hubNow = view.hubNow();
    if (hubNow == null) {
      return null;
    }
    Duration next = null;
    for (Message.Deadline deadline : view.deadlines()) {
      for (long lead : deadline.remindMs()) {
        Instant at = remindAt(deadline, lead);
        if (at.isAfter(hubNow) && !isDealtWith(at)) {
          next = Times.earlier(next, view.now().plus(Duration.between(hubNow, at)));
        }
      }
    }
    return next;
  }

  private static Instant remindAt(Message.Deadline deadline, long lead) {
    return Times.sane(deadline.at()).minusMillis(Math.clamp(lead, 0, LONGEST_LEAD_MS));
  }

  private boolean isDealtWith(Instant at) {
    return remindedUpTo != null && !at.isAfter(remindedUpTo);
  }

  private static Sound sound(long leadMs) {
    if (leadMs <= 0) {
      return Sound.DUE_NOW;
    }
    return leadMs <= Duration.ofMinutes(1).toMillis() ? Sound.DUE_NEXT : Sound.DUE_SOON;
  }
}
