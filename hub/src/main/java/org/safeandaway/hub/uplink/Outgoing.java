package org.safeandaway.hub.uplink;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.safeandaway.protocol.Codec;
import org.safeandaway.protocol.Message;
import org.safeandaway.protocol.Topic;
import org.safeandaway.protocol.WearableId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes to the wearables, on one thread and one connection of its own.
 *
 * <p>Nothing here needs to survive: a receipt that is lost is asked for again, since the wearable
 * repeats its event; a notice that is lost is published again at every connection and whenever a
 * wearable says that it holds another revision. While there is no connection receipts wait, as many
 * as there is room for; of notices only the newest of each wearable is kept; pulses are dropped.
 */
final class Outgoing implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Outgoing.class);
  private static final int LIMIT = 10_000;
  private static final Duration WAIT = Duration.ofSeconds(1);

  /** A pulse that is later than this says something else than it means. */
  private static final Duration STALE = Duration.ofSeconds(1);

  private final Session session;
  private final BlockingQueue<Letter> letters = new LinkedBlockingDeque<>(LIMIT);
  private final Map<WearableId, Message.Visit> notices = new HashMap<>();
  private final Map<WearableId, Long> published = new HashMap<>();
  private final AtomicLong dropped = new AtomicLong();
  private final Thread thread;

  /**
   * @param since by {@link System#nanoTime}
   */
  private record Letter(Topic topic, byte[] payload, int qos, long since) {}

  /** Only wakes the thread: there is a notice to publish. */
  private static final Letter LOOK = new Letter(new Topic.HubPulse(), new byte[0], 0, 0);

  Outgoing(Session session) {
    this.session = session;
    this.thread = Thread.ofPlatform().name("outgoing").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** How many letters found no room. */
  long dropped() {
    return dropped.get();
  }

  void receipt(WearableId wearable, Message.Receipt receipt) {
    send(Topic.of(wearable, Topic.Channel.DOWN_RECEIPT), Codec.RECEIPT.encode(receipt), 1);
  }

  /** In the name of a wearable that is ours. */
  void event(WearableId wearable, Message.Event event) {
    send(Topic.of(wearable, Topic.channelOf(event.kind())), Codec.EVENT.encode(event), 1);
  }

  void pulse(Message.Pulse pulse) {
    send(new Topic.HubPulse(), Codec.PULSE.encode(pulse), 0);
  }

  /**
   * To ourselves.
   *
   * @param ordered it comes after everything queued in that session; otherwise it is not kept for a
   *     session that is away
   */
  void marker(Topic.Channel channel, Message.Marker marker, boolean ordered) {
    send(new Topic.HubMarker(channel), Codec.MARKER.encode(marker), ordered ? 1 : 0);
  }

  /**
   * The newest notice of a wearable; an older one than was published before is not sent.
   *
   * @param again also if this very revision was published before
   */
  void notice(WearableId wearable, Message.Visit notice, boolean again) {
    synchronized (notices) {
      long newest = published.getOrDefault(wearable, -1L);
      if (notice.revision() < newest || (notice.revision() == newest && !again)) {
        return;
      }
      published.put(wearable, notice.revision());
      notices.put(wearable, notice);
    }
    if (!letters.offer(LOOK)) {
      LOG.debug("the queue is full; the notice is found when it is not");
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  private void send(Topic topic, byte[] payload, int qos) {
    boolean useless = qos == 0 && session.connection().isEmpty();
    if (useless || !letters.offer(new Letter(topic, payload, qos, System.nanoTime()))) {
      dropped.incrementAndGet();
    }
  }

  private void run() {
    try {
      while (true) {
        Letter letter = letters.poll(WAIT.toMillis(), TimeUnit.MILLISECONDS);
        if (letter == null || letter == LOOK) {
          publishNotices();
        } else {
          publish(letter);
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("outgoing stops");
    }
  }

  /** What is only true now is not said later; a receipt is true for ever. */
  private void publish(Letter letter) throws InterruptedException {
    if (letter.qos() == 0) {
      boolean stale = System.nanoTime() - letter.since() > STALE.toNanos();
      if (stale || !publish(letter.topic(), letter.payload(), 0, false)) {
        dropped.incrementAndGet();
      }
      return;
    }
    while (!publish(letter.topic(), letter.payload(), letter.qos(), false)) {
      session.await(WAIT);
    }
  }

  private boolean publish(Topic topic, byte[] payload, int qos, boolean retained)
      throws InterruptedException {
    Optional<Connection> connection = session.connection();
    return connection.isPresent() && connection.get().publish(topic.path(), payload, qos, retained);
  }

  private void publishNotices() throws InterruptedException {
    Map<WearableId, Message.Visit> toPublish;
    synchronized (notices) {
      toPublish = Map.copyOf(notices);
    }
    for (Map.Entry<WearableId, Message.Visit> each : toPublish.entrySet()) {
      Topic topic = Topic.of(each.getKey(), Topic.Channel.DOWN_VISIT);
      if (!publish(topic, Codec.VISIT.encode(each.getValue()), 1, true)) {
        return;
      }
      synchronized (notices) {
        // A newer one may have come meanwhile, and stays.
        notices.remove(each.getKey(), each.getValue());
      }
    }
  }
}
