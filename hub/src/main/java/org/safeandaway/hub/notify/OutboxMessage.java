package org.safeandaway.hub.notify;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.policy.ChannelKind;
import org.safeandaway.hub.policy.ResponsePlan;
import org.safeandaway.hub.watch.AlarmId;
import org.safeandaway.hub.watch.PersonId;
import org.safeandaway.hub.watch.Telling;
import org.safeandaway.hub.watch.WatchId;
import org.safeandaway.hub.watch.WatchInput;
import org.safeandaway.protocol.AlarmKind;

/**
 * A message to send, with what its words are made of.
 *
 * @param step of the plan, or as in {@link Telling#step}
 * @param attempts this one included
 * @param recipient absent for a channel that reaches whoever listens
 * @param subject whom the alarm is about, by name; absent if nobody is known
 * @param by who has the alarm or has closed it, by name, if that is what is said; absent else, and
 *     if nobody did
 * @param current the step of the plan, for its wording; absent if it is of none
 * @param worthFor how long after it was made it is still tried
 */
record OutboxMessage(
    long id,
    UUID alarm,
    WatchId watch,
    int round,
    int step,
    ChannelKind channel,
    @Nullable String code,
    int attempts,
    Instant madeAt,
    Notice.@Nullable Recipient recipient,
    Needed needed,
    AlarmKind kind,
    boolean drill,
    @Nullable String subject,
    @Nullable String by,
    Instant occurredAt,
    ResponsePlan.@Nullable Step current,
    Duration worthFor) {

  /** Whether a message still has a purpose. */
  enum Needed {
    YES,
    /** Somebody has the alarm, so nobody else need be told. */
    TAKEN,
    RESOLVED,
    /** That somebody has it is not so any more, or is said by a newer message. */
    UNTRUE
  }

  /** The same for a provider that brings no answers back: it can only be taken on the page. */
  OutboxMessage withNothingToAnswer() {
    return new OutboxMessage(
        id,
        alarm,
        watch,
        round,
        step,
        channel,
        null,
        attempts,
        madeAt,
        recipient,
        needed,
        kind,
        drill,
        subject,
        by,
        occurredAt,
        current,
        worthFor);
  }

  boolean isQuestion() {
    return step == Telling.ASKED;
  }

  Notice.News news() {
    return switch (step) {
      case Telling.TAKEN -> Notice.News.TAKEN;
      case Telling.CLOSED -> Notice.News.CLOSED;
      default -> Notice.News.ALARM;
    };
  }

  WatchInput.SendFailed failure() {
    PersonId person = recipient == null ? null : new PersonId(recipient.person());
    return new WatchInput.SendFailed(new AlarmId(alarm), round, new Telling(step, person, channel));
  }
}
