package org.safeandaway.hub.uplink;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one connection to the broker open, for ever: connects, waits until the connection is over,
 * closes it, waits a little, connects afresh.
 *
 * <p>While it is held ({@link #hold}) it stays disconnected. The broker keeps the messages of a
 * persistent session meanwhile.
 */
final class Session implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Session.class);
  private static final Duration FIRST_WAIT = Duration.ofMillis(250);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

  private final MqttSettings settings;
  private final Connection.Purpose purpose;
  private final Consumer<Connection.Arrival> arrivals;
  private final Consumer<Connection> onOpen;
  private final Thread thread;
  private final Object monitor = new Object();

  private @Nullable Connection connection;
  private boolean held;
  private boolean stopped;

  /**
   * @param arrivals told of each message, on Paho's thread; must neither block nor throw
   * @param onOpen told of each new connection, on this session's thread
   */
  Session(
      MqttSettings settings,
      Connection.Purpose purpose,
      Consumer<Connection.Arrival> arrivals,
      Consumer<Connection> onOpen) {
    this.settings = settings;
    this.purpose = purpose;
    this.arrivals = arrivals;
    this.onOpen = onOpen;
    this.thread = Thread.ofPlatform().name("mqtt-" + purpose.clientId()).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** The connection, if there is one now. */
  Optional<Connection> connection() {
    synchronized (monitor) {
      return Optional.ofNullable(connection).filter(Connection::isOpen);
    }
  }

  /** Waits until there is a connection, at most so long. */
  Optional<Connection> await(Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    synchronized (monitor) {
      while (!stopped && (connection == null || !connection.isOpen())) {
        long left = (end - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          break;
        }
        monitor.wait(left);
      }
    }
    return connection();
  }

  /** Disconnects, and stays so until {@link #release}. */
  void hold(String why) {
    synchronized (monitor) {
      held = true;
      if (connection != null) {
        connection.drop(why);
      }
    }
  }

  void release() {
    synchronized (monitor) {
      held = false;
      monitor.notifyAll();
    }
  }

  /** Ends the connection of now; a new one is made at once. */
  void renew(String why) {
    connection().ifPresent(open -> open.drop(why));
  }

  /** Begins to stop; {@link #close} waits until it has. */
  void stop() {
    synchronized (monitor) {
      stopped = true;
      if (connection != null) {
        connection.drop("stopping");
      }
      monitor.notifyAll();
    }
    thread.interrupt();
  }

  @Override
  public void close() {
    stop();
    try {
      thread.join(STOP_LIMIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    int failures = 0;
    try {
      while (mayConnect()) {
        boolean opened = connectOnce(failures == 0);
        failures = opened ? 0 : failures + 1;
        pause(failures);
      }
    } catch (InterruptedException e) {
      LOG.debug("{} stops", purpose.clientId());
    }
  }

  /** Waits while held; false once stopped. */
  private boolean mayConnect() throws InterruptedException {
    synchronized (monitor) {
      while (held && !stopped) {
        monitor.wait();
      }
      return !stopped;
    }
  }

  /** One connection from its beginning to its end; false if it could not be opened. */
  private boolean connectOnce(boolean sayWhyNot) throws InterruptedException {
    try (Connection open = Connection.open(settings, purpose, arrivals)) {
      LOG.info("MQTT: {} is connected", purpose.clientId());
      publishOpen(open);
      onOpen.accept(open);
      while (!open.awaitEnd(Duration.ofMinutes(1))) {
        LOG.trace("{} is still connected", purpose.clientId());
      }
      LOG.info("MQTT: {} is disconnected: {}", purpose.clientId(), open.ended().join());
      return true;
    } catch (MqttException e) {
      if (sayWhyNot) {
        LOG.warn(
            "MQTT: {} cannot connect to {} ({}); it is tried again until it can",
            purpose.clientId(),
            settings.url(),
            e.getMessage());
      }
      return false;
    } finally {
      publishOpen(null);
    }
  }

  private void publishOpen(@Nullable Connection open) {
    synchronized (monitor) {
      connection = open;
      if (open != null && (held || stopped)) {
        open.drop("not wanted any more");
      }
      monitor.notifyAll();
    }
  }

  /** Full jitter, so that hubs do not come back in step. */
  private void pause(int failures) throws InterruptedException {
    long longest =
        Math.min(LONGEST_WAIT.toMillis(), FIRST_WAIT.toMillis() << Math.min(failures, 8));
    Thread.sleep(ThreadLocalRandom.current().nextLong(longest / 2, longest + 1));
  }
}
