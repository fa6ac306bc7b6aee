package org.safeandaway.hub.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.safeandaway.hub.watch.Story.ANNE;
import static org.safeandaway.hub.watch.Story.OLGA;
import static org.safeandaway.hub.watch.Story.PAULA;
import static org.safeandaway.hub.watch.Story.WALTER;
import static org.safeandaway.hub.watch.Story.WENDY;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.safeandaway.protocol.AlarmKind;
import org.safeandaway.protocol.EventKind;

/** Whoever was told of an alarm is to hear who has it, once for each who takes it. */
@Tag("ESC-2")
class StandingDownTest {
  private final Story story = Story.pair().at("10:00");

  private Alarm panic() {
    story.says(EventKind.PANIC);
    return story.open(AlarmKind.PANIC);
  }

  private List<WatchEffect.StandDown> said() {
    return said(story);
  }

  private static List<WatchEffect.StandDown> said(Story of) {
    return of.effects(WatchEffect.StandDown.class);
  }

  @Test
  void namesWhoeverTakesIt() {
    Alarm raised = panic();
    assertThat(said()).as("while nobody has it").isEmpty();

    story.takes(AlarmKind.PANIC);

    assertThat(said())
        .containsExactly(
            new WatchEffect.StandDown(
                raised.id(),
                story.open(AlarmKind.PANIC).version(),
                OLGA,
                false,
                Set.of(OLGA, WENDY, WALTER)));
  }

  @Test
  @Tag("ESC-3")
  void isNeverForAnybodyWhoIsThere() {
    Alarm raised = panic();
    story.does(new WatchInput.Acknowledge(raised.id(), WENDY));
    assertThat(said()).as("who may not take it").isEmpty();

    story.does(new WatchInput.TakeOver(raised.id(), OLGA));
    story.does(new WatchInput.Resolve(raised.id(), ANNE, Alarm.Reason.PRECAUTION, "All is well."));

    assertThat(said()).hasSize(2).allMatch(it -> it.never().containsAll(Set.of(WENDY, WALTER)));
  }

  @Test
  void namesASecondOwnerUnderAnotherVersion() {
    Alarm raised = panic();
    story.takes(AlarmKind.PANIC);
    story.does(new WatchInput.TakeOver(raised.id(), ANNE));
    story.until("11:00");
    story.does(new WatchInput.Acknowledge(raised.id(), ANNE));

    assertThat(said()).extracting(WatchEffect.StandDown::by).containsExactly(OLGA, ANNE, ANNE);
    assertThat(said()).extracting(WatchEffect.StandDown::version).doesNotHaveDuplicates();
    assertThat(said().get(1).never()).as("who had it may be on the way").doesNotContain(OLGA);
  }

  @Test
  void isSaidOnceHoweverOftenTheSamePersonTakesIt() {
    Alarm raised = panic();
    story.takes(AlarmKind.PANIC);
    story.takes(AlarmKind.PANIC);
    story.does(new WatchInput.StillOnIt(raised.id(), OLGA));
    story.does(new WatchInput.RecordOutcome(raised.id(), OLGA, 0, StepOutcome.NO_ANSWER, ""));

    assertThat(said()).hasSize(1);
  }

  @Test
  void namesWhoeverReportsWhatTheyDid() {
    Alarm raised = panic();
    story.does(new WatchInput.RecordOutcome(raised.id(), ANNE, 0, StepOutcome.NO_ANSWER, ""));

    assertThat(said()).extracting(WatchEffect.StandDown::by).containsExactly(ANNE);
  }

  @Test
  @Tag("ESC-4")
  void isOfOneAlarmOnly() {
    Alarm raised = panic();
    story.says(EventKind.ADVICE);
    story.takes(AlarmKind.ADVICE);

    assertThat(said()).extracting(WatchEffect.StandDown::alarm).doesNotContain(raised.id());
  }

  @Test
  void saysWhoClosedIt() {
    Alarm raised = panic();
    story.takes(AlarmKind.PANIC);
    story.does(new WatchInput.Resolve(raised.id(), ANNE, Alarm.Reason.PRECAUTION, "All is well."));

    WatchEffect.StandDown closed = said().getLast();
    assertThat(closed.closed()).isTrue();
    assertThat(closed.by()).isEqualTo(ANNE);
    assertThat(closed.never()).contains(ANNE, OLGA);
  }

  @Test
  void isSaidOfADrillThatARealAlarmEnds() {
    Story drill = Story.site().at("13:00");
    DrillId id = new DrillId("drill-1");
    drill.does(new WatchInput.PlanDrill(PAULA, id, AlarmKind.PANIC, null, true, null));
    drill.until("13:00").does(new WatchInput.EndDrills(new AlarmId(new UUID(1, 2))));

    assertThat(said(drill))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.closed()).isTrue();
              assertThat(it.by()).isNull();
            });
  }
}
