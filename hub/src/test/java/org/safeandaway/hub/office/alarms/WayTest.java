package org.safeandaway.hub.office.alarms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.safeandaway.hub.office.alarms.ToldTest.THEN;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.safeandaway.hub.office.alarms.Way.Stage;
import org.safeandaway.hub.office.alarms.Way.State;
import org.safeandaway.hub.visit.Rung;
import org.safeandaway.hub.visit.Rung.What;
import org.safeandaway.hub.visit.WearableKnows;

@Tag("ESC-5")
class WayTest {
  private static final WearableKnows KNOWS = ToldTest.knows(true, true, false);

  private static Rung rung(What what, int seconds, @Nullable String channel) {
    return new Rung(what, 1, 0, channel, THEN.plusSeconds(seconds), seconds * 1000L);
  }

  private static List<Stage> stages(boolean owned, int nowSeconds, Rung... rungs) {
    Instant now = THEN.plusSeconds(nowSeconds);
    return Way.of(ToldTest.sheet("PANIC", owned, KNOWS), List.of(rungs), now).stages();
  }

  @Test
  void aBarBeginsWhereTheOneBeforeEnded() {
    List<Stage> stages =
        stages(
            true,
            500,
            rung(What.RECEIVED, 0, null),
            rung(What.SENT, 5, "BOARD"),
            rung(What.SENT, 10, "SMS"),
            rung(What.SENT, 30, "EMAIL"),
            rung(What.OWNED, 90, null),
            rung(What.TOLD, 100, null));

    assertThat(stages)
        .extracting(Stage::what, Stage::after, Stage::from, Stage::width)
        .containsExactly(
            tuple("Panic was pressed", "", 0, 0),
            tuple("The hub had it", "at once", 0, 8),
            tuple("It was an alarm, and the board showed it", "at once", 0, 8),
            tuple("The first message was sent: SMS", "after 10 seconds", 0, 100),
            tuple("A person had it", "after 1 min 30 s", 100, 800),
            tuple("The wearable knew that a person has it", "after 1 min 40 s", 900, 100));
  }

  @Test
  void whatIsWaitedForEndsNow() {
    List<Stage> stages = stages(false, 200, rung(What.SENT, 100, "PUSH"));

    assertThat(stages.get(3))
        .isEqualTo(new Stage("Nobody has it yet", State.WAITING, null, "", 500, 500));
    assertThat(stages.getLast().state()).isEqualTo(State.NOT);
    assertThat(stages(true, 200, rung(What.OWNED, 100, null)).getLast())
        .isEqualTo(
            new Stage("The wearable has not confirmed it yet", State.WAITING, null, "", 500, 500));
  }

  @Test
  @Tag("DUR-1")
  void ofDuressTheWearableIsNoStage() {
    Way way = Way.of(ToldTest.sheet("DURESS", true, KNOWS), List.of(), THEN);

    assertThat(way.stages()).extracting(Stage::what).noneMatch(what -> what.contains("wearable"));
  }
}
