package org.safeandaway.hub.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micronaut.jdbc.DataSourceResolver;
import java.util.EnumSet;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.safeandaway.hub.database.Database;
import org.safeandaway.hub.desk.Counter;
import org.safeandaway.hub.desk.DeskLoop;
import org.safeandaway.hub.desk.postgres.PostgresUnderTest;
import org.safeandaway.hub.policy.ChannelKind;
import org.safeandaway.hub.watch.Alarm;
import org.safeandaway.hub.watch.WatchId;
import org.safeandaway.hub.watch.WatchInput;
import org.safeandaway.protocol.EventKind;

/**
 * Answers to "still on it?", which is asked by SMS too, on a real database and desk. Anne has the
 * alarm.
 */
@Tag("ESC-2")
class DeskTakingTest {
  private final PostgresUnderTest store = new PostgresUnderTest(EnumSet.of(ChannelKind.SMS));
  private final Counter counter = new Counter(store);
  private final DeskLoop loop =
      new DeskLoop(counter.desk(), result -> {}, new SimpleMeterRegistry());
  private final Taking taking =
      new DeskTaking(new Database(store.database().dataSource(), DataSourceResolver.DEFAULT), loop);
  private WatchId visit;

  @BeforeEach
  void annesAlarm() {
    store
        .database()
        .run(
            "update person set mobile = '+447700900123',"
                + " roles = case id when 'wendy' then '{visitor}'::text[]"
                + " else '{office}'::text[] end");
    visit = counter.visit("v1", Counter.W1);
    loop.start();
    loop.lay(counter.event(Counter.W1, 1, EventKind.PANIC, "v1")).orElseThrow().join();
    counter.office(visit, new WatchInput.Acknowledge(alarm().id(), Counter.ANNE, "page"));
  }

  @AfterEach
  void end() {
    loop.close();
    store.close();
  }

  private Alarm alarm() {
    return counter.alarms(visit).getFirst();
  }

  private String clock() {
    return store
        .database()
        .value("select kind from deadline where alarm is not null and state = 'OPEN'");
  }

  /** The time of the alarm's one clock is over. */
  private void nothingHappens() {
    String before = clock();
    store
        .database()
        .run(
            "update deadline set promised_at = now() - interval '1 s',"
                + " due_at = now() - interval '1 s' where kind = ? and state = 'OPEN'",
            before);
    await()
        .until(
            () -> {
              counter.fireDue();
              return !clock().equals(before);
            });
  }

  /** What Anne is asked. */
  private long question() {
    return Long.parseLong(
        store.database().value("select id from outbox where step = -1 and person = 'anne'"));
  }

  private String saidStillOnIt() {
    return store
        .database()
        .value("select count(*) from journal where what = 'alarm.owner-still-on-it'");
  }

  @Test
  void theAnswerSaysThatTheyAreStillOnItAndCountsOnce() {
    nothingHappens();
    assertThat(clock()).isEqualTo("OWNERSHIP");

    assertThat(taking.take(question(), "sms", "reply/1")).isEqualTo(new Taking.Theirs());
    assertThat(taking.take(question(), "sms", "reply/1")).isEqualTo(new Taking.Theirs());

    assertThat(clock()).isEqualTo("STILL_ON_IT");
    assertThat(saidStillOnIt()).isEqualTo("1");
  }

  @Test
  void anAnswerThatComesTooLateTakesNothing() {
    nothingHappens();
    nothingHappens();
    assertThat(alarm().isOwned()).isFalse();

    Taking.Taken late = taking.take(question(), "sms", "reply/1");

    assertThat(late).isInstanceOf(Taking.Refused.class);
    assertThat(late.words()).contains("Nobody has this alarm now");
    assertThat(alarm().isOwned()).isFalse();

    counter.office(visit, new WatchInput.Acknowledge(alarm().id(), Counter.OLGA, "page"));
    assertThat(taking.take(question(), "sms", "reply/2")).isEqualTo(new Taking.Others("olga"));
    assertThat(Objects.requireNonNull(alarm().owner()).person()).isEqualTo(Counter.OLGA);
  }
}
