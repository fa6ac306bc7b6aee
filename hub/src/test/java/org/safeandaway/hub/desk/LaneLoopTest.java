package org.safeandaway.hub.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.safeandaway.hub.desk.DeskDoor.Committed;
import org.safeandaway.hub.desk.DeskStore.Lane;
import org.safeandaway.hub.watch.Answer;

class LaneLoopTest {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  /** A batch as it was carried out. */
  private record Seen(List<String> inputs, boolean waited) {}

  private final List<Seen> seen = new CopyOnWriteArrayList<>();
  private final List<DeskResult> told = new CopyOnWriteArrayList<>();
  private final AtomicInteger beats = new AtomicInteger();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final List<LaneLoop> loops = new ArrayList<>();

  @AfterEach
  void end() {
    loops.forEach(LaneLoop::close);
  }

  private LaneLoop loop(int room, int limit, LaneLoop.Carry carry) {
    LaneLoop loop =
        new LaneLoop(
            Lane.ORDINARY,
            room,
            limit,
            (batch, wait) -> {
              seen.add(new Seen(batch.stream().map(LaneLoopTest::name).toList(), wait));
              return carry.out(batch, wait);
            },
            lane -> beats.incrementAndGet(),
            told::add,
            meters);
    loops.add(loop);
    return loop;
  }

  private static DeskInput input(String name) {
    return new DeskInput.Technical(name, "for the test");
  }

  private static String name(DeskInput input) {
    return ((DeskInput.Technical) input).about();
  }

  private static DeskResult done(List<DeskInput> batch, List<DeskInput> busy) {
    Map<InputId, Answer> answers = new LinkedHashMap<>();
    batch.stream()
        .filter(input -> !busy.contains(input))
        .forEach(input -> answers.put(input.id(), new Answer.Done()));
    return new DeskResult(NOON, answers, busy, 0, 0, List.of(), Map.of(), true);
  }

  private static DeskResult done(List<DeskInput> batch) {
    return done(batch, List.of());
  }

  private static CompletableFuture<Committed> lay(LaneLoop loop, String name) {
    return loop.lay(input(name)).orElseThrow();
  }

  private double count(String meter) {
    return meters.counter("safeandaway.desk." + meter, "lane", "ordinary").count();
  }

  @Test
  void answersWhatItCommittedAndTellsTheListenerFirst() throws Exception {
    LaneLoop loop = loop(10, 10, (batch, wait) -> done(batch));
    CompletableFuture<Committed> future = lay(loop, "a");
    assertThat(future).isNotDone();
    loop.start();

    assertThat(future.get(10, TimeUnit.SECONDS)).isEqualTo(new Committed(new Answer.Done(), NOON));
    assertThat(told).hasSize(1);
  }

  @Test
  void takesWhatCameTogetherInOneBatchUpToItsLimit() throws Exception {
    LaneLoop loop = loop(10, 3, (batch, wait) -> done(batch));
    List<CompletableFuture<Committed>> futures = new ArrayList<>();
    for (String name : List.of("a", "b", "c", "d")) {
      futures.add(lay(loop, name));
    }
    loop.start();
    futures.getLast().get(10, TimeUnit.SECONDS);

    assertThat(seen)
        .containsExactly(new Seen(List.of("a", "b", "c"), false), new Seen(List.of("d"), false));
  }

  @Test
  void triesTheWholeBatchAgainUntilTheOutageIsOver() throws Exception {
    AtomicInteger attempts = new AtomicInteger();
    LaneLoop loop =
        loop(
            10,
            10,
            (batch, wait) -> {
              if (attempts.incrementAndGet() < 4) {
                throw new DeskStore.Outage("away, on purpose", null);
              }
              return done(batch);
            });
    CompletableFuture<Committed> first = lay(loop, "a");
    CompletableFuture<Committed> second = lay(loop, "b");
    loop.start();
    first.get(10, TimeUnit.SECONDS);
    second.get(10, TimeUnit.SECONDS);

    assertThat(seen).hasSize(4).containsOnly(new Seen(List.of("a", "b"), false));
    assertThat(count("outages")).isEqualTo(3);
  }

  @Test
  void keepsBusyInputsInFrontAndLetsThemRunAloneAfterAWhile() throws Exception {
    LaneLoop loop =
        loop(
            10,
            10,
            (batch, wait) -> {
              List<DeskInput> busy =
                  batch.stream().filter(it -> name(it).startsWith("busy") && !wait).toList();
              return done(batch, busy);
            });
    CompletableFuture<Committed> one = lay(loop, "busy 1");
    CompletableFuture<Committed> two = lay(loop, "busy 2");
    CompletableFuture<Committed> free = lay(loop, "free");
    loop.start();
    free.get(10, TimeUnit.SECONDS);
    assertThat(one).isNotDone();
    two.get(10, TimeUnit.SECONDS);

    assertThat(one).isDone();
    assertThat(seen.getFirst()).isEqualTo(new Seen(List.of("busy 1", "busy 2", "free"), false));
    assertThat(seen.get(1)).isEqualTo(new Seen(List.of("busy 1", "busy 2"), false));
    assertThat(seen.subList(seen.size() - 2, seen.size()))
        .containsExactly(new Seen(List.of("busy 1"), true), new Seen(List.of("busy 2"), true));
  }

