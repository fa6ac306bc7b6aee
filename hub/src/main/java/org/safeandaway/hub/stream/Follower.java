package org.safeandaway.hub.stream;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import org.safeandaway.hub.desk.DeskStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One program that follows, on a thread of its own.
 *
 * <ol>
 *   <li>Say where the stream begins: {@code ready}, or {@code reset} if it cannot go on from where
 *       the program left off.
 *   <li>Wait until there is more. After {@link Pace#heartbeat} without any, send a comment, if the
 *       hub still sees what happens.
 *   <li>Read a page, and send it event by event, as fast as the program takes it. What is read and
 *       not sent is one page at most. A program that takes nothing for {@link Pace#patience} is
 *       dropped; it comes back with the last id that it saw, and reads on from there.
 *   <li>Ask every {@link Pace#heartbeat} whether it may still follow.
 * </ol>
 */
final class Follower implements Subscription, Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Follower.class);

  /** Why somebody follows no more. */
  enum End {
    /** They went. */
    GONE,
    /** They did not take what was sent. */
    SLOW,
    /** They may not follow any more. */
    REVOKED,
    /** The hub does not see what happens. */
    BLIND,
    /** The hub stops. */
    STOPPED,
    /** A bug of ours. */
    FAILED
  }

  /** Time limits. */
  record Pace(Duration heartbeat, Duration patience) {
    static final Pace USUAL = new Pace(Duration.ofSeconds(2), Duration.ofSeconds(10));
  }

  /** Told once, when it is over. */
  interface Over {
    void is(Follower who, End why);
  }

  private final String person;
  private final Subscriber<? super byte[]> subscriber;
  private final Beginning beginning;
  private final StreamLog log;
  private final Head head;
  private final BooleanSupplier allowed;
  private final Pace pace;
  private final Over over;
  private final Thread thread;
  private final AtomicLong asked = new AtomicLong();
  private volatile @Nullable End end;
  private long askedRights = System.nanoTime();

  /**
   * @param person in whose name
   * @param allowed asks again whether the program may follow
   */
  Follower(
      String person,
      Subscriber<? super byte[]> subscriber,
      Beginning beginning,
      StreamLog log,
      Head head,
      BooleanSupplier allowed,
      Pace pace,
      Over over) {
    this.person = person;
    this.subscriber = subscriber;
    this.beginning = beginning;
    this.log = log;
    this.head = head;
    this.allowed = allowed;
    this.pace = pace;
    this.over = over;
    this.thread = Thread.ofVirtual().name("follower").unstarted(this);
  }

  void start() {
    thread.start();
  }

  @Override
  public void request(long more) {
    if (more > 0) {
      asked.accumulateAndGet(more, (one, other) -> one + other < 0 ? Long.MAX_VALUE : one + other);
      LockSupport.unpark(thread);
    } else {
      cancel();
    }
  }

  @Override
  public void cancel() {
    stop(End.GONE);
  }

  /** Only said: the thread ends by itself, since it may be reading the database. */
  void stop(End why) {
    synchronized (this) {
      if (end == null) {
        end = why;
      }
    }
    LockSupport.unpark(thread);
    head.rouse();
  }

  @Override
  public void run() {
    try {
      follow();
    } catch (DeskStore.Outage outage) {
      stop(End.BLIND);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop(End.STOPPED);
    } catch (RuntimeException bug) {
      // The outermost loop: it ends, the program sees it end, and the log says why.
      LOG.error("a stream of events failed", bug);
      stop(End.FAILED);
    }
    finish();
  }

  private void finish() {
    End why = end == null ? End.FAILED : end;
    over.is(this, why);
    switch (why) {
      case GONE -> {}
      case REVOKED, STOPPED -> subscriber.onComplete();
      // The connection ends with it, so that nothing is kept for somebody who does not read.
      case SLOW, BLIND, FAILED -> subscriber.onError(new Ended(why));
    }
  }

  /** A stream that ends by our will, and not well. */
  static final class Ended extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Ended(End why) {
      super("the stream of events ends: " + why, null, false, false);
    }
  }

  private void follow() throws InterruptedException {
    StreamId seen = beginning.from();
    send(beginning.frame(log));
    while (end == null) {
      Optional<StreamId> newest = head.after(seen, pace.heartbeat(), () -> end != null);
      if (newest.isEmpty()) {
        beat();
      } else if (!newest.get().epoch().equals(seen.epoch())) {
        seen = beginAnew(Beginning.Why.RESTORED, seen, newest.get());
      } else {
        seen = turnPage(seen, newest.get());
      }
    }
  }

  private StreamId turnPage(StreamId seen, StreamId newest) {
    StreamLog.Page page = log.after(seen, newest);
    if (page.expired()) {
      return beginAnew(Beginning.Why.EXPIRED, seen, log.head());
    }
    page.frames().forEach(frame -> frame.to(person).ifPresent(this::send));
    return page.last();
  }

  private StreamId beginAnew(Beginning.Why why, StreamId seen, StreamId from) {
    send(new Beginning(from, why, seen.toString()).frame(log));
    return from;
  }

  private void beat() {
    if (!head.isFresh()) {
      stop(End.BLIND);
    }
    send(StreamLog.Frames.HEARTBEAT);
  }

  /** Does nothing once it is over. */
  private void send(byte[] frame) {
    if (System.nanoTime() - askedRights >= pace.heartbeat().toNanos()) {
      askedRights = System.nanoTime();
      if (!allowed.getAsBoolean()) {
        stop(End.REVOKED);
      }
    }
    awaitDemand();
    if (end == null) {
      asked.updateAndGet(open -> open == Long.MAX_VALUE ? open : open - 1);
      subscriber.onNext(frame);
    }
  }

  private void awaitDemand() {
    long until = System.nanoTime() + pace.patience().toNanos();
    while (asked.get() == 0 && end == null) {
      long left = until - System.nanoTime();
      if (left <= 0) {
        stop(End.SLOW);
      } else {
        LockSupport.parkNanos(this, left);
      }
    }
  }
}
