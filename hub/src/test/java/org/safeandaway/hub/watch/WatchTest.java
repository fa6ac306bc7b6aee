package org.safeandaway.hub.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.safeandaway.protocol.AlarmKind.MISSED_CHECK_IN;
import static org.safeandaway.protocol.AlarmKind.PANIC;
import static org.safeandaway.protocol.EventKind.ARRIVED;
import static org.safeandaway.protocol.EventKind.CHECK_IN;
import static org.safeandaway.protocol.EventKind.SAFE_AND_AWAY;
import static org.safeandaway.protocol.Outcome.COUNTED;
import static org.safeandaway.protocol.Outcome.NO_VISIT;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.safeandaway.hub.watch.WatchState.Closed;
import org.safeandaway.hub.watch.WatchState.Guarding;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.protocol.Phase;

/** The story of a visit, from the plan to safe and away. Each cell stands in PhaseTableTest. */
class WatchTest {

  @Test
  @Tag("ARR-1")
  @Tag("CHK-1")
  @Tag("END-1")
  void guardsAVisitFromTheDoorUntilSafeAndAway() {
    Story story = Story.visit();
    assertThat(story.promises()).containsExactly("ARRIVAL 10:00");

    assertThat(story.until("10:05").says(ARRIVED)).isEqualTo(COUNTED);
    assertThat(story.phase()).isEqualTo(Phase.DOOR);
    assertThat(story.promises())
        .containsExactly("NO_SHOW 10:25", "CHECK_IN 10:25", "AGREED_END 11:00");

    assertThat(story.until("10:10").says(CHECK_IN)).isEqualTo(COUNTED);
    assertThat(story.phase()).isEqualTo(Phase.VISIT);
    assertThat(story.promises()).containsExactly("CHECK_IN 10:30", "AGREED_END 11:00");

    assertThat(story.until("10:30").says(CHECK_IN)).isEqualTo(COUNTED);
    assertThat(story.promises()).containsExactly("CHECK_IN 10:50", "AGREED_END 11:00");

    assertThat(story.until("10:45").says(SAFE_AND_AWAY)).isEqualTo(COUNTED);
    assertThat(story.watch.state()).isInstanceOf(Closed.class);
    assertThat(story.watch.deadlines()).isEmpty();
    assertThat(story.watch.alarms()).isEmpty();
    assertThat(story.notice().visit()).isNull();
    assertThat(story.notice().phase()).isEqualTo(Phase.OVER);
  }

  @Test
  @Tag("END-1")
  void isOverForAPairWhenEachIsSafeAndAway() {
    Story story = Story.pair().at("10:00");
    story.saysAll(ARRIVED, SAFE_AND_AWAY);

    assertThat(story.notice(Story.W1).visit()).isNull();
    assertThat(story.watch.state()).isInstanceOf(Guarding.class);
    assertThat(story.promises()).isEmpty();
    assertThat(story.promises(Story.SECOND)).containsExactly("ARRIVAL 10:00");
    assertThat(story.says(CHECK_IN)).isEqualTo(NO_VISIT);

    story.receipt(story.eventOfWalter(ARRIVED).build());
    story.receipt(story.eventOfWalter(SAFE_AND_AWAY).build());
    assertThat(story.watch.state()).isInstanceOf(Closed.class);
  }

  @Test
  @Tag("CHK-3")
  void raisesWhenACheckInIsMissedAndItsGraceIsOver() {
    Story story = Story.in(Phase.VISIT);

    assertThat(story.until("10:20:59").openAlarms()).isEmpty();
    assertThat(story.until("10:21").openAlarms()).containsExactly(MISSED_CHECK_IN);
  }

  @Test
  @Tag("PAN-1")
  void raisesAPanicAndKeepsItUntilAPersonResolvesIt() {
    Story story = Story.in(Phase.VISIT);

    assertThat(story.says(EventKind.PANIC)).isEqualTo(COUNTED);
    assertThat(story.openAlarms()).containsExactly(PANIC);
    assertThat(story.resolves(PANIC).openAlarms()).isEmpty();
    assertThat(story.phase()).isEqualTo(Phase.VISIT);
  }
}