  /** The watch comes free when the third would have its turn to wait. */
  @Test
  void letsNothingOvertakeWhatIsStillBusyAfterItsWait() throws Exception {
    AtomicInteger waits = new AtomicInteger();
    List<String> carriedOut = new CopyOnWriteArrayList<>();
    LaneLoop loop =
        loop(
            10,
            10,
            (batch, wait) -> {
              if (!wait || waits.incrementAndGet() <= 2) {
                return done(batch, batch);
              }
              batch.forEach(input -> carriedOut.add(name(input)));
              return done(batch);
            });
    List<CompletableFuture<Committed>> futures = new ArrayList<>();
    for (String name : List.of("1 arrived", "2 check-in", "3 more time")) {
      futures.add(lay(loop, name));
    }
    loop.start();
    for (CompletableFuture<Committed> future : futures) {
      future.get(10, TimeUnit.SECONDS);
    }

    assertThat(carriedOut).containsExactly("1 arrived", "2 check-in", "3 more time");
    assertThat(seen).extracting(Seen::inputs).allSatisfy(it -> assertThat(it).isSorted());
  }

  @Test
  void putsNothingInFrontOfAPanic() throws Exception {
    LaneLoop loop =
        loop(
            10,
            1,
            (batch, wait) ->
                done(batch, name(batch.getFirst()).equals("a") && !wait ? batch : List.of()));
    CompletableFuture<Committed> held = lay(loop, "a");
    List<CompletableFuture<Committed>> panics = new ArrayList<>();
    for (String name : List.of("b", "c", "d")) {
      panics.add(lay(loop, name));
    }
    loop.start();
    for (CompletableFuture<Committed> panic : panics) {
      panic.get(10, TimeUnit.SECONDS);
    }
    held.get(10, TimeUnit.SECONDS);

    assertThat(seen.subList(0, 4))
        .extracting(Seen::inputs)
        .containsExactly(List.of("a"), List.of("b"), List.of("c"), List.of("d"));
  }

  @Test
  void endsOnlyTheInputThatTripsOverABug() throws Exception {
    LaneLoop loop =
        loop(
            10,
            10,
            (batch, wait) -> {
              if (batch.stream().anyMatch(it -> name(it).equals("bad"))) {
                throw new IllegalStateException("a bug, on purpose");
              }
              return done(batch);
            });
    CompletableFuture<Committed> good = lay(loop, "good");
    CompletableFuture<Committed> bad = lay(loop, "bad");
    CompletableFuture<Committed> other = lay(loop, "other");
    loop.start();
    good.get(10, TimeUnit.SECONDS);
    other.get(10, TimeUnit.SECONDS);

    assertThatThrownBy(() -> bad.get(10, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasRootCauseInstanceOf(IllegalStateException.class);
    assertThat(count("failures")).isPositive();
  }

  @Test
  void answersThoughNobodyCouldBeTold() throws Exception {
    LaneLoop loop =
        new LaneLoop(
            Lane.ORDINARY,
            10,
            10,
            (batch, wait) -> done(batch),
            lane -> {
              throw new IllegalStateException("a heartbeat that fails, on purpose");
            },
            result -> {
              throw new IllegalStateException("a listener that fails, on purpose");
            },
            meters);
    loops.add(loop);
    loop.start();
    lay(loop, "a").get(10, TimeUnit.SECONDS);
    await().atMost(Duration.ofSeconds(10)).until(() -> count("failures") >= 2);

    assertThat(lay(loop, "b").get(10, TimeUnit.SECONDS).hubTime()).isEqualTo(NOON);
  }

  @Test
  void turnsAwayWhatItHasNoRoomForAndCountsIt() {
    LaneLoop loop = loop(1, 10, (batch, wait) -> done(batch));
    lay(loop, "a");

    assertThat(loop.lay(input("b"))).isEmpty();
    assertThat(count("overruns")).isEqualTo(1);
    loop.start();
  }

  @Test
  void provesInIdleTimesThatItCouldCommit() {
    LaneLoop loop = loop(10, 10, (batch, wait) -> done(batch));
    loop.start();

    await().atMost(Duration.ofSeconds(10)).until(() -> beats.get() >= 2);
    assertThat(loop.sinceCommit()).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void saysHowLongItHasCommittedNothing() throws Exception {
    CountDownLatch stuck = new CountDownLatch(1);
    LaneLoop loop =
        loop(
            10,
            10,
            (batch, wait) -> {
              await().until(() -> stuck.getCount() == 0);
              return done(batch);
            });
    loop.start();
    CompletableFuture<Committed> future = lay(loop, "a");
    await().until(() -> loop.sinceCommit().compareTo(Duration.ofMillis(300)) > 0);
    stuck.countDown();
    future.get(10, TimeUnit.SECONDS);

    assertThat(loop.sinceCommit()).isLessThan(Duration.ofMillis(300));
  }
}
