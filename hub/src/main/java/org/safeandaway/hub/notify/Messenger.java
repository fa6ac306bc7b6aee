package org.safeandaway.hub.notify;

import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.database.Database;
import org.safeandaway.hub.desk.DeskDoor;
import org.safeandaway.hub.desk.DeskInput;
import org.safeandaway.hub.desk.DeskResult;
import org.safeandaway.hub.desk.DeskStore;
import org.safeandaway.hub.notify.Channel.Outcome;
import org.safeandaway.hub.policy.ChannelKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Empties the outbox. Each message is sent on a thread of its own, so that a provider that hangs
 * holds up nothing but its own messages; what comes of it is written into its row. A message that
 * fails for good is reported to the ladder through the desk, and the row says whether the ladder
 * knows, so that a hub that dies in between leaves that to the next.
 */
public final class Messenger implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Messenger.class);

  /** How often a provider is asked what became of what it took. */
  static final Duration LOOK_EVERY = Duration.ofSeconds(3);

  /** Whoever has not answered the telephone by then will not. */
  private static final Duration LOOK_FOR = Duration.ofMinutes(10);

  /** Longer than {@link #LOOK_FOR}: its provider cannot be asked. */
  private static final Duration NEVER = LOOK_FOR.multipliedBy(2);

  /** Without a commit of this hub: another may have died with messages in hand. */
  private static final Duration PARK = Duration.ofMillis(500);

  private static final Duration REPORTED_WITHIN = Duration.ofSeconds(30);

  private static final Duration BACK_OFF = Duration.ofSeconds(1);

  /** In one look at the outbox. */
  private static final int AT_ONCE = 64;

  /** A kind of channel with so many messages in hand is left alone until some have come back. */
  private static final int IN_HAND = 64;

  private final Outbox outbox;
  private final Providers providers;
  private final Wording wording;
  private final Backoff backoff;
  private final DeskDoor desk;
  private final InstantSource time;
  private final String hub;
  private final MeterRegistry meters;
  private final Map<ChannelKind, AtomicInteger> inHand = new EnumMap<>(ChannelKind.class);
  private final AtomicInteger lookedAt = new AtomicInteger();
  private final AtomicBoolean reporting = new AtomicBoolean();
  private final ExecutorService senders =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("send-", 0).factory());
  private final Thread thread = Thread.ofPlatform().name("messenger").unstarted(this::run);

  private volatile boolean running = true;
  private volatile boolean awake;

  Messenger(
      Outbox outbox,
      Providers providers,
      Wording wording,
      Backoff backoff,
      DeskDoor desk,
      InstantSource time,
      String hub,
      MeterRegistry meters) {
    this.outbox = outbox;
    this.providers = providers;
    this.wording = wording;
    this.backoff = backoff;
    this.desk = desk;
    this.time = time;
    this.hub = hub;
    this.meters = meters;
    for (ChannelKind kind : ChannelKind.values()) {
      inHand.put(kind, new AtomicInteger());
    }
  }

  public static Messenger of(
      Database database,
      Providers providers,
      Wording wording,
      DeskDoor desk,
      InstantSource time,
      String hub,
      MeterRegistry meters) {
    SecureRandom random = new SecureRandom();
    return new Messenger(
        new Outbox(database),
        providers,
        wording,
        new Backoff(random::nextDouble),
        desk,
        time,
        hub,
        meters);
  }

  public void start() {
    thread.start();
  }

  /** Something was committed; there may be messages. It is called on the desk's threads. */
  public void committed(DeskResult result) {
    if (result.changed()) {
      wake();
    }
  }

  @Override
  public void close() {
    running = false;
    LockSupport.unpark(thread);
    senders.shutdownNow();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (running) {
      Duration park = round();
      if (!awake) {
        LockSupport.parkNanos(this, park.toNanos());
      }
    }
  }

  private Duration round() {
    awake = false;
    try {
      Instant now = time.instant();
      send(now);
      report();
      ask(now);
      return PARK;
    } catch (DeskStore.Outage outage) {
      LOG.warn("the outbox waits for the database: {}", outage.getMessage());
      return BACK_OFF;
    } catch (RuntimeException bug) {
      // The outermost loop: nothing may stop it, and what is not sent is seen by the invariants.
      LOG.error("the outbox could not be looked through, and will be again", bug);
      return BACK_OFF;
    }
  }

  /** A provider that hangs fills the room of its own kind, and leaves the others theirs. */
  private void send(Instant now) {
    Set<ChannelKind> free = EnumSet.noneOf(ChannelKind.class);
    inHand.forEach(
        (kind, messages) -> {
          if (messages.get() < IN_HAND) {
            free.add(kind);
          }
        });
    if (free.isEmpty()) {
      return;
    }
    for (OutboxMessage message : outbox.lease(hub, now, free, AT_ONCE)) {
      inTheBackground(counted(message.channel()), () -> send(message));
    }
  }

  private AtomicInteger counted(ChannelKind kind) {
    return Objects.requireNonNull(inHand.get(kind));
  }

  private void inTheBackground(AtomicInteger counted, Sending sending) {
    counted.incrementAndGet();
    senders.execute(
        () -> {
          try {
            sending.run();
          } catch (InterruptedException e) {
            // The hub stops; the lease runs out, and another hub or the next start sends it.
            Thread.currentThread().interrupt();
          } catch (DeskStore.Outage outage) {
            LOG.warn("what came of a message could not be written: {}", outage.getMessage());
          } catch (RuntimeException bug) {
            LOG.error("a message could not be sent, and will be tried again", bug);
          } finally {
            counted.decrementAndGet();
            wake();
          }
        });
  }

  private void wake() {
    awake = true;
    LockSupport.unpark(thread);
  }

  private interface Sending {
    void run() throws InterruptedException;
  }

  private void send(OutboxMessage message) throws InterruptedException {
    switch (message.needed()) {
      case TAKEN -> drop(message, "somebody has the alarm");
      case RESOLVED -> drop(message, "the alarm is closed");
      case UNTRUE -> drop(message, "that is not so any more");
      case YES -> offer(message);
    }
  }

  private void drop(OutboxMessage message, String why) {
    ours(message, outbox.dropped(message, hub, time.instant(), why));
  }

  /** Counts what this hub stood still with for so long that another may have sent it. */
  private boolean ours(OutboxMessage message, boolean still) {
    if (!still) {
      LOG.warn("message {} outlived its lease; what came of it here counts no more", message.id());
      meters.counter("safeandaway.notices.lost").increment();
    }
    return still;
  }

  /** The first provider that takes it; one that refuses for good leaves it to the next. */
  private void offer(OutboxMessage message) throws InterruptedException {
    Outcome.@Nullable TryLater later = null;
    String why = "no provider is set up for this channel";
    @Nullable String tried = null;
    for (Channel channel : providers.of(message.channel())) {
      if (tried != null && !ours(message, outbox.renew(message, hub, time.instant()))) {
        return;
      }
      Outcome outcome = send(channel, notice(message, channel));
      tried = channel.name();
      if (!(outcome instanceof Outcome.Accepted)) {
        noted(channel, outcome);
      }
      switch (outcome) {
        case Outcome.Accepted(String reference) -> {
          Duration look = channel instanceof Channel.Tracked ? LOOK_EVERY : NEVER;
          ours(
              message,
              outbox.sent(message.id(), hub, time.instant(), channel.name(), reference, look));
          // Only now: a hub that dies before its row says so sends the message once more.
          noted(channel, outcome);
          sinceMade(message, channel);
          return;
        }
        case Outcome.TryLater it -> later = later == null ? it : later;
        case Outcome.Failed failed -> why = failed.why();
      }
    }
    if (later == null) {
      failed(message, tried, why);
    } else {
      again(message, later, tried);
    }
  }

  /** Nobody is asked to answer where nobody reads the answer. */
  private Notice notice(OutboxMessage message, Channel channel) {
    return wording.notice(
        channel instanceof Channel.Answered ? message : message.withNothingToAnswer());
  }

  private void noted(Channel channel, Outcome outcome) {
    providers.noted(channel, outcome, time.instant());
    meters
        .counter(
            "safeandaway.notices",
            "channel",
            channel.name(),
            "outcome",
            outcome.getClass().getSimpleName())
        .increment();
  }

  /** A channel with a fault in it fails: the next provider, and the ladder, are to know. */
  private static Outcome send(Channel channel, Notice notice) throws InterruptedException {
    try {
      return channel.send(notice);
    } catch (RuntimeException bug) {
      LOG.error("{} has a fault, and did not send {}", channel.name(), notice, bug);
      return new Outcome.Failed("a fault of the hub: " + bug.getClass().getSimpleName());
    }
  }

  private void again(OutboxMessage message, Outcome.TryLater later, @Nullable String tried) {
    Duration wait = backoff.next(message.attempts(), later.after());
    Instant next = time.instant().plus(wait);
    if (next.isAfter(message.madeAt().plus(message.worthFor()))) {
      failed(message, tried, later.why());
    } else {
      ours(message, outbox.later(message, hub, next, later.why()));
    }
  }

  private void failed(OutboxMessage message, @Nullable String tried, String why) {
    ours(message, outbox.failed(message, hub, time.instant(), tried, why));
  }

  private void sinceMade(OutboxMessage message, Channel channel) {
    Duration took = Duration.between(message.madeAt(), time.instant());
    meters.timer("safeandaway.notices.latency", "channel", channel.name()).record(took);
  }

  /** One report at a time is enough: each looks through all. */
  private void report() {
    if (!reporting.compareAndSet(false, true)) {
      return;
    }
    boolean handed = false;
    try {
      List<OutboxMessage> failed = outbox.unreported(AT_ONCE);
      if (failed.isEmpty()) {
        return;
      }
      CompletableFuture<?>[] told =
          failed.stream().map(this::report).toArray(CompletableFuture<?>[]::new);
      CompletableFuture.allOf(told)
          // The desk may end one unanswered; then all are told again, which counts once.
          .orTimeout(REPORTED_WITHIN.toSeconds(), TimeUnit.SECONDS)
          .whenComplete((done, failure) -> reported(failure));
      handed = true;
    } finally {
      if (!handed) {
        reporting.set(false);
      }
    }
  }

  private void reported(@Nullable Throwable failure) {
    if (failure != null) {
      // The rows still say that the ladder does not know; it is told again.
      LOG.warn("a failed message could not be reported yet: {}", failure.toString());
    }
    reporting.set(false);
  }

  private CompletableFuture<?> report(OutboxMessage failed) {
    Optional<CompletableFuture<DeskDoor.Committed>> laid =
        desk.lay(new DeskInput.SendFailed(failed.id(), failed.watch(), failed.failure()));
    // No room: the row still says that the ladder does not know.
    return laid.map(
            answer ->
                // Not on the desk's thread, which has others to serve.
                answer.thenAcceptAsync(committed -> outbox.reported(failed.id()), senders))
        .orElseGet(() -> CompletableFuture.completedFuture(null));
  }

  private void ask(Instant now) {
    if (lookedAt.get() > 0) {
      return;
    }
    for (Outbox.Underway each : outbox.underway(now, now.minus(LOOK_FOR), AT_ONCE)) {
      Optional<Channel.Tracked> channel = providers.tracked(each.provider());
      if (channel.isPresent()) {
        inTheBackground(lookedAt, () -> look(channel.get(), each));
      }
    }
  }

  private void look(Channel.Tracked channel, Outbox.Underway it) throws InterruptedException {
    Channel.Delivery delivery = channel.look(it.reference());
    switch (delivery) {
      case Channel.Delivery.Delivered() -> outbox.delivered(it.id(), time.instant());
      case Channel.Delivery.Pending() -> {
        // Asked about again in its turn.
      }
      case Channel.Delivery.Failed failed ->
          outbox.undelivered(it.id(), time.instant(), failed.why());
    }
    providers.noted(channel, delivery, time.instant());
  }
}
