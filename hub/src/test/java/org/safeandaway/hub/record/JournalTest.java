package org.safeandaway.hub.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.safeandaway.hub.desk.Counter;
import org.safeandaway.hub.desk.postgres.PostgresUnderTest;
import org.safeandaway.hub.testing.TestDatabase;
import org.safeandaway.protocol.EventKind;

@Tag("CONF-3")
class JournalTest {
  private final PostgresUnderTest store = new PostgresUnderTest();
  private final TestDatabase database = store.database();
  private final JournalSealer sealer =
      new JournalSealer(database.dataSource(), new SimpleMeterRegistry());
  private final JournalCheck check = new JournalCheck(database.dataSource());
  private Counter counter;

  @BeforeEach
  void begin() {
    counter = new Counter(store);
    counter.visit("v1", Counter.W1);
    counter.one(counter.event(Counter.W1, 1, EventKind.ARRIVED, "v1"));
    counter.one(counter.event(Counter.W1, 2, EventKind.CHECK_IN, "v1"));
  }

  @AfterEach
  void end() {
    store.close();
  }

  @Test
  void holdsAsItWasWritten() throws SQLException {
    assertThat(check.check().unsealed()).isPositive();
    int sealed = sealer.seal();
    JournalCheck.Verdict verdict = check.check();

    assertThat(verdict.trouble()).isNull();
    assertThat(verdict.sealed()).isEqualTo(sealed).isGreaterThan(3);
    assertThat(verdict.unsealed()).isZero();
    assertThat(database.value("select count(*) from journal")).isEqualTo("" + sealed);
  }

  @Test
  void goesOnWhereItEnded() throws SQLException {
    sealer.seal();
    byte[] head = check.check().head();
    counter.one(counter.event(Counter.W1, 3, EventKind.CHECK_IN, "v1"));
    sealer.seal();

    assertThat(check.check().trouble()).isNull();
    assertThat(check.check().head()).isNotEqualTo(head);
    assertThat(sealer.seal()).isZero();
  }

  @Test
  void takesInALineThatCommitsAfterOneWithAHigherId() throws SQLException {
    try (var late = database.dataSource().getConnection();
        var statement = late.createStatement()) {
      late.setAutoCommit(false);
      statement.execute(
          "with line as (insert into journal (watch, at, what, salt, stored, digest)"
              + " select watch, at, what, salt, stored, digest from journal limit 1 returning id)"
              + " insert into journal_unsealed select id from line");
      counter.one(counter.event(Counter.W1, 3, EventKind.CHECK_IN, "v1"));
      sealer.seal();
      late.commit();
    }
    sealer.seal();

    assertThat(check.check().trouble()).isNull();
    assertThat(check.check().unsealed()).isZero();
  }

  @Test
  void isSealedByOneHubAtATime() throws SQLException {
    try (var other = database.dataSource().getConnection();
        var statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("select pg_advisory_xact_lock(" + 0x5afe_a4a7L + ")");

      assertThat(sealer.seal()).isZero();
      other.rollback();
    }
    assertThat(sealer.seal()).isPositive();
  }

  /** A hub that is stopped while it seals keeps the chain for two seconds, and then loses it. */
  @Test
  void isSealedByAnotherHubWhenOneStandsStillInTheMiddle() throws Exception {
    CountDownLatch inTheMiddle = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    JournalSealer stopped =
        new JournalSealer(
            stopsBeforeCommit(database.dataSource(), inTheMiddle, goOn), new SimpleMeterRegistry());
    try (var thread = Executors.newVirtualThreadPerTaskExecutor()) {
      var seal = thread.submit(stopped::seal);
      inTheMiddle.await();
      assertThat(sealer.seal()).isZero();

      await().atMost(Duration.ofSeconds(10)).until(() -> sealer.seal() > 0);

      goOn.countDown();
      assertThatThrownBy(seal::get).hasCauseInstanceOf(SQLException.class);
    }
    assertThat(check.check().trouble()).isNull();
    assertThat(check.check().unsealed()).isZero();
  }

  private static DataSource stopsBeforeCommit(
      DataSource source, CountDownLatch inTheMiddle, CountDownLatch goOn) {
    InvocationHandler pool =
        (it, method, arguments) -> {
          Connection connection = source.getConnection();
          return proxy(
              Connection.class,
              (self, call, with) -> {
                if (call.getName().equals("commit")) {
                  inTheMiddle.countDown();
                  goOn.await();
                }
                return invoked(connection, call, with);
              });
        };
    return proxy(DataSource.class, pool);
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private static Object invoked(Object on, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(on, arguments);
    } catch (InvocationTargetException failure) {
      throw failure.getCause();
    }
  }

