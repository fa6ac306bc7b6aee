package org.safeandaway.hub.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.safeandaway.hub.watch.OfficeInputsTest.refused;
import static org.safeandaway.hub.watch.Story.OLGA;
import static org.safeandaway.hub.watch.Story.WENDY;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.safeandaway.hub.watch.Answer.Refusal;
import org.safeandaway.hub.watch.WatchInput.ShowSafeWord;
import org.safeandaway.protocol.AlarmKind;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.protocol.Message;

@Tag("PLAN-6")
class SafeWordsTest {

  @Test
  void isShownOnlyWithAnAlarmOrTheVisitorOnTheTelephone() {
    Story story = Story.withSafeWord();

    refused(story.does(new ShowSafeWord(OLGA, false)), Refusal.CONFLICT);
    assertThat(story.does(new ShowSafeWord(OLGA, true))).isEqualTo(new Answer.Done());
    story.says(EventKind.PANIC);
    assertThat(story.does(new ShowSafeWord(OLGA, false))).isEqualTo(new Answer.Done());

    assertThat(story.lines(Happening.SAFE_WORD_SHOWN))
        .extracting(WatchEffect.Journalled::by)
        .containsExactly(OLGA, OLGA);
  }

  @Test
  void isNotShownToThoseWhoGoThere() {
    Story story = Story.withSafeWord();
    story.says(EventKind.PANIC);

    refused(story.does(new ShowSafeWord(WENDY, true)), Refusal.FORBIDDEN);
  }

  @Test
  void raisesACovertAlarmWhenItIsSpokenOnTheTelephone() {
    Story story = Story.withSafeWord();
    Message.Visit before = story.notice();

    assertThat(story.telephones(EventKind.DURESS)).isEqualTo(new Answer.Done());

    assertThat(story.openAlarms()).containsExactly(AlarmKind.DURESS);
    assertThat(story.notice().alarms()).isEqualTo(before.alarms());
  }

  @Test
  void hasToBeAgreedBefore() {
    refused(Story.visit().does(new ShowSafeWord(OLGA, true)), Refusal.CONFLICT);
    refused(Story.site().does(new ShowSafeWord(OLGA, true)), Refusal.NOT_FOUND);
  }
}
