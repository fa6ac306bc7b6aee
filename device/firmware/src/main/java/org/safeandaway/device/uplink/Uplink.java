package org.safeandaway.device.uplink;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
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
 *   <li>tell {@link Input.LinkDown} and clear the connection away;
 *   <li>wait as {@link Retry} says.
 * </ol>
 *
 * <p>Sending happens on the caller's thread and only hands the bytes to Paho. Without a connection
 * nothing is sent and nothing is queued.
 */
public final class Uplink implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Uplink.class);

  /** How often a connection that is served is asked whether it still is one. */
  private static final Duration SERVE_EVERY = Duration.ofMillis(200);

  /** A connection that broke sooner is no reason to be quicker next time. */
  private static final Duration HELD = Duration.ofSeconds(5);

  private final BrokerAccess access;
  private final WearableId wearable;
  private final String boot;
  private final MonotonicClock clock;
  private final UplinkListener listener;
  private final Retry retry;
  private final Hearing hearing;
  private final Thread thread;
  private volatile boolean silent;
  private volatile boolean dropped;

  /** Made, but perhaps not open yet. */
  private volatile @Nullable Connection made;

  /** Open. */
  private volatile @Nullable Connection current;

  private volatile Duration lastSign;
  private long connections;
  private @Nullable String lastFailure;

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
    this.retry = new Retry(clock, random);
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
    retry.hurry(wanted);
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
    retry.stop();
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
    retry.stop();
  }

  private void run() {
    try {
      while (!retry.isStopping()) {
        dropped = false;
        connectOnce();
        retry.await(dropped, () -> lastSign = clock.now());
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
      logOnce(e.getMessage());
    }
  }

  /** A broker that is away for a night is a line in the journal, and not ten thousand. */
  private void logOnce(@Nullable String failure) {
    if (!Objects.equals(failure, lastFailure)) {
      LOG.info("no connection, and trying on: {}", failure);
    }
    lastFailure = failure;
  }

  private void serve(Connection connection) throws InterruptedException {
    Duration since = clock.now();
    current = connection;
    tell(new Input.LinkUp(connection.id()));
    LOG.info("connected to {} as {}", access, connection.id());
    lastFailure = null;
    boolean ended = false;
    while (!ended && !retry.isStopping()) {
      lastSign = clock.now();
      ended = connection.awaitEnd(SERVE_EVERY);
    }
    current = null;
    tell(new Input.LinkDown());
    if (silent || ended) {
      connection.close();
    } else {
      connection.leave();
    }
    LOG.info("connection {} ended: {}", connection.id(), connection.reason());
    if (clock.now().minus(since).compareTo(HELD) >= 0) {
      retry.succeeded();
    }
  }

  private void tell(Input input) {
    if (!silent) {
      listener.heard(input);
    }
  }
}
