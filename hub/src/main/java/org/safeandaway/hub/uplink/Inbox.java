package org.safeandaway.hub.uplink;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bounded queue between Paho's thread, which may not wait, and the one thread that reads what
 * came. A message that finds it full ends its connection: it was not acknowledged, so the broker
 * sends it again when we come back.
 */
final class Inbox implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);

  /** More than the broker has in flight for one session (1,000), so QoS 1 alone never fills it. */
  private static final int LIMIT = 4096;

  private final BlockingQueue<Connection.Arrival> queue = new ArrayBlockingQueue<>(LIMIT);
  private final Consumer<Connection.Arrival> reader;
  private final Runnable onOverrun;
  private final Runnable onFailure;
  private final Thread thread;

  Inbox(String name, Consumer<Connection.Arrival> reader, Runnable onOverrun, Runnable onFailure) {
    this.reader = reader;
    this.onOverrun = onOverrun;
    this.onFailure = onFailure;
    this.thread = Thread.ofPlatform().name("inbox-" + name).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  void accept(Connection.Arrival arrival) {
    if (!queue.offer(arrival)) {
      onOverrun.run();
      arrival.refuse("more came than could be read");
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  private void run() {
    try {
      while (true) {
        readOne(queue.take());
      }
    } catch (InterruptedException e) {
      LOG.debug("{} stops", thread.getName());
    }
  }

  /** The outermost loop: a message that trips over a bug must not keep the next ones from us. */
  private void readOne(Connection.Arrival arrival) {
    try {
      reader.accept(arrival);
    } catch (RuntimeException bug) {
      onFailure.run();
      LOG.error("a message on {} stays unacknowledged, and comes again", arrival.topic(), bug);
    }
  }
}
