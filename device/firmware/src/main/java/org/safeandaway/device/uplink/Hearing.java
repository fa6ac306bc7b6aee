package org.safeandaway.device.uplink;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.safeandaway.device.wearable.Input;
import org.safeandaway.protocol.Codec;
import org.safeandaway.protocol.Topic;
import org.safeandaway.protocol.Topic.Channel;
import org.safeandaway.protocol.UnreadableMessage;
import org.safeandaway.protocol.WearableId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes inputs of what the broker brings, and counts what cannot be made one. */
final class Hearing {
  private static final Logger LOG = LoggerFactory.getLogger(Hearing.class);
  private final WearableId wearable;
  private final Consumer<Input> inputs;
  private final AtomicLong unreadable = new AtomicLong();

  Hearing(WearableId wearable, Consumer<Input> inputs) {
    this.wearable = wearable;
    this.inputs = inputs;
  }

  long unreadable() {
    return unreadable.get();
  }

  void arrived(String topic, byte[] payload) {
    try {
      switch (Topic.parse(topic)) {
        case Topic.HubPulse() -> inputs.accept(new Input.PulseHeard(Codec.PULSE.decode(payload)));
        case Topic.OfWearable(WearableId id, Channel channel) when id.equals(wearable) ->
            arrived(channel, payload);
        case Topic.OfWearable other -> unreadable.incrementAndGet();
        case Topic.HubMarker other -> unreadable.incrementAndGet();
      }
    } catch (UnreadableMessage e) {
      unreadable.incrementAndGet();
      LOG.warn("unreadable on {}: {}", topic, e.getMessage());
    }
  }

  private void arrived(Channel channel, byte[] payload) throws UnreadableMessage {
    switch (channel) {
      case DOWN_RECEIPT -> inputs.accept(new Input.ReceiptHeard(Codec.RECEIPT.decode(payload)));
      case DOWN_VISIT -> inputs.accept(new Input.VisitHeard(Codec.VISIT.decode(payload)));
      case UP_PANIC, UP_EVENT, UP_STATE, LINK -> unreadable.incrementAndGet();
    }
  }
}
