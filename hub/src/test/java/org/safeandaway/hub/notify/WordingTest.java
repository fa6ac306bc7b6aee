package org.safeandaway.hub.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.safeandaway.hub.policy.ChannelKind;
import org.safeandaway.hub.watch.Telling;
import org.safeandaway.hub.watch.WatchId;
import org.safeandaway.protocol.AlarmKind;

/** What is said to whoever was told of an alarm, and need do nothing more. */
@Tag("ESC-2")
class WordingTest {
  private static final Instant AT = Instant.parse("2026-11-23T14:20:00Z");
  private static final Wording WORDING =
      new Wording(
          "Elm School", ZoneId.of("Europe/London"), URI.create("https://safe.school.example"));

  private static Notice notice(
      int step, AlarmKind kind, @Nullable String subject, @Nullable String by, boolean drill) {
    return WORDING.notice(
        new OutboxMessage(
            7,
            new UUID(1, 2),
            WatchId.SITE,
            3,
            step,
            ChannelKind.SMS,
            null,
            1,
            AT,
            new Notice.Recipient("bea", "Bea Okoro", "+447700900123", null),
            OutboxMessage.Needed.YES,
            kind,
            drill,
            subject,
            by,
            AT,
            null,
            Duration.ofMinutes(1)));
  }

  @Test
  @Tag("ESC-4")
  void namesWhoHasItAndWhichOfSeveralItIs() {
    Notice taken = notice(Telling.TAKEN, AlarmKind.PANIC, "Wendy Hill", "Carol Bell", false);

    assertThat(taken.text())
        .isEqualTo(
            "Carol Bell has taken the alarm about Wendy Hill (panic, 14:20)."
                + " You need do nothing about it.");
    assertThat(taken.subject()).isEqualTo("Safe & Away, Elm School: panic, Carol Bell has it");
    assertThat(taken.mark()).isNull();
  }

  @Test
  void leavesNothingToAnswerOrToOpen() {
    Notice taken = notice(Telling.TAKEN, AlarmKind.PANIC, "Wendy Hill", "Carol Bell", false);

    assertThat(taken.code()).isNull();
    assertThat(taken.link()).isNull();
    assertThat(taken.text()).doesNotContain("http", "reply");
  }

  @Test
  void namesWhoClosedIt() {
    Notice closed = notice(Telling.CLOSED, AlarmKind.TECHNICAL, null, "Carol Bell", false);

    assertThat(closed.text())
        .isEqualTo(
            "Carol Bell has closed the alarm (technical trouble, 14:20)."
                + " You need do nothing about it.");
    assertThat(closed.news()).isEqualTo(Notice.News.CLOSED);
  }

  @Test
  @Tag("DUR-1")
  void keepsACovertAlarmCovert() {
    assertThat(notice(Telling.TAKEN, AlarmKind.DURESS, "Wendy Hill", "Carol Bell", false).text())
        .endsWith("You need do nothing about it. Do not ring or text them.");
  }

  @Test
  void bearsTheMarkOfADrillWhichNobodyNeedHaveClosed() {
    Notice ended = notice(Telling.CLOSED, AlarmKind.OVERDUE, "Jo Penrose", null, true);

    assertThat(ended.mark()).isEqualTo("DRILL");
    assertThat(ended.text())
        .isEqualTo(
            "The alarm about Jo Penrose (not safe and away, 14:20) is closed."
                + " You need do nothing about it.");
  }
}
