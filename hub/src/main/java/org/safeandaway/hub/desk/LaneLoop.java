package org.safeandaway.hub.desk;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.desk.DeskDoor.Committed;
import org.safeandaway.hub.desk.DeskStore.Lane;
import org.safeandaway.hub.watch.WatchId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One lane's queue and thread.
 *
 * <ol>
 *   <li>Wait for an input; then take what else comes within {@link #GATHER}.
 *   <li>Put inputs that were held back before in front, so that the order of a watch's inputs
 *       stays; take no more watches than one transaction locks.
 *   <li>Carry the batch out. In an outage try the whole batch again, for ever, ever more slowly.
 *   <li>Complete the futures of what is committed; hold back what was busy, in the order in which
 *       it came. What has been held for {@link #PATIENCE} runs alone and waits for its watch; while
 *       it is still busy, nothing that came later runs so.
 * </ol>
 *
 * <p>A failure that is neither poison nor an outage is a bug of the desk. It must not stop the
 * others: the batch is halved, and the input that keeps failing alone ends unanswered, so that
 * nobody takes it for stored and whoever sent it sends it again.
 */
final class LaneLoop {
  private static final Logger LOG = LoggerFactory.getLogger(LaneLoop.class);

  /** Source: architecture.md. */
  private static final Duration GATHER = Duration.ofMillis(2);

  /** Source: architecture.md. */
  private static final Duration PATIENCE = Duration.ofMillis(250);

  /** Between two attempts at inputs that were held back. */
  private static final Duration HELD_AGAIN = Duration.ofMillis(20);

  /** How far a batch looks ahead for inputs of the watches that it locks anyway. */
  private static final int BACKLOG = 4 * Desk.MAX_INPUTS;

  /** An idle lane proves this often that it could commit. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(1);

  private static final Duration FIRST_BACK_OFF = Duration.ofMillis(50);
  private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(1);

  /** Carries out a batch in one transaction. */
  interface Carry {
    DeskResult out(List<DeskInput> batch, boolean wait);
  }

  /**
   * An input that waits.
   *
   * @param number counts the inputs of the lane as they came
   * @param heldSince by {@link System#nanoTime}, when it was first held back
   */
  private record Waiting(
      long number, DeskInput input, CompletableFuture<Committed> future, @Nullable Long heldSince) {

    Waiting held(long now) {
      return heldSince == null ? new Waiting(number, input, future, now) : this;
    }

    boolean isOverdue(long now) {
      return heldSince != null && now - heldSince >= PATIENCE.toNanos();
    }
  }

  private final Lane lane;
  private final int limit;
  private final Carry carry;
  private final Consumer<Lane> heartbeat;
  private final Consumer<DeskResult> listener;
  private final BlockingQueue<Waiting> queue;
  private final AtomicLong laid = new AtomicLong();

  /** Taken from the queue, in order, and not in a batch yet. */
  private Deque<Waiting> backlog = new ArrayDeque<>();

  /** In the order in which they came. */
  private Deque<Waiting> held = new ArrayDeque<>();

  private final Thread thread;

  private final Counter inputs;
  private final Counter duplicates;
  private final Counter quarantined;
  private final Counter busy;
  private final Counter outages;
  private final Counter failures;
  private final Counter overruns;
  private final Timer transactions;

  private volatile boolean running = true;
  private volatile long lastCommit = System.nanoTime();

  LaneLoop(
      Lane lane,
      int room,
      int limit,
      Carry carry,
      Consumer<Lane> heartbeat,
      Consumer<DeskResult> listener,
      MeterRegistry meters) {
    this.lane = lane;
    this.limit = limit;
    this.carry = carry;
    this.heartbeat = heartbeat;
    this.listener = listener;
    this.queue = new ArrayBlockingQueue<>(room);
    String name = lane.name().toLowerCase(Locale.ROOT);
    this.inputs = meters.counter("safeandaway.desk.inputs", "lane", name);
    this.duplicates = meters.counter("safeandaway.desk.duplicates", "lane", name);
    this.quarantined = meters.counter("safeandaway.desk.quarantined", "lane", name);
    this.busy = meters.counter("safeandaway.desk.busy", "lane", name);
    this.outages = meters.counter("safeandaway.desk.outages", "lane", name);
    this.failures = meters.counter("safeandaway.desk.failures", "lane", name);
    this.overruns = meters.counter("safeandaway.desk.overruns", "lane", name);
    this.transactions = meters.timer("safeandaway.desk.transactions", "lane", name);
    meters.gauge(
        "safeandaway.desk.since.commit.seconds",
        List.of(io.micrometer.core.instrument.Tag.of("lane", name)),
        this,
        it -> it.sinceCommit().toMillis() / 1000.0);
    meters.gauge(
        "safeandaway.desk.waiting",
        List.of(io.micrometer.core.instrument.Tag.of("lane", name)),
        queue,
        BlockingQueue::size);
    this.thread = Thread.ofPlatform().name("desk-" + name).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /**
   * Takes an input in.
   *
   * @return empty if there is no room
   */
  Optional<CompletableFuture<Committed>> lay(DeskInput input) {
    CompletableFuture<Committed> future = new CompletableFuture<>();
    if (queue.offer(new Waiting(laid.incrementAndGet(), input, future, null))) {
      inputs.increment();
      return Optional.of(future);
    }
    overruns.increment();
    return Optional.empty();
  }

  Duration sinceCommit() {
    return Duration.ofNanos(System.nanoTime() - lastCommit);
  }

  void close() {
    running = false;
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (running) {
        turn();
      }
    } catch (InterruptedException stopped) {
      LOG.debug("{} lane stopped", lane);
    }
  }

  private void turn() throws InterruptedException {
    try {
      runOverdue();
      List<Waiting> batch = gather();
      if (!batch.isEmpty()) {
        carryOut(batch, false);
      } else if (sinceCommit().compareTo(HEARTBEAT) >= 0) {
        beat();
      }
    } catch (RuntimeException bug) {
      // The outermost loop. What was in hand ends unanswered, so its sender sends it again.
      failures.increment();
      LOG.error("{} lane: a turn failed", lane, bug);
    }
  }

  /**
   * 4, second half: each alone, in the order in which they came. Behind one that is still busy
   * there may be others of its watch, which would overtake it if that came free just now. So they
   * are left to the batch that follows, where a watch is locked for all of them or for none.
   */
  private void runOverdue() throws InterruptedException {
    long now = System.nanoTime();
    for (Waiting waiting : held.stream().filter(it -> it.isOverdue(now)).toList()) {
      held.remove(waiting);
      carryOut(List.of(waiting), true);
      if (!waiting.future().isDone()) {
        return;
      }
    }
  }

  /** 1 and 2. */
  private List<Waiting> gather() throws InterruptedException {
    if (backlog.isEmpty()) {
      Waiting first =
          queue.poll((held.isEmpty() ? HEARTBEAT : HELD_AGAIN).toMillis(), TimeUnit.MILLISECONDS);
      if (first != null) {
        backlog.add(first);
        gatherMore();
      }
    }
    queue.drainTo(backlog, BACKLOG - backlog.size());
    List<Waiting> batch = new ArrayList<>();
    Set<Object> places = new HashSet<>();
    if (limit == 1) {
      // Nothing stands in front of a panic, not even one that only waits to be corrected.
      backlog = choose(backlog, batch, places);
    }
    held = choose(held, batch, places);
    backlog = choose(backlog, batch, places);
    return batch;
  }

  private void gatherMore() throws InterruptedException {
    long until = System.nanoTime() + GATHER.toNanos();
    while (backlog.size() < limit) {
      Waiting next = queue.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (next == null) {
        return;
      }
      backlog.add(next);
    }
  }

  /**
   * Moves into the batch what fits it, and returns the rest. One transaction locks only so many
   * watches, so a full batch goes on with the places that it has: what waits for others keeps its
   * order for the next.
   */
  private Deque<Waiting> choose(Deque<Waiting> from, List<Waiting> batch, Set<Object> places) {
    Deque<Waiting> rest = new ArrayDeque<>();
    for (Waiting waiting : from) {
      Object place = place(waiting.input());
      boolean fits =
          batch.size() < limit && (places.contains(place) || places.size() < Desk.MAX_WATCHES);
      if (fits) {
        places.add(place);
        batch.add(waiting);
      } else {
        rest.add(waiting);
      }
    }
    return rest;
  }

  /** Inputs of one place are of one watch, as far as can be told before they are routed. */
  private static Object place(DeskInput input) {
    return switch (input) {
      case DeskInput.Event event -> event.wearable();
      case DeskInput.HeardAgain heard -> heard.wearable();
      case DeskInput.Office office -> office.watch();
      case DeskInput.Due due -> due.watch();
      case DeskInput.SendFailed failed -> failed.watch();
      case DeskInput.Technical technical -> WatchId.SITE;
      case DeskInput.NotWatched nobody -> WatchId.SITE;
      case DeskInput.Unreadable unreadable -> WatchId.SITE;
    };
  }

  /** 3 and 4. */
  private void carryOut(List<Waiting> batch, boolean wait) throws InterruptedException {
    List<DeskInput> batchInputs = batch.stream().map(Waiting::input).toList();
    DeskResult result;
    try {
      result = untilTheOutageIsOver(batchInputs, wait);
    } catch (RuntimeException bug) {
      failed(batch, wait, bug);
      return;
    }
    lastCommit = System.nanoTime();
    duplicates.increment(result.duplicates());
    quarantined.increment(result.quarantined());
    tell(result);
    settle(batch, result);
  }

  /** A listener that fails must not leave committed inputs unanswered. */
  private void tell(DeskResult result) {
    try {
      listener.accept(result);
    } catch (RuntimeException bug) {
      failures.increment();
      LOG.error("{} lane: what is committed could not be told", lane, bug);
    }
  }

  private DeskResult untilTheOutageIsOver(List<DeskInput> batch, boolean wait)
      throws InterruptedException {
    Duration backOff = FIRST_BACK_OFF;
    while (true) {
      try {
        long begun = System.nanoTime();
        DeskResult result = carry.out(batch, wait);
        transactions.record(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
        return result;
      } catch (DeskStore.Outage outage) {
        outages.increment();
        if (backOff.equals(FIRST_BACK_OFF)) {
          LOG.warn("{} lane: the database is away, trying again: {}", lane, outage.getMessage());
        }
        Thread.sleep(backOff);
        backOff = backOff.multipliedBy(2);
        backOff = backOff.compareTo(LONGEST_BACK_OFF) > 0 ? LONGEST_BACK_OFF : backOff;
      }
    }
  }

  private void settle(List<Waiting> batch, DeskResult result) {
    Set<DeskInput> undone = new HashSet<>(result.busy());
    long now = System.nanoTime();
    List<Waiting> back = new ArrayList<>();
    for (Waiting waiting : batch) {
      if (undone.contains(waiting.input())) {
        back.add(waiting.held(now));
      } else {
        var answer = result.answers().get(waiting.input().id());
        if (answer == null) {
          LOG.error("the desk neither answered nor gave back {}", waiting.input().id());
        } else {
          waiting.future().complete(new Committed(answer, result.hubTime()));
        }
      }
    }
    busy.increment(back.size());
    back.addAll(held);
    back.sort(Comparator.comparingLong(Waiting::number));
    held = new ArrayDeque<>(back);
  }

  /** See the class: a bug of the desk. */
  private void failed(List<Waiting> batch, boolean wait, RuntimeException bug)
      throws InterruptedException {
    failures.increment();
    if (batch.size() == 1) {
      LOG.error("the desk cannot carry out {}", batch.getFirst().input().id(), bug);
      batch.getFirst().future().completeExceptionally(bug);
      return;
    }
    int half = batch.size() / 2;
    carryOut(batch.subList(0, half), wait);
    carryOut(batch.subList(half, batch.size()), wait);
  }

  private void beat() {
    try {
      heartbeat.accept(lane);
      lastCommit = System.nanoTime();
    } catch (DeskStore.Outage outage) {
      outages.increment();
    }
  }
}
