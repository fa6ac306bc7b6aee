package org.safeandaway.device.uplink;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.safeandaway.device.MonotonicClock;
import org.safeandaway.device.wearable.Input;
import org.safeandaway.device.wearable.Urgency;
import org.safeandaway.protocol.Codec;
import org.safeandaway.protocol.Message;
import org.safeandaway.protocol.Topic;
import org.safeandaway.protocol.Topic.Channel;
import org.safeandaway.protocol.WearableId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one connection to the broker up. A thread of its own goes round and round:
 *
 * <ol>
 *   <li>connect; on success tell {@link Input.LinkUp} and wait for the connection's end;
 *   <li>clear the connection away and tell {@link Input.LinkDown};
 *   <li>wait as {@link Backoff} says; less if it becomes more urgent, or the network comes up.
 * </ol>
 *
 * <p>Sending happens on the caller's thread and only hands the bytes to Paho. Without a connection
 * nothing is sent and nothing is queued.
 */
public final class Uplink implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Uplink.class);

  /** How often a long wait looks at the network and shows that this thread is alive. */
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  /** How often a connection that is served is asked whether it still is one. */
  private static final Duration SERVE_EVERY = Duration.ofMillis(200);

  /** A connection that broke sooner is no reason to be quicker next time. */
  private static final Duration HELD = Duration.ofSeconds(5);

  private final BrokerAccess access;
  private final WearableId wearable;
  private final String boot;
  private final MonotonicClock clock;
  private final UplinkListener listener;
  private final Backoff backoff;
  private final Networks networks = new Networks();
  private final Thread thread;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Hearing hearing;

  private Urgency urgency = Urgency.IDLE;
  private boolean stopping;
  private volatile boolean silent;
  private volatile boolean dropped;

  /** Made, but perhaps not open yet. */
  private volatile @Nullable Connection made;

  /** Open. */
  private volatile @Nullable Connection current;

  private volatile Duration lastSign;
  private long connections;

  private Uplink(
      BrokerAccess access,
      WearableId wearable,
      String boot,
      MonotonicClock clock,
      RandomGenerator random,
      UplinkListener listener) {
    this.access = access;
    this.wearable = wearable;
    this.boot = boot;
    this.clock = clock;
    this.listener = listener;
    this.backoff = new Backoff(random);
    this.hearing = new Hearing(wearable, this::tell);
    this.lastSign = clock.now();
    this.thread = Thread.ofPlatform().name("uplink-" + wearable).daemon().unstarted(this::run);
    thread.setUncaughtExceptionHandler((thread, bug) -> listener.broken(bug));
  }

  /** Begins to connect. */
  public static Uplink start(
      BrokerAccess access,
      WearableId wearable,
      String boot,
      MonotonicClock clock,
      RandomGenerator random,
      UplinkListener listener) {
    Uplink uplink = new Uplink(access, wearable, boot, clock, random, listener);
    uplink.thread.start();
    return uplink;
  }

  /** How much hurry there is in connecting; more hurry than before cuts a wait short. */
  public void hurry(Urgency wanted) {
    lock.lock();
    try {
      urgency = wanted;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Publishes now or not at all; a PUBACK is heard as {@link Input.Acknowledged}. */
  public void send(Message.Event event) {
    Connection connection = current;
    if (connection != null) {
      connection.publish(
          Topic.channelOf(event.kind()),
          Codec.EVENT.encode(event),
          () -> tell(new Input.Acknowledged(event.id())));
    }
  }

  /** Publishes now or not at all. */
  public void send(Message.State state) {
    Connection connection = current;
    if (connection != null) {
      connection.publish(Channel.UP_STATE, Codec.STATE.encode(state), () -> {});
    }
  }

  /** Gives the connection up; a new one is made at once, unless it is a habit. */
  public void drop(String reason) {
    Connection connection = current;
    if (connection != null) {
      dropped = true;
      connection.end(reason);
    }
  }

  /** Messages that came down and could not be read. */
  public long unreadable() {
    return hearing.unreadable();
  }

  /** When this thread last showed that it is alive; at most about 20 s ago. */
  public Duration lastSign() {
    return lastSign;
  }

  /** Leaves orderly and waits for it, a few seconds at most. */
  @Override
  public void close() {
    stop();
    try {
      thread.join(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends as by a power failure: nothing more is sent, and the broker sees the wire cut. */
  public void cutPower() {
    silent = true;
    Connection connection = made;
    if (connection != null) {
      connection.cut();
    }
    stop();
  }

  private void stop() {
    lock.lock();
    try {
      stopping = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    try {
      while (!isStopping()) {
        connectOnce();
        if (!isStopping()) {
          pause();
        }
      }
    } catch (InterruptedException e) {
      LOG.error("uplink of {} was interrupted and ends", wearable, e);
    }
  }

  private void connectOnce() throws InterruptedException {
    String id = boot + "-" + ++connections;
    lastSign = clock.now();
    try {
      Connection connection = Connection.prepare(access, wearable, id, hearing::arrived);
      made = connection;
      if (!silent) {
        connection.open(access);
        serve(connection);
      }
    } catch (IOException e) {
      LOG.info("no connection: {}", e.getMessage());
    }
  }

  private void serve(Connection connection) throws InterruptedException {
    Duration since = clock.now();
    current = connection;
    tell(new Input.LinkUp(connection.id()));
    LOG.info("connected to {} as {}", access, connection.id());
    boolean ended = false;
    while (!ended && !isStopping()) {
      lastSign = clock.now();
      ended = connection.awaitEnd(SERVE_EVERY);
    }
    current = null;
    if (silent || ended) {
      connection.close();
    } else {
      connection.leave();
    }
    tell(new Input.LinkDown());
    LOG.info("connection {} ended: {}", connection.id(), connection.reason());
    if (clock.now().minus(since).compareTo(HELD) >= 0) {
      backoff.reset();
    }
  }

  private void pause() throws InterruptedException {
    networks.cameUp();
    lock.lockInterruptibly();
    try {
      Urgency waitedFor = urgency;
      Duration until = clock.now().plus(waitAfterFailure());
      while (!stopping && clock.now().compareTo(until) < 0) {
        lastSign = clock.now();
        Duration left = until.minus(clock.now());
        changed.awaitNanos(Math.min(left.toNanos(), LOOK_EVERY.toNanos()));
        if (urgency.compareTo(waitedFor) > 0) {
          return;
        }
        if (networks.cameUp()) {
          backoff.reset();
          return;
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private Duration waitAfterFailure() {
    boolean atOnce = dropped && backoff.isFresh();
    dropped = false;
    return atOnce ? Duration.ZERO : backoff.next(urgency);
  }

  private boolean isStopping() {
    lock.lock();
    try {
      return stopping;
    } finally {
      lock.unlock();
    }
  }

  private void tell(Input input) {
    if (!silent) {
      listener.heard(input);
    }
  }
}
