package org.safeandaway.hub.desk.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.safeandaway.hub.desk.Changes;
import org.safeandaway.hub.desk.Counter;
import org.safeandaway.hub.desk.DeskInput;
import org.safeandaway.hub.desk.DeskResult;
import org.safeandaway.hub.desk.DeskStore;
import org.safeandaway.hub.desk.DeskStore.Lane;
import org.safeandaway.hub.desk.Inbound;
import org.safeandaway.hub.desk.InputId;
import org.safeandaway.hub.watch.Answer;
import org.safeandaway.hub.watch.WatchId;
import org.safeandaway.hub.watch.WatchInput;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.protocol.Outcome;

/** What PostgreSQL says when it fails, and what the desk makes of it. */
class DatabaseOutageTest {
  private final PostgresUnderTest store = new PostgresUnderTest();
  private Counter counter;

  @BeforeEach
  void begin() {
    counter = new Counter(store);
  }

  @AfterEach
  void end() {
    store.close();
  }

  @Test
  void onlyDataAndIntegrityAreRefusals() {
    for (String state : List.of("22001", "22021", "23505", "23503")) {
      assertThat(SqlFailure.of(new SQLException("", state)))
          .as(state)
          .isInstanceOf(DeskStore.Refusal.class);
    }
    for (String state :
        List.of(
            "08006", "40001", "40P01", "53300", "55P03", "57P01", "57014", "58030", "XX000",
            "42P01", "25P03")) {
      assertThat(SqlFailure.of(new SQLException("", state)))
          .as(state)
          .isInstanceOf(DeskStore.Outage.class);
    }
    assertThat(SqlFailure.of(new SQLException("no state"))).isInstanceOf(DeskStore.Outage.class);
  }

  @Test
  void aKilledConnectionIsAnOutageAndNothingOfItCounts() {
    DeskInput.Event panic = counter.event(Counter.W1, 1, EventKind.PANIC, null);
    Inbound row = row(panic);

    assertThatThrownBy(
            () ->
                store
                    .desk()
                    .transact(
                        Lane.ORDINARY,
                        it -> {
                          it.record(new TreeMap<>(Map.of(row.id(), row)));
                          killAllConnections();
                          return it.lock(new TreeSet<>(List.of(row.watch())), Duration.ZERO);
                        }))
        .isInstanceOf(DeskStore.Outage.class);

    assertThat(panicAfterItsConnectionWasKilled(panic).duplicates()).isZero();
    assertThat(counter.alarms(WatchId.of(Counter.W1))).hasSize(1);
  }

  /**
   * The panic lane's connection is dead too. Its first use finds that out, unless the pool, which
   * looks at what has been idle for half a second, has replaced it before.
   */
  private DeskResult panicAfterItsConnectionWasKilled(DeskInput.Event panic) {
    try {
      return counter.panic(panic);
    } catch (DeskStore.Outage foundOut) {
      return counter.panic(panic);
    }
  }

  @Test
  void aConnectionKilledJustBeforeTheCommitIsAnOutage() {
    assertThatThrownBy(
            () ->
                store
                    .desk()
                    .transact(
                        Lane.ORDINARY,
                        it -> {
                          it.lock(new TreeSet<>(List.of(WatchId.SITE)), Duration.ZERO);
                          killAllConnections();
                          return true;
                        }))
        .isInstanceOf(DeskStore.Outage.class);
  }

  @Test
  void aLockThatNobodyGivesBackIsAnOutage() throws SQLException {
    DeskInput.Event event = counter.event(Counter.W1, 1, EventKind.ADVICE, null);
    try (var other = store.database().dataSource().getConnection();
        var statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("lock table inbound in access exclusive mode");

      assertThatThrownBy(() -> counter.process(event)).isInstanceOf(DeskStore.Outage.class);
      other.rollback();
    }

    assertThat(counter.process(event).duplicates()).isZero();
  }

