package org.safeandaway.hub.notify;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a channel is, worked out of what came of its last attempts.
 *
 * @param since it has been failing, or when it last worked; absent if neither
 * @param failure technical words of the last failure; absent while it is not failing
 */
public record ChannelHealth(
    String name, String title, State state, @Nullable Instant since, @Nullable String failure) {

  /** From good to nothing. */
  public enum State {
    WORKS,
    FAILS,
    /** Set up, and nothing was ever sent by it. */
    NEVER_USED,
    /** Something is missing in its settings. */
    NOT_SET_UP
  }

  /**
   * @param result absent if there is none
   */
  public static ChannelHealth of(Channel channel, ChannelResults.@Nullable Result result) {
    if (channel.missing().isPresent()) {
      return new ChannelHealth(channel.name(), channel.title(), State.NOT_SET_UP, null, null);
    }
    if (result != null && result.failingSince() != null) {
      return new ChannelHealth(
          channel.name(), channel.title(), State.FAILS, result.failingSince(), result.failure());
    }
    if (result != null && result.workedAt() != null) {
      return new ChannelHealth(
          channel.name(), channel.title(), State.WORKS, result.workedAt(), null);
    }
    return new ChannelHealth(channel.name(), channel.title(), State.NEVER_USED, null, null);
  }

  public boolean fails() {
    return state == State.FAILS;
  }
}
