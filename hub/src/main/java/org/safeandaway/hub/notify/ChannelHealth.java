package org.safeandaway.hub.notify;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a channel is, worked out of what came of its last attempts.
 *
 * @param since it has been failing or unread, or when it last worked; absent if none of them
 * @param failure technical words of what is wrong; absent while nothing is
 */
public record ChannelHealth(
    String name, String title, State state, @Nullable Instant since, @Nullable String failure) {

  /** From good to nothing. */
  public enum State {
    WORKS,
    /** Its provider does not take messages, or takes them and does not deliver. */
    FAILS,
    /** It sends, and nobody reads what people answer: they believe that they have the alarm. */
    UNREAD,
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
      return of(channel, State.NOT_SET_UP, null, null);
    }
    if (result == null) {
      return of(channel, State.NEVER_USED, null, null);
    }
    if (result.failingSince() != null) {
      return of(channel, State.FAILS, result.failingSince(), result.failure());
    }
    if (result.undelivered() != null) {
      String failure = "what its provider takes does not arrive: " + result.undelivered().why();
      return of(channel, State.FAILS, result.undelivered().since(), failure);
    }
    if (result.unread() != null) {
      return result.workedAt() == null
          ? of(
              channel,
              State.FAILS,
              result.unread().since(),
              "what people answer is not read: " + result.unread().why())
          : of(channel, State.UNREAD, result.unread().since(), result.unread().why());
    }
    return result.workedAt() == null
        ? of(channel, State.NEVER_USED, null, null)
        : of(channel, State.WORKS, result.workedAt(), null);
  }

  private static ChannelHealth of(
      Channel channel, State state, @Nullable Instant since, @Nullable String failure) {
    return new ChannelHealth(channel.name(), channel.title(), state, since, failure);
  }

  public boolean fails() {
    return state == State.FAILS;
  }

  /** Whether people answer by it in vain. */
  public boolean isUnread() {
    return state == State.UNREAD;
  }
}
