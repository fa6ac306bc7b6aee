package org.safeandaway.hub.notify;

/**
 * Taking an alarm by answering a message about it. Whoever answers is the one to whom the message
 * was sent: its row in the outbox says who that is, and which alarm.
 */
public interface Taking {

  /**
   * Returns when it is committed, or when it is known that it will not be.
   *
   * @param outbox the row of the message that is answered
   * @param via how, as it is recorded: {@code sms}, {@code call}
   * @param idempotency the same answer has the same, and counts once
   */
  Taken take(long outbox, String via, String idempotency);

  /** What came of it. */
  sealed interface Taken {
    /** A plain sentence to whoever answered; it can be read and spoken. */
    String words();
  }

  /** Theirs, now or already before. */
  record Theirs() implements Taken {
    @Override
    public String words() {
      return "You have taken the alarm. Open Safe & Away to see what to do.";
    }
  }

  /**
   * Somebody else was first.
   *
   * @param who their name; as the hub calls them
   */
  record Others(String who) implements Taken {
    @Override
    public String words() {
      return who + " has taken it already. You need to do nothing.";
    }
  }

  /** The alarm is closed. */
  record Over() implements Taken {
    @Override
    public String words() {
      return "That alarm is closed already. You need to do nothing.";
    }
  }

  /** Not theirs to take: it is about themselves, or they may not. */
  record Refused(String words) implements Taken {}

  /** The hub cannot store it at the moment; the same answer may be tried again. */
  record NotNow() implements Taken {
    @Override
    public String words() {
      return "The hub could not store that. The alarm is not yours yet.";
    }
  }
}
