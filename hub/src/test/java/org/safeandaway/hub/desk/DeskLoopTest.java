package org.safeandaway.hub.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.safeandaway.hub.desk.DeskDoor.Committed;
import org.safeandaway.hub.desk.postgres.PostgresUnderTest;
import org.safeandaway.hub.keeper.Keeper;
import org.safeandaway.hub.keeper.KeeperRound;
import org.safeandaway.hub.watch.WatchId;
import org.safeandaway.protocol.AlarmKind;
import org.safeandaway.protocol.EventKind;

/** The lanes and the keeper with their threads, on a real database. */
class DeskLoopTest {
  private final PostgresUnderTest store = new PostgresUnderTest();
  private final List<DeskResult> told = new CopyOnWriteArrayList<>();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private Counter counter;
  private DeskLoop loop;
  private Keeper keeper;

  @BeforeEach
  void begin() {
    counter = new Counter(store);
    loop = new DeskLoop(counter.desk(), told::add, meters);
    loop.start();
    keeper = keeper();
  }

  private Keeper keeper() {
    KeeperRound round =
        new KeeperRound(store.keeper(), counter.desk(), store.hubTime(), counter.now());
    return new Keeper(round, store.keeper(), store.hubTime(), told::add, meters);
  }

  @AfterEach
  void end() {
    loop.close();
    keeper.close();
    store.close();
  }

  private Committed committed(CompletableFuture<Committed> future) throws Exception {
    return future.get(20, TimeUnit.SECONDS);
  }

  @Test
  void carriesOutManyEventsAtOnce() throws Exception {
    counter.visit("v1", Counter.W1);
    List<CompletableFuture<Committed>> futures = new ArrayList<>();
    for (int seq = 1; seq <= 500; seq++) {
      EventKind kind = seq == 1 ? EventKind.ARRIVED : EventKind.CHECK_IN;
      futures.add(loop.lay(counter.event(Counter.W1, seq, kind, "v1")).orElseThrow());
    }
    for (CompletableFuture<Committed> future : futures) {
      committed(future);
    }

    assertThat(told.size()).isLessThan(500);
    assertThat(store.database().value("select count(*) from inbound where id like 'event/%'"))
        .isEqualTo("500");
  }

  @Test
  @Tag("PAN-1")
  void letsAPanicPastAnOrdinaryLaneThatIsStuck() throws Exception {
    WatchId visit = counter.visit("v1", Counter.W1);
    try (Connection other = store.database().dataSource().getConnection();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("select from watch where id = 'visit/v1' for update");
      CompletableFuture<Committed> arrived =
          loop.lay(counter.event(Counter.W1, 1, EventKind.ARRIVED, "v1")).orElseThrow();
      committed(loop.lay(counter.event(Counter.W1, 2, EventKind.PANIC, "v1")).orElseThrow());

      assertThat(arrived).isNotDone();
      assertThat(counter.alarmKinds(visit)).containsExactly(AlarmKind.PANIC);
      other.rollback();
      committed(arrived);
    }
    assertThat(counter.alarmKinds(visit)).containsExactly(AlarmKind.PANIC);
  }

  @Test
  void survivesTheLossOfEveryConnection() throws Exception {
    counter.visit("v1", Counter.W1);
    List<CompletableFuture<Committed>> futures = new ArrayList<>();
    for (int seq = 1; seq <= 300; seq++) {
      EventKind kind = seq == 1 ? EventKind.ARRIVED : EventKind.CHECK_IN;
      futures.add(loop.lay(counter.event(Counter.W1, seq, kind, "v1")).orElseThrow());
      if (seq % 100 == 0) {
        store
            .database()
            .run(
                "select pg_terminate_backend(pid) from pg_stat_activity"
                    + " where datname = current_database() and pid <> pg_backend_pid()");
      }
    }
    for (CompletableFuture<Committed> future : futures) {
      committed(future);
    }

    assertThat(store.database().value("select count(*) from quarantine")).isEqualTo("0");
    assertThat(store.database().value("select count(*) from inbound where id like 'event/%'"))
        .isEqualTo("300");
  }

  @Test
  @Tag("CHK-3")
  void theKeeperFiresWhenTheMarkersAreBack() {
    WatchId visit = counter.visit("v1", Counter.W1);
    counter.one(
        counter.event(
            Counter.W1, 1, EventKind.ARRIVED, "v1", counter.now().minus(Duration.ofHours(2))));
    keeper.start();
    keeper.markersAreBack();

    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> counter.alarmKinds(visit).contains(AlarmKind.MISSED_CHECK_IN));
    assertThat(told).isNotEmpty();
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> keeper.late().compareTo(Duration.ofMillis(100)) < 0);
  }

  @Test
  @Tag("CHK-3")
  void theKeeperFiresWithoutMarkersAfterItsLongestHold() {
    WatchId visit = counter.visit("v1", Counter.W1);
    counter.one(
        counter.event(
            Counter.W1, 1, EventKind.ARRIVED, "v1", counter.now().minus(Duration.ofHours(2))));
    Instant before = counter.now();
    keeper = keeper();
    keeper.start();
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> counter.alarmKinds(visit).contains(AlarmKind.MISSED_CHECK_IN));

    assertThat(Duration.between(before, counter.alarms(visit).getFirst().raisedAt()))
        .isGreaterThan(Keeper.LONGEST_HOLD.minusMillis(100));
  }
}
