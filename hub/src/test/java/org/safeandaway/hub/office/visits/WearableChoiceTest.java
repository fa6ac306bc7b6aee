package org.safeandaway.hub.office.visits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.safeandaway.hub.fleet.Wearables.Wearable;

class WearableChoiceTest {

  @ParameterizedTest
  @Tag("PLAN-7")
  @CsvSource({
    "80, 0, true, , ''",
    "29, 0, true, , battery is low",
    "80, 3, true, , still holds 3 unsent: let it send them",
    "80, , true, , not heard yet: switch it on",
    "80, 0, false, , not connected now",
    "80, 0, true, other, on another visit"
  })
  void whatIsAgainstAWearableIsSaid(
      int battery,
      @Nullable Integer unsent,
      boolean online,
      @Nullable String visit,
      String trouble) {
    List<WearableChoice> choices =
        WearableChoice.of(List.of(wearable("w1", battery, unsent, online, visit)), null);

    assertThat(choices.getFirst().trouble()).isEqualTo(trouble);
  }

  @Test
  void theWornOneComesFirstThenThoseWithNothingAgainstThem() {
    List<Wearable> fleet =
        List.of(
            wearable("w1", 10, 0, true, null),
            wearable("w2", 80, 0, true, null),
            wearable("w3", 80, 0, true, "this"),
            wearable("w4", 80, 0, true, null));

    assertThat(WearableChoice.of(fleet, "w3"))
        .extracting(choice -> choice.wearable().id())
        .containsExactly("w3", "w2", "w4", "w1");
    assertThat(WearableChoice.of(fleet, "w3").getFirst().trouble()).isEmpty();
  }

  @Test
  void nobodyChoosesAmongThousands() {
    List<Wearable> fleet =
        IntStream.range(0, 500).mapToObj(i -> wearable("w" + i, 80, 0, true, null)).toList();

    assertThat(WearableChoice.of(fleet, null)).hasSize(60);
  }

  private static Wearable wearable(
      String id, int battery, @Nullable Integer unsent, boolean online, @Nullable String visit) {
    return new Wearable(
        id,
        "Clip " + id,
        Instant.EPOCH,
        null,
        Instant.EPOCH,
        online,
        "OVER",
        battery,
        64,
        unsent,
        "1",
        1L,
        List.of(),
        0,
        0L,
        null,
        visit);
  }
}
