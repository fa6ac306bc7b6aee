package org.safeandaway.hub.notify;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.desk.DeskStore;
import org.safeandaway.hub.notify.Channel.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks providers what people have answered, since none of them reaches a hub behind NAT: often
 * while an alarm is open of which somebody has a code, and else now and then. Every hub of a school
 * asks; an answer counts once.
 *
 * <p>Whoever answers believes that they have the alarm. So that answers are not read is a trouble
 * of the channel by itself, which every page shows, however well it sends.
 */
@Singleton
public final class ReplyPoller implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ReplyPoller.class);
  private static final Duration OFTEN = Duration.ofSeconds(5);

  /** Every so many times: once a minute. */
  private static final int RARELY = 12;

  /** Far longer than any outage of the hub that is worth an answer. */
  private static final Duration BACK = Duration.ofHours(1);

  /** Of an answer to an answer: it is no row of the outbox. */
  private static final long NO_ROW = -2;

  private final List<Channel.Answered> channels;
  private final ReplyBook book;
  private final ReplyReader reader;
  private final ChannelResults results;
  private final InstantSource time;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Set<String> failing = ConcurrentHashMap.newKeySet();
  private @Nullable Thread thread;

  ReplyPoller(
      List<Channel.Answered> channels,
      ReplyBook book,
      ReplyReader reader,
      ChannelResults results,
      InstantSource time) {
    this.channels = channels.stream().filter(channel -> channel.missing().isEmpty()).toList();
    this.book = book;
    this.reader = reader;
    this.results = results;
    this.time = time;
  }

  /** Does nothing if people cannot answer by any channel. */
  public synchronized void start() {
    if (!channels.isEmpty() && thread == null) {
      thread = Thread.ofVirtual().name("replies").start(this::run);
    }
  }

  private void run() {
    try {
      int waited = 0;
      while (!stopped.await(OFTEN.toMillis(), TimeUnit.MILLISECONDS)) {
        waited = lookAround(waited + 1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns how often it has waited since it last read. */
  private int lookAround(int waited) throws InterruptedException {
    try {
      if (waited < RARELY && !book.isAnythingOpen()) {
        return waited;
      }
      round();
    } catch (DeskStore.Outage e) {
      LOG.warn("answers wait for the database: {}", e.getMessage());
    } catch (RuntimeException bug) {
      // The outermost loop: nothing may stop it.
      LOG.error("answers could not be read, and will be again", bug);
    }
    return 0;
  }

  /** Reads every channel once. */
  public void round() throws InterruptedException {
    for (Channel.Answered channel : channels) {
      try {
        read(channel, channel.replies(BACK));
        results.repliesAreRead(channel.name());
        if (failing.remove(channel.name())) {
          LOG.info("answers by {} are read again", channel.name());
        }
      } catch (RepliesUnread e) {
        if (failing.add(channel.name())) {
          LOG.warn("answers by {} cannot be read: {}", channel.name(), e.why());
        }
        read(channel, e.read());
        results.repliesAreUnread(channel.name(), e.why(), time.instant());
      }
    }
  }

  private void read(Channel channel, List<Channel.Reply> replies) throws InterruptedException {
    for (Channel.Reply reply : replies) {
      String words = reader.read(channel.name(), reply).orElse(null);
      if (words != null) {
        answer(channel, reply.from(), words);
      }
    }
  }

  /** Tried once: the page tells the same, and an answer that comes late confuses. */
  private static void answer(Channel channel, String to, String words) throws InterruptedException {
    Notice.Recipient recipient = new Notice.Recipient("", "", to, null);
    Notice notice =
        new Notice(NO_ROW, recipient, words, words, words, null, null, null, "ANSWER", null);
    if (!(channel.send(notice) instanceof Outcome.Accepted)) {
      LOG.warn("an answer by {} was not answered", channel.name());
    }
  }

  @Override
  public synchronized void close() {
    stopped.countDown();
    Thread running = thread;
    if (running != null) {
      running.interrupt();
      thread = null;
    }
  }
}
