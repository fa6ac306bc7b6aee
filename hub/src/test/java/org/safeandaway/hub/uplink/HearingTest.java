package org.safeandaway.hub.uplink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.safeandaway.protocol.Message;
import org.safeandaway.protocol.Phase;
import org.safeandaway.protocol.WearableId;

class HearingTest {
  private static final WearableId WORN = new WearableId("worn");
  private static final Instant EARLY = Instant.parse("2026-09-14T14:00:00Z");
  private static final Instant LATE = EARLY.plusSeconds(30);

  private final Hearing hearing = new Hearing();

  @Test
  void keepsTheNewestOfEverything() {
    hearing.state(WORN, state(5), EARLY);
    hearing.link(WORN, new Message.Link(true, "c"), EARLY);
    hearing.heard(WORN, LATE);

    FleetStore.Heard heard = taken();

    assertThat(heard.at()).isEqualTo(LATE);
    assertThat(heard.state()).isEqualTo(new FleetStore.Said(state(5), EARLY));
    assertThat(heard.link()).isEqualTo(new FleetStore.Linked(true, EARLY));
    assertThat(hearing.take()).isEmpty();
  }

  @Test
  void whatCouldNotBeWrittenComesBackUnderWhatIsNewer() {
    hearing.state(WORN, state(5), EARLY);
    Map<WearableId, FleetStore.Heard> taken = hearing.take();
    hearing.state(WORN, state(6), LATE);

    hearing.putBack(taken);

    FleetStore.Heard heard = taken();
    assertThat(heard.at()).isEqualTo(LATE);
    assertThat(heard.state()).isEqualTo(new FleetStore.Said(state(6), LATE));
  }

  /** It comes some 20 s after a power cut, when all that was heard before has long been written. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aWillIsTheBrokersWordAndNotHearing(boolean heardJustBefore) {
    if (heardJustBefore) {
      hearing.heard(WORN, EARLY);
    }
    assertThat(hearing.link(WORN, new Message.Link(false, "c"), LATE)).isTrue();

    FleetStore.Heard heard = taken();
    assertThat(heard.link()).isEqualTo(new FleetStore.Linked(false, LATE));
    assertThat(heard.at()).isEqualTo(heardJustBefore ? EARLY : null);
  }

  @Test
  void aWillOfAnOlderConnectionMeansNothing() {
    hearing.link(WORN, new Message.Link(true, "new"), EARLY);

    assertThat(hearing.link(WORN, new Message.Link(false, "old"), LATE)).isFalse();

    assertThat(taken().link()).isEqualTo(new FleetStore.Linked(true, EARLY));
  }

  private FleetStore.Heard taken() {
    Map<WearableId, FleetStore.Heard> all = hearing.take();
    assertThat(all).containsOnlyKeys(WORN);
    return all.values().iterator().next();
  }

  private static Message.State state(int unsent) {
    return new Message.State(
        "00000000000000aa", Phase.OVER, null, 0, null, null, unsent, "1", 0, List.of());
  }
}
