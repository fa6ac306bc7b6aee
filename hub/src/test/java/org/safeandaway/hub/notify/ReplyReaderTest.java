package org.safeandaway.hub.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.jdbc.DataSourceResolver;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.safeandaway.hub.database.Database;
import org.safeandaway.hub.notify.Channel.Reply;
import org.safeandaway.hub.testing.SetClock;
import org.safeandaway.hub.testing.TestDatabase;

class ReplyReaderTest {
  private static final Instant NOW = Instant.parse("2026-11-22T14:00:00Z");
  private static final String BEA = "+447700900111";
  private static final String CAROL = "+447700900222";
  private static final String ALARM = "0f0e0d0c-0b0a-0908-0706-050403020100";

  private static TestDatabase rows;
  private static int count;

  private final SetClock clock = new SetClock(NOW);
  private final List<String> asked = new ArrayList<>();
  private Taking.Taken taken = new Taking.Theirs();
  private ReplyReader reader;
  private ReplyBook book;

  @BeforeAll
  static void open() {
    rows = TestDatabase.make();
    rows.run(
        "insert into person (id, name, mobile, made_at) values ('bea', 'Bea Okoro', '07700 900111', now()),"
            + " ('carol', 'Carol Nye', '+44 7700 900222', now())");
  }

  @BeforeEach
  void send() {
    rows.run("delete from reply");
    rows.run("delete from outbox");
    rows.run("update person set active = true");
    sent("bea", "482715");
    sent("carol", "111222");
    book = new ReplyBook(new Database(rows.dataSource(), DataSourceResolver.DEFAULT), clock);
    reader =
        new ReplyReader(
            book,
            (outbox, via, idempotency) -> {
              asked.add(who(outbox) + " " + via + " " + idempotency);
              return taken;
            });
  }

  private static void sent(String person, String code) {
    rows.run(
        "insert into outbox (alarm, round, step, person, channel, code, made_at, next_at)"
            + " values (?::uuid, 1, 0, ?, 'SMS', ?, '2026-11-22T13:55:00Z', now())",
        ALARM,
        person,
        code);
  }

  private static String who(long outbox) {
    return rows.value("select person from outbox where id = " + outbox);
  }

  private Optional<String> read(String from, String text) {
    return reader.read("twilio-sms", new Reply("SM" + ++count, from, text, NOW));
  }

  private static String outcome() {
    return rows.value("select outcome from reply order by substr(id, 3)::int desc limit 1");
  }

  @ParameterizedTest
  @Tag("ESC-3")
  @ValueSource(
      strings = {
        "482715",
        " 482715 ",
        "Got it, 482715!",
        "482 715",
        "code: 482-715",
        "482715 2 min"
      })
  void whoeverHasTheCodeTakesTheAlarm(String text) {
    assertThat(read(BEA, text))
        .hasValueSatisfying(it -> assertThat(it).startsWith("You have taken"));
    assertThat(asked).containsExactly("bea sms reply/SM" + count);
    assertThat(outcome()).isEqualTo("TAKEN");
  }

  /** Machines answer, too. */
  @ParameterizedTest
  @Tag("ESC-3")
  @ValueSource(
      strings = {
        "STOP",
        "HELP",
        "Yes",
        "I'm driving. I'll ring you at 14:30.",
        "I am away. Call 07700 900999 or 020 7946 0000.",
        "",
        "48271",
        "4827155"
      })
  void withoutACodeNothingIsTakenAndNobodyAnswered(String text) {
    assertThat(read(BEA, text)).isEmpty();
    assertThat(asked).isEmpty();
    assertThat(outcome()).isEqualTo("NO_CODE");
  }

  @Test
  void aCodeThatWentToSomebodyElseIsWrong() {
    assertThat(read(BEA, "111222"))
        .hasValueSatisfying(it -> assertThat(it).contains("not right", "nothing is taken"));
    assertThat(asked).isEmpty();
    assertThat(outcome()).isEqualTo("WRONG_CODE");
  }

  @Test
  void aNumberThatNobodyHasIsTold() {
    assertThat(read("+447700900999", "482715"))
        .hasValueSatisfying(it -> assertThat(it).contains("does not know this number"));
    assertThat(asked).isEmpty();
    assertThat(outcome()).isEqualTo("UNKNOWN_NUMBER");
  }

  @Test
  void whoeverIsLateLearnsWhoHasIt() {
    taken = new Taking.Others("Carol Nye");
    assertThat(read(BEA, "482715"))
        .contains("Carol Nye has taken it already. You need to do nothing.");
    assertThat(outcome()).isEqualTo("LATE");
  }

  @Test
  void aCodeTakesOnce() {
    read(BEA, "482715");
    asked.clear();

    assertThat(read(BEA, "482715"))
        .hasValueSatisfying(it -> assertThat(it).contains("used that code already"));
    assertThat(asked).isEmpty();
  }

  @Test
  void anAnswerIsReadOnceHoweverOftenItComes() {
    Reply reply = new Reply("SM" + ++count, BEA, "482715", NOW);
    assertThat(reader.read("twilio-sms", reply)).isPresent();

    assertThat(reader.read("twilio-sms", reply)).isEmpty();
    assertThat(asked).hasSize(1);
  }

  @Test
  void anAnswerThatCouldNotBeStoredIsReadAgain() {
    Reply reply = new Reply("SM" + ++count, BEA, "482715", NOW);
    taken = new Taking.NotNow();
    assertThat(reader.read("twilio-sms", reply)).isEmpty();

    taken = new Taking.Theirs();
    assertThat(reader.read("twilio-sms", reply)).isPresent();
    assertThat(asked).hasSize(2);
  }

  @Test
  void guessingIsShutForAWhile() {
    for (int guess = 1; guess < ReplyReader.GUESSES; guess++) {
      assertThat(read(BEA, "00000" + guess)).isPresent();
    }
    assertThat(read(BEA, "000009"))
        .hasValueSatisfying(it -> assertThat(it).contains("not looked at for a while"));

    assertThat(read(BEA, "482715")).isEmpty();
    assertThat(outcome()).isEqualTo("GUESSING");
    assertThat(asked).isEmpty();
    assertThat(read(CAROL, "111222")).as("others are not").isPresent();

    clock.pass(ReplyReader.WHILE.plusSeconds(1));
    assertThat(read(BEA, "482715")).isPresent();
    assertThat(asked).hasSize(2);
  }

  @Test
  void aCodeOfADayAgoIsNone() {
    clock.pass(Duration.ofHours(24));
    read(BEA, "482715");
    assertThat(outcome()).isEqualTo("WRONG_CODE");
  }

  @Test
  void whoeverWorksHereNoMoreIsNobody() {
    rows.run("update person set active = false where id = 'bea'");
    read(BEA, "482715");
    assertThat(asked).isEmpty();
    assertThat(outcome()).isEqualTo("UNKNOWN_NUMBER");
  }
}
