package org.safeandaway.hub.uplink;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.safeandaway.hub.desk.DeskDoor;
import org.safeandaway.hub.desk.DeskInput;
import org.safeandaway.hub.desk.InputId;
import org.safeandaway.hub.watch.Answer;
import org.safeandaway.protocol.Codec;
import org.safeandaway.protocol.Message;
import org.safeandaway.protocol.Topic;
import org.safeandaway.protocol.UnreadableMessage;
import org.safeandaway.protocol.WearableId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one message and does what its topic asks.
 *
 * <ol>
 *   <li>An event is laid on the desk; after the commit it is acknowledged and receipted, also when
 *       it is a duplicate.
 *   <li>What cannot be read is laid on the desk too, with its bytes, and acknowledged after the
 *       commit: it would only come again.
 *   <li>State, link and marker are not stored, so they are acknowledged at once.
 * </ol>
 *
 * <p>A retained message was said some time ago, so it never counts as hearing from anybody.
 */
final class Reading {
  private static final Logger LOG = LoggerFactory.getLogger(Reading.class);

  /** Enough to see what was sent; a payload may be as long as the broker lets it be. */
  private static final int KEPT_BYTES = 4096;

  private final DeskDoor desk;
  private final Outstanding outstanding;
  private final InstantSource hubTime;
  private final Ears ears;
  private final Copies<Connection.Arrival> copies = new Copies<>(Connection.Arrival::acknowledge);

  /** What is heard besides events. */
  interface Ears {
    /** A wearable said something just now. */
    void heard(WearableId wearable, Instant at);

    void state(WearableId wearable, Message.State state, Instant at);

    void link(WearableId wearable, Message.Link link, Instant at);

    /**
     * Somebody greeted themselves.
     *
     * @return whether it was this hub, in this start
     */
    boolean marker(Topic.Channel channel, Message.Marker marker);

    /** All that came by this channel before a marker of ours is answered. */
    void allBefore(Topic.Channel channel);

    /** The event is committed. */
    void receipt(WearableId wearable, Message.Event event, Answer answer, Instant hubTime);

    void unreadable(UnreadableMessage.Cause cause);

    /** The desk has no room. */
    void overrun();

    /** It waits with an earlier copy of the same event. */
    void copy();
  }

  Reading(DeskDoor desk, Outstanding outstanding, InstantSource hubTime, Ears ears) {
    this.desk = desk;
    this.outstanding = outstanding;
    this.hubTime = hubTime;
    this.ears = ears;
  }

  void read(Connection.Arrival arrival) {
    Instant now = hubTime.instant();
    try {
      switch (Topic.parse(arrival.topic())) {
        case Topic.HubPulse() -> arrival.acknowledge();
        case Topic.HubMarker(var channel) -> marker(channel, arrival);
        case Topic.OfWearable(var wearable, var channel) ->
            fromWearable(wearable, channel, arrival, now);
      }
    } catch (UnreadableMessage e) {
      unreadable(arrival, e, now);
    }
  }

  private void fromWearable(
      WearableId wearable, Topic.Channel channel, Connection.Arrival arrival, Instant now)
      throws UnreadableMessage {
    switch (channel) {
      case UP_PANIC, UP_EVENT -> event(wearable, arrival, now);
      case UP_STATE -> state(wearable, arrival, now);
      case LINK -> link(wearable, arrival, now);
      case DOWN_RECEIPT, DOWN_VISIT -> arrival.acknowledge();
    }
  }

  private void event(WearableId wearable, Connection.Arrival arrival, Instant now)
      throws UnreadableMessage {
    Message.Event event = dated(Codec.EVENT.decode(arrival.payload()), arrival);
    if (!arrival.retained()) {
      ears.heard(wearable, now);
    }
    DeskInput.Event input = new DeskInput.Event(wearable, event, now);
    // A copy may be the first to know when it happened; one that adds nothing to that only waits.
    Copies.Dating dating = Copies.Dating.of(event);
    if (copies.joins(input.id(), dating, arrival)) {
      ears.copy();
      return;
    }
    lay(
        input,
        () -> copies.end(input.id(), dating, arrival),
        done -> ears.receipt(wearable, event, done.answer(), done.hubTime()));
  }

