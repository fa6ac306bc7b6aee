package org.safeandaway.hub.notify;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.policy.ChannelKind;

/**
 * One way out of the hub, by one provider. It keeps no state of what was sent: the outbox does, and
 * asks again after a failure or a crash, so a notice may be sent twice; its {@link Notice#id} is
 * the provider's idempotency key where there is one.
 */
public interface Channel {

  /** A stable word such as {@code twilio-sms}: in rows, settings and addresses. */
  String name();

  /** As people read it, such as "SMS by Twilio". */
  String title();

  ChannelKind kind();

  /** What it is and what it needs, in a sentence or two for whoever decides about it. */
  String about();

  /** All that it can be told, as a page may show it. */
  List<Setting> settings();

  /**
   * What its configuration still lacks, as a plain sentence that says what to do; empty if it can
   * send.
   */
  Optional<String> missing();

  /**
   * What it cannot do as it is configured, though it can send, as a plain sentence that says what
   * to do about it; empty if it can do everything.
   */
  default Optional<String> limits() {
    return Optional.empty();
  }

  /**
   * Sends one notice, within 10 s. It throws nothing for a failure of network or provider: that is
   * an outcome.
   *
   * @throws InterruptedException the hub stops; whether it was sent is not known
   */
  Outcome send(Notice notice) throws InterruptedException;

  /**
   * One thing that a channel can be told.
   *
   * @param key whole, such as {@code safeandaway.notify.smtp.host}
   * @param what it means
   * @param shown its value; of a secret only whether it is set
   */
  record Setting(String key, String what, String shown) {}

  /** What became of an attempt. */
  sealed interface Outcome {
    /**
     * The provider has taken it.
     *
     * @param reference the provider's own id of it; absent if it gives none
     */
    record Accepted(@Nullable String reference) implements Outcome {}

    /**
     * Not now.
     *
     * @param after what the provider asks for (Retry-After); absent if it says nothing
     * @param why technical, without secrets and personal data
     */
    record TryLater(@Nullable Duration after, String why) implements Outcome {}

    /**
     * It will never be sent like this: the number is wrong, the account is closed.
     *
     * @param why technical, without secrets and personal data
     * @param onlyThisRecipient the channel works, and only this recipient cannot be reached by it
     */
    record Failed(String why, boolean onlyThisRecipient) implements Outcome {
      public Failed(String why) {
        this(why, false);
      }
    }
  }

  /** A channel whose provider tells afterwards what became of what it took. */
  interface Tracked extends Channel {
    /** Asks about one, by {@link Outcome.Accepted#reference}; within 10 s. */
    Delivery look(String reference) throws InterruptedException;
  }

  /** What the provider says about something it took. */
  sealed interface Delivery {
    /** It lies where the person can hear or read it. Nobody has taken the alarm by that. */
    record Delivered() implements Delivery {}

    /** On its way, or the provider cannot say now. */
    record Pending() implements Delivery {}

    /**
     * It reached nobody: engaged, voicemail, undeliverable.
     *
     * @param onlyThisRecipient the channel works, and only this recipient was not reached by it
     */
    record Failed(String why, boolean onlyThisRecipient) implements Delivery {
      public Failed(String why) {
        this(why, false);
      }
    }
  }

  /** A channel by which people answer. */
  interface Answered extends Channel {
    /**
     * Answers of the time that is just past, by the provider's own clock, the oldest first; the
     * same ones may come again. Within 10 s.
     *
     * @throws RepliesUnread the provider did not tell, or not all
     */
    List<Reply> replies(Duration back) throws InterruptedException;
  }

  /**
   * Somebody's answer.
   *
   * @param id the provider's, the same however often it is read
   * @param from the number or address it came from
   */
  record Reply(String id, String from, String text, Instant at) {}
}
