package org.safeandaway.hub.uplink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
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
    assertThat(heard.online()).contains(true);
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

  @Test
  void aWillIsTheBrokersWordAndNotHearing() {
    assertThat(hearing.link(WORN, new Message.Link(false, "c"), LATE)).isTrue();

    assertThat(hearing.take()).isEmpty();
  }

  @Test
  void aWillOfAnOlderConnectionMeansNothing() {
    hearing.link(WORN, new Message.Link(true, "new"), EARLY);

    assertThat(hearing.link(WORN, new Message.Link(false, "old"), LATE)).isFalse();

    assertThat(taken().online()).isEqualTo(Optional.of(true));
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
