package org.safeandaway.simulator.universe.wearer;

import org.jspecify.annotations.Nullable;
import org.safeandaway.protocol.Codec;
import org.safeandaway.protocol.Message;
import org.safeandaway.protocol.UnreadableMessage;

/** Reads pulses: each goes to every wearable, and is the same bytes for all of them. */
public final class Air {
  private byte @Nullable [] lastBytes;
  private Message.@Nullable Pulse last;

  Message.Pulse pulse(byte[] bytes) throws UnreadableMessage {
    Message.Pulse known = last;
    if (known == null || lastBytes != bytes) {
      known = Codec.PULSE.decode(bytes);
      lastBytes = bytes;
      last = known;
    }
    return known;
  }
}
