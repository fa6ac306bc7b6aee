package org.safeandaway.hub.desk;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.watch.Deadline;
import org.safeandaway.hub.watch.PersonId;
import org.safeandaway.hub.watch.WatchId;
import org.safeandaway.hub.watch.WatchInput;
import org.safeandaway.protocol.Message;
import org.safeandaway.protocol.UnreadableMessage;
import org.safeandaway.protocol.WearableId;

/** What is laid on the desk, before it is known which watch it belongs to. */
public sealed interface DeskInput {
  InputId id();

  /**
   * One copy of a wearable's event.
   *
   * @param receivedAt hub time at which this copy came
   */
  record Event(WearableId wearable, Message.Event message, Instant receivedAt)
      implements DeskInput {
    @Override
    public InputId id() {
      return InputId.of(wearable, message.id());
    }
  }

  /**
   * Something that a person does to a watch.
   *
   * @param details the visit in words, only with {@link WatchInput.PlanVisit} and {@link
   *     WatchInput.ChangeVisit}
   */
  record Office(InputId id, WatchId watch, WatchInput action, @Nullable VisitDetails details)
      implements DeskInput {}

  /**
   * The keeper saw a deadline pass.
   *
   * @param listeningSince hub time since which this hub could hear wearables and write that down: a
   *     silence before it was the hub's own
   */
  record Due(
      WatchId watch,
      Deadline.Key key,
      long generation,
      boolean duringOutage,
      Instant listeningSince)
      implements DeskInput {
    /** Seen by a hub that was always listening. */
    public Due(WatchId watch, Deadline.Key key, long generation, boolean duringOutage) {
      this(watch, key, generation, duringOutage, Instant.MIN);
    }

    @Override
    public InputId id() {
      return InputId.deadline(watch, generation);
    }
  }

  /**
   * A wearable was heard again after a silence.
   *
   * @param id by wearable and instant
   */
  record HeardAgain(InputId id, WearableId wearable, Instant at) implements DeskInput {}

  /**
   * A message of the ladder will not arrive.
   *
   * @param outbox the id of its row, which makes it count once
   */
  record SendFailed(long outbox, WatchId watch, WatchInput.SendFailed what) implements DeskInput {
    @Override
    public InputId id() {
      return InputId.outbox(outbox);
    }
  }

  /** Something is wrong with Safe &amp; Away itself; one alarm for one id. */
  record Technical(String about, String words) implements DeskInput {
    @Override
    public InputId id() {
      return InputId.technical(about);
    }
  }

  /**
   * Somebody is out, and nobody sits before the board; one alarm for one instant.
   *
   * @param backup whom the site wants to be told first; absent if nobody was named
   */
  record NotWatched(Instant since, @Nullable PersonId backup) implements DeskInput {
    @Override
    public InputId id() {
      return InputId.notWatched(since);
    }
  }

  /**
   * A message that could not be read. Its bytes are kept, and it is counted.
   *
   * @param id by topic and a hash of the bytes, so that a redelivery is a duplicate
   */
  record Unreadable(
      InputId id,
      String topic,
      byte[] payload,
      UnreadableMessage.Cause cause,
      String words,
      Instant receivedAt)
      implements DeskInput {}
}
