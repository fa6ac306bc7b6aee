package org.safeandaway.hub.office.alarms;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.safeandaway.hub.office.alarms.StepWords.About;
import org.safeandaway.hub.policy.ResponsePlan.Action;
import org.safeandaway.hub.watch.StepOutcome;

/** What a frightened person is told to do and to say. */
class StepWordsTest {
  private static final About OVERDUE = about("OVERDUE");
  private static final About DURESS = about("DURESS");

  private static About about(String kind) {
    return new About(kind, "Asha", "Elm School", "Marlow Quince", "Jo Penrose", "Mill Lane", true);
  }

  @ParameterizedTest
  @EnumSource(Action.class)
  @Tag("ESC-1")
  void thereAreWordsAndButtonsForEveryStep(Action action) {
    assertThat(StepWords.title(action, OVERDUE)).isNotBlank();
    assertThat(StepWords.say(action, OVERDUE)).isNotEmpty().noneMatch(String::isBlank);
    assertThat(OutcomeWords.choices(action, "Asha", true))
        .hasSizeGreaterThan(1)
        .extracting(OutcomeWords.Choice::outcome)
        .doesNotHaveDuplicates();
  }

  @Test
  @Tag("DUR-1")
  void whoGaveADuressIsRungAsOnAnOrdinaryCall() {
    assertThat(String.join(" ", StepWords.say(Action.RING_VISITOR, DURESS)))
        .contains("Somebody may be listening")
        .contains("about the room for this afternoon")
        .doesNotContain("Are you all right");
    assertThat(String.join(" ", StepWords.say(Action.RING_PARENT, DURESS)))
        .startsWith("Do not ring");
  }

  @Test
  @Tag("PLAN-6")
  void whoRingsListensForTheSafeWordAndDoesNotSayIt() {
    assertThat(StepWords.say(Action.RING_VISITOR, OVERDUE))
        .contains("Listen for the safe word. Do not say it yourself.");
    assertThat(OutcomeWords.choices(Action.RING_VISITOR, "Asha", true))
        .filteredOn(choice -> choice.outcome() == StepOutcome.SAFE_WORD)
        .extracting(OutcomeWords.Choice::label)
        .containsExactly("Said the safe word");
  }

  @ParameterizedTest
  @CsvSource({"TECHNICAL, false", "NOT_WATCHED, false", "OVERDUE, true"})
  @Tag("ESC-1")
  void onceAllIsDoneNobodyHearsOfAVisitorWhereThereIsNone(String kind, boolean drill) {
    assertThat(StepWords.through(kind, drill, true).toString())
        .contains("lose this " + (drill ? "drill" : "alarm"))
        .doesNotContain("visitor", "police");
  }

  @Test
  @Tag("ESC-1")
  void onceAllIsDoneNobodyStaysInTouchWithAPoliceThatWasNotCalled() {
    assertThat(StepWords.through("OVERDUE", false, true).then()).contains("in touch");
    assertThat(StepWords.through("OVERDUE", false, false).then())
        .isEqualTo("Begin again with the first one, or call the police.");
  }

  @Test
  @Tag("ESC-3")
  void voicemailIsToldAsNoAnswer() {
    assertThat(OutcomeWords.told(Action.RING_VISITOR, StepOutcome.VOICEMAIL, "Asha"))
        .isEqualTo("rang Asha: voicemail, which is no answer");
  }
}