  /**
   * An age is true at the moment of sending. Of an event that has no hub time of its own and may
   * have waited at the broker nobody knows how old it is: taken for fresh it would put a check-in
   * deadline later than the wearer promised.
   */
  private static Message.Event dated(Message.Event it, Connection.Arrival arrival) {
    if (it.hubAt() != null || !arrival.mayHaveWaited()) {
      return it;
    }
    return new Message.Event(
        it.boot(), it.seq(), it.kind(), it.visit(), null, it.ageMs(), true, it.again());
  }

  private void state(WearableId wearable, Connection.Arrival arrival, Instant now)
      throws UnreadableMessage {
    Message.State state = Codec.STATE.decode(arrival.payload());
    arrival.acknowledge();
    if (!arrival.retained()) {
      ears.heard(wearable, now);
      ears.state(wearable, state, now);
    }
  }

  private void link(WearableId wearable, Connection.Arrival arrival, Instant now)
      throws UnreadableMessage {
    Message.Link link = Codec.LINK.decode(arrival.payload());
    arrival.acknowledge();
    if (!arrival.retained()) {
      ears.link(wearable, link, now);
    }
  }

  private void marker(Topic.Channel channel, Connection.Arrival arrival) throws UnreadableMessage {
    Message.Marker marker = Codec.MARKER.decode(arrival.payload());
    // One of an earlier start of ours, or of another hub, says nothing and is waited for by nobody.
    if (!ears.marker(channel, marker) || !arrival.inOrder()) {
      arrival.acknowledge();
      return;
    }
    outstanding.afterAllOfNow(
        () -> {
          arrival.acknowledge();
          ears.allBefore(channel);
        });
  }

  private void unreadable(Connection.Arrival arrival, UnreadableMessage why, Instant now) {
    ears.unreadable(why.why());
    byte[] kept = Arrays.copyOf(arrival.payload(), Math.min(arrival.payload().length, KEPT_BYTES));
    DeskInput.Unreadable input =
        new DeskInput.Unreadable(idOf(arrival), arrival.topic(), kept, why.why(), words(why), now);
    lay(input, () -> arrival, done -> {});
  }

  /**
   * @param arrival the message to be acknowledged in the end
   */
  private void lay(
      DeskInput input,
      Supplier<Connection.Arrival> arrival,
      Consumer<DeskDoor.Committed> afterCommit) {
    Optional<CompletableFuture<DeskDoor.Committed>> commit = desk.lay(input);
    if (commit.isEmpty()) {
      ears.overrun();
      arrival.get().refuse("the desk has no room");
      return;
    }
    outstanding.add(commit.get());
    commit
        .get()
        .thenAccept(
            done -> {
              arrival.get().acknowledge();
              afterCommit.accept(done);
            })
        .exceptionally(
            failure -> {
              // Taken out, too: else its copies would wait with it for ever.
              String topic = arrival.get().topic();
              LOG.error(
                  "{} on {} stays unacknowledged, and comes again", input.id(), topic, failure);
              return null;
            });
  }

  private static String words(UnreadableMessage why) {
    String said = why.getMessage() == null ? why.why().name() : why.getMessage();
    String message = said.replaceAll("\\p{Cntrl}", "?");
    return message.length() > 300 ? message.substring(0, 300) : message;
  }

  /** By topic and bytes, so that a redelivery is a duplicate. */
  private static InputId idOf(Connection.Arrival arrival) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(arrival.topic().getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
      digest.update(arrival.payload());
      return new InputId("unreadable/" + HexFormat.of().formatHex(digest.digest()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