  @Test
  void aDatabaseThatTakesNoWritesIsAnOutage() {
    DeskInput.Event event = counter.event(Counter.W1, 1, EventKind.PANIC, null);
    store.database().spoil();
    store.database().run("alter table inbound rename to elsewhere");

    assertThatThrownBy(() -> counter.panic(event)).isInstanceOf(DeskStore.Outage.class);
    store.database().run("alter table elsewhere rename to inbound");

    assertThat(counter.panic(event).answers())
        .containsEntry(event.id(), new Answer.Receipted(Outcome.COUNTED));
    assertThat(store.database().value("select count(*) from quarantine")).isEqualTo("0");
  }

  /** A trigger refuses one wearable's journal: integrity, as seen from the desk. */
  @Test
  void refusedDataIsQuarantinedAlone() {
    WatchId first = counter.visit("v1", Counter.W1);
    WatchId second = counter.visit("v2", Counter.W2);
    refuseJournalOf(first);
    DeskInput.Event bad = counter.event(Counter.W1, 1, EventKind.ARRIVED, "v1");
    DeskInput.Event good = counter.event(Counter.W2, 1, EventKind.ARRIVED, "v2");
    DeskInput.Event good2 = counter.event(Counter.W2, 2, EventKind.CHECK_IN, "v2");
    DeskResult result = counter.process(good, bad, good2);

    assertThat(result.quarantined()).isEqualTo(1);
    assertThat(result.answers())
        .containsEntry(bad.id(), new Answer.Receipted(Outcome.NOTED))
        .containsEntry(good.id(), new Answer.Receipted(Outcome.COUNTED))
        .containsEntry(good2.id(), new Answer.Receipted(Outcome.COUNTED));
    assertThat(store.database().value("select why from quarantine")).isEqualTo("REFUSED");
    assertThat(counter.watch(second).deadlines()).isNotEmpty();
  }

  @Test
  void refusedDataOfTheOfficeIsToldToTheOffice() {
    WatchId visit = counter.plan("v1");
    Answer answer =
        counter.office(visit, new WatchInput.Cancel(Counter.OLGA, "a word with a hole in it: \0"));

    assertThat(answer).isInstanceOfAny(Answer.Refused.class, Answer.Done.class);
  }

  @Test
  void aStateThatCannotBeReadDoesNotSilenceAPanic() {
    WatchId visit = counter.visit("v1", Counter.W1);
    store.database().run("update watch set state = '{\"version\": 99}' where id = 'visit/v1'");
    DeskInput.Event panic = counter.event(Counter.W1, 1, EventKind.PANIC, "v1");
    DeskInput.Event arrived = counter.event(Counter.W1, 2, EventKind.ARRIVED, "v1");

    assertThat(counter.panic(panic).answers())
        .containsEntry(panic.id(), new Answer.Receipted(Outcome.COUNTED));
    assertThat(counter.process(arrived).quarantined()).isEqualTo(1);
    assertThat(counter.alarms(visit)).hasSize(1);
    assertThat(store.database().value("select state from watch where id = 'visit/v1'"))
        .as("it is left for somebody to look at")
        .contains("99");
    assertThat(store.database().value("select string_agg(distinct why, ',') from quarantine"))
        .isEqualTo(Changes.Trouble.STATE.name());
  }

  private void refuseJournalOf(WatchId watch) {
    store.database().spoil();
    store
        .database()
        .run(
            """
            create function refuse() returns trigger language plpgsql as $$
            begin
              if new.watch = '%s' and new.what <> 'alarm.raised' then
                raise exception 'refused, on purpose' using errcode = 'check_violation';
              end if;
              return new;
            end $$"""
                .formatted(watch));
    store
        .database()
        .run(
            "create trigger refuse before insert on journal for each row execute function refuse()");
  }

  private void killAllConnections() {
    store
        .database()
        .run(
            "select pg_terminate_backend(pid) from pg_stat_activity"
                + " where datname = current_database() and pid <> pg_backend_pid()");
  }

  private Inbound row(DeskInput.Event event) {
    return new Inbound(
        InputId.of(event.wearable(), event.message().id()),
        WatchId.of(event.wearable()),
        event.receivedAt(),
        null,
        Outcome.COUNTED,
        true,
        null);
  }
}
