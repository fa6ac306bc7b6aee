package org.safeandaway.hub.keeper;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.safeandaway.hub.desk.Counter;
import org.safeandaway.hub.desk.DeskResult;
import org.safeandaway.hub.desk.DeskStore.Lane;
import org.safeandaway.hub.desk.postgres.PostgresUnderTest;
import org.safeandaway.hub.watch.Alarm;
import org.safeandaway.hub.watch.Deadline;
import org.safeandaway.hub.watch.WatchId;
import org.safeandaway.protocol.AlarmKind;
import org.safeandaway.protocol.EventKind;

class KeeperRoundTest {
  private final PostgresUnderTest store = new PostgresUnderTest();
  private final List<DeskResult> results = new ArrayList<>();
  private Counter counter;

  @BeforeEach
  void begin() {
    counter = new Counter(store);
  }

  @AfterEach
  void end() {
    store.close();
  }

  private KeeperRound keeper(Instant startedAt) {
    return new KeeperRound(store.keeper(), counter.desk(), store.hubTime(), startedAt);
  }

  /** Arrived two hours ago, so that the check-in has long been due. */
  private WatchId overdue() {
    WatchId visit = counter.visit("v1", Counter.W1);
    Instant longAgo = counter.now().minus(Duration.ofHours(2));
    counter.one(counter.event(Counter.W1, 1, EventKind.ARRIVED, "v1", longAgo));
    return visit;
  }

  @Test
  @Tag("CHK-3")
  void firesWhatIsDue() {
    WatchId visit = overdue();
    KeeperRound keeper = keeper(Instant.EPOCH);
    keeper.release();
    KeeperRound.Done done = keeper.round(results::add);

    assertThat(counter.alarmKinds(visit)).contains(AlarmKind.MISSED_CHECK_IN);
    assertThat(counter.alarms(visit)).noneMatch(Alarm::duringOutage);
    assertThat(done.late()).isGreaterThan(Duration.ofHours(1));
    assertThat(done.failures()).isEmpty();
    assertThat(keeper.round(results::add).late()).isLessThan(Duration.ofSeconds(1));
  }

  @Test
  void holdsWhatIsDueUntilItIsReleased() {
    WatchId visit = overdue();
    KeeperRound keeper = keeper(Instant.EPOCH);

    assertThat(keeper.round(results::add).late()).isPositive();
    assertThat(counter.alarms(visit)).isEmpty();
    keeper.release();
    keeper.round(results::add);
    assertThat(counter.alarms(visit)).isNotEmpty();
  }

  @Test
  void saysWhatPassedWhileNoHubWasRunning() {
    WatchId visit = overdue();
    KeeperRound keeper = keeper(counter.now());
    keeper.release();
    keeper.round(results::add);

    assertThat(counter.alarms(visit)).isNotEmpty().allMatch(Alarm::duringOutage);
  }

  @Test
  void letsACheckInThatWasQueuedKeepItsPromise() {
    WatchId visit = overdue();
    KeeperRound keeper = keeper(counter.now());
    keeper.round(results::add);
    counter.one(counter.event(Counter.W1, 2, EventKind.CHECK_IN, "v1"));
    keeper.release();
    keeper.round(results::add);

    assertThat(counter.alarmKinds(visit)).doesNotContain(AlarmKind.MISSED_CHECK_IN);
  }

  @Test
  void doesNotTakeTheHubsOwnAbsenceForTheWearersSilence() {
    WatchId visit = overdue();
    KeeperRound keeper = keeper(counter.now());
    keeper.release();
    keeper.round(results::add);

    assertThat(counter.alarmKinds(visit)).doesNotContain(AlarmKind.LOST_CONTACT);
    Deadline contact = counter.deadline(visit, Deadline.Kind.CONTACT);
    assertThat(contact.dueAt()).isAfter(counter.now().plusSeconds(80));
  }

  @Test
  void takesAGapBetweenTwoLooksForAnAbsenceToo() {
    KeeperRound keeper = keeper(Instant.EPOCH);
    WatchId visit = overdue();
    keeper.release();
    keeper.round(results::add);

    assertThat(counter.alarmKinds(visit)).doesNotContain(AlarmKind.LOST_CONTACT);
  }

  @Test
  void settlesWhatIsOwedEvenWhileItHolds() {
    WatchId visit = counter.visit("v1", Counter.W1);
    store
        .desk()
        .transact(
            Lane.ORDINARY,
            other -> {
              other.lock(new TreeSet<>(List.of(visit)), Duration.ZERO);
              return counter.panic(counter.event(Counter.W1, 1, EventKind.PANIC, "v1"));
            });
    keeper(counter.now()).round(results::add);

    assertThat(store.keeper().look(counter.now(), 9).owed()).isEmpty();
    assertThat(results.getFirst().notices()).containsKey(Counter.W1);
  }

  @Test
  void parksUntilTheNextIsDueAndNeverLong() {
    KeeperRound keeper = keeper(counter.now());
    keeper.release();
    assertThat(keeper.round(results::add).park()).isEqualTo(KeeperRound.LONGEST_PARK);

    counter.visit("v1", Counter.W1);
    assertThat(keeper.round(results::add).park()).isEqualTo(KeeperRound.LONGEST_PARK);

    Deadline.Key key = Deadline.Key.of(Counter.FIRST, Deadline.Kind.CONTACT);
    store
        .database()
        .run(
            "update deadline set due_at = clock_timestamp() + interval '100 ms',"
                + " promised_at = clock_timestamp() where kind = ?",
            key.kind().name());
    assertThat(keeper.round(results::add).park()).isBetween(Duration.ZERO, Duration.ofMillis(100));
  }

  @Test
  void twoKeepersFireADeadlineOnce() {
    WatchId visit = overdue();
    KeeperRound one = keeper(Instant.EPOCH);
    KeeperRound other = keeper(Instant.EPOCH);
    one.release();
    other.release();
    one.round(results::add);
    int alarms = counter.alarms(visit).size();
    other.round(results::add);

    assertThat(counter.alarms(visit)).hasSize(alarms);
    assertThat(store.database().value("select count(*) from deadline where state = 'FIRED'"))
        .isNotEqualTo("0");
  }

  @Test
  void looksByTheIndexOfOpenDeadlines() {
    store
        .database()
        .run(
            "insert into deadline (watch, participant, kind, generation, promised_at, due_at)"
                + " select 'visit/x' || n, 1, 'CHECK_IN', 1, clock_timestamp() + interval '1 day',"
                + " clock_timestamp() + interval '1 day' from generate_series(1, 20000) n");
    store.database().run("analyze deadline");

    assertThat(
            store
                .database()
                .column(
                    "explain select watch from deadline where state = 'OPEN'"
                        + " and due_at <= '2026-03-02T12:00:00Z' order by due_at limit 500"))
        .anyMatch(line -> line.contains("deadline_due"));
  }
}
