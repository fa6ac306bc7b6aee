package org.safeandaway.hub.notify;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.safeandaway.hub.desk.DeskStore;
import org.safeandaway.hub.notify.Channel.Delivery;
import org.safeandaway.hub.notify.Channel.Outcome;
import org.safeandaway.hub.watch.PersonId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tests that somebody asks for. They go past the outbox, straight to the channel, to whoever asked
 * or to the room; how far one has come stands in its row, where the pages of every hub see it.
 */
@Singleton
public class ChannelTests {
  private static final Logger LOG = LoggerFactory.getLogger(ChannelTests.class);

  /** By one channel, whoever asks: messages cost money, and providers have limits. */
  public static final Duration NOT_SOONER = Duration.ofSeconds(30);

  /** How long a provider is asked whether a test arrived. */
  private static final Duration LOOK_FOR = Duration.ofSeconds(60);

  private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

  /** After this, a test of which nothing more was heard is not going on any more. */
  public static final Duration FORGOTTEN = LOOK_FOR.plus(Duration.ofSeconds(20));

  private final ChannelResults results;
  private final Channels channels;
  private final Wording wording;
  private final InstantSource time;
  private final ExecutorService sending =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("channel-test-", 0).factory());

  public ChannelTests(
      ChannelResults results, Channels channels, Wording wording, InstantSource time) {
    this.results = results;
    this.channels = channels;
    this.wording = wording;
    this.time = time;
  }

  /**
   * Sends one, unless one was sent a short time ago. It goes on in the background.
   *
   * @param to whoever asked, with what is known of how to reach them
   * @return whether it is being sent
   */
  public boolean send(Channel channel, Notice.Recipient to) {
    Instant begun = time.instant();
    if (!results.beginTest(channel.name(), new PersonId(to.person()), begun, NOT_SOONER)) {
      return false;
    }
    sending.execute(() -> attempt(channel, notice(channel, to, begun), begun));
    return true;
  }

  private Notice notice(Channel channel, Notice.Recipient to, Instant begun) {
    // No row of the outbox has that number, and each test another one.
    long id = -begun.toEpochMilli();
    return wording.test(id, channel.kind().isPersonal() ? to : null, begun);
  }

  private void attempt(Channel channel, Notice notice, Instant begun) {
    try {
      Outcome outcome = channel.send(notice);
      Instant now = time.instant();
      channels.noted(channel, outcome, now);
      results.tested(channel.name(), begun, outcome, now);
      if (outcome instanceof Outcome.Accepted(String reference)
          && reference != null
          && channel instanceof Channel.Tracked tracked) {
        follow(tracked, reference, begun);
      }
    } catch (InterruptedException e) {
      // The hub stops; the page says that nothing more was heard of it.
      Thread.currentThread().interrupt();
    } catch (DeskStore.Outage outage) {
      LOG.warn("what came of a test could not be noted: {}", outage.getMessage());
    } catch (RuntimeException bug) {
      // The outermost of this thread; the page says that nothing more was heard of it.
      LOG.error("a test of {} failed", channel.name(), bug);
    }
  }

  private void follow(Channel.Tracked channel, String reference, Instant begun)
      throws InterruptedException {
    Instant until = begun.plus(LOOK_FOR);
    while (time.instant().isBefore(until)) {
      Delivery delivery = channel.look(reference);
      Instant now = time.instant();
      results.tested(channel.name(), begun, delivery, now);
      channels.noted(channel, delivery, now);
      if (!(delivery instanceof Delivery.Pending)) {
        return;
      }
      Thread.sleep(LOOK_EVERY);
    }
  }

  @PreDestroy
  void stop() {
    sending.shutdownNow();
  }
}