  @Test
  void cannotBeChangedOrRemovedByAnOrdinaryStatement() throws SQLException {
    sealer.seal();
    for (String sql :
        new String[] {
          "update journal set what = 'nothing.happened'",
          "update journal set digest = sha256('x'), salt = null, stored = null",
          "delete from journal",
          "truncate journal, journal_seal",
          "update journal_seal set position = position + 1",
          "delete from journal_seal"
        }) {
      assertThatThrownBy(() -> database.run(sql)).as(sql).hasStackTraceContaining("append-only");
    }
    assertThat(check.check().trouble()).isNull();
  }

  @Test
  void showsALineThatWasAltered() throws SQLException {
    sealer.seal();
    tamper(
        "update journal set stored = convert_to(replace(convert_from(stored, 'UTF8'),"
            + " 'DOOR', 'OVER'), 'UTF8') where convert_from(stored, 'UTF8') like '%DOOR%'");

    assertThat(check.check().trouble()).contains("altered");
  }

  @Test
  void showsALineThatWasAlteredWithItsDigest() throws SQLException {
    sealer.seal();
    tamper("update journal set stored = 'x', digest = sha256(salt || 'x'::bytea) where id = 2");

    assertThat(check.check().trouble()).contains("does not follow");
  }

  @Test
  void showsALineThatWasFiledUnderSomethingElse() throws SQLException {
    sealer.seal();
    tamper("update journal set watch = 'visit/v2' where id = 2");

    assertThat(check.check().trouble()).contains("filed");
  }

  @Test
  void showsALineThatWasRemoved() throws SQLException {
    sealer.seal();
    tamper("delete from journal where id = 2");
    assertThat(check.check().trouble()).contains("removed");

    tamper("delete from journal_seal where journal_id = 2");
    assertThat(check.check().trouble()).contains("missing");
  }

  @Test
  void showsALineThatWasPushedIn() throws SQLException {
    sealer.seal();
    tamper(
        "insert into journal (watch, at, what, salt, stored, digest)"
            + " select watch, at, what, salt, stored, digest from journal where id = 2");

    assertThat(check.check().trouble()).contains("never given to the sealer");
  }

  @Test
  void showsTwoLinesThatChangedPlaces() throws SQLException {
    sealer.seal();
    tamper("update journal_seal set position = -position where position in (2, 3)", true);
    tamper("update journal_seal set position = 5 + position where position in (-2, -3)", true);

    assertThat(check.check().trouble()).contains("does not follow");
  }

  @Test
  @Tag("CONF-2")
  void stillHoldsWhenItsContentIsPurged() throws SQLException {
    sealer.seal();
    byte[] head = check.check().head();
    JournalRetention retention = new JournalRetention(database.dataSource());
    int emptied = retention.emptyBefore(counter.now().plus(Duration.ofDays(1)));
    JournalCheck.Verdict verdict = check.check();

    assertThat(emptied).isPositive();
    assertThat(verdict.trouble()).isNull();
    assertThat(verdict.emptied()).isEqualTo(emptied);
    assertThat(verdict.head()).isEqualTo(head);
    assertThat(database.value("select count(stored) from journal")).isEqualTo("0");
  }

  @Test
  @Tag("CONF-2")
  void keepsWhatBelongsToAnOpenAlarm() throws SQLException {
    counter.panic(counter.event(Counter.W1, 3, EventKind.PANIC, "v1"));
    sealer.seal();
    JournalRetention retention = new JournalRetention(database.dataSource());

    assertThat(retention.emptyBefore(counter.now().plus(Duration.ofDays(1)))).isZero();
  }

  /** As somebody would who owns the tables and switches the lock off. */
  private void tamper(String sql) {
    tamper(sql, false);
  }

  private void tamper(String sql, boolean withoutChecks) {
    database.run("alter table journal disable trigger all");
    database.run("alter table journal_seal disable trigger all");
    if (withoutChecks) {
      database.spoil();
      database.run(
          "alter table journal_seal drop constraint if exists journal_seal_position_check");
    }
    assertThat(database.run(sql)).as(sql).isPositive();
    database.run("alter table journal enable trigger all");
    database.run("alter table journal_seal enable trigger all");
  }
}
