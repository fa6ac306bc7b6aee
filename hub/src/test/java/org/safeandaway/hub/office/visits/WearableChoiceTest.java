package org.safeandaway.hub.office.visits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
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
  private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");

  @ParameterizedTest
  @Tag("PLAN-7")
  @CsvSource({
    "80, 0, true, , ''",
    "29, 0, true, , battery is low",
    "80, 3, true, , still holds 3 unsent: let it send them",
    "80, , true, , has only just come on: wait half a minute",
    "80, 0, false, , not connected now: switch it on and press check-in",
    "80, 0, true, other, on another visit"
  })
  void whatIsAgainstAWearableIsSaid(
      int battery,
      @Nullable Integer unsent,
      boolean online,
      @Nullable String visit,
      String trouble) {
    List<WearableChoice> choices =
        WearableChoice.of(List.of(wearable("w1", battery, unsent, online, visit)), null, NOW);

    assertThat(choices.getFirst().trouble()).isEqualTo(trouble);
  }

  /** Whatever it said last: it may have been switched off before the broker could tell. */
  @ParameterizedTest
  @Tag("PLAN-7")
  @CsvSource({
    "PT90S, ''",
    "PT91S, not heard of for 1 min: switch it on and press check-in",
    "PT72H, not heard of for 3 days: switch it on and press check-in",
    ", never heard: switch it on and press check-in",
  })
  void oneThatIsOffIsNoGoodChoice(@Nullable Duration silence, String trouble) {
    Wearable silent = wearable("w1", silence == null ? null : NOW.minus(silence));
    List<WearableChoice> choices =
        WearableChoice.of(List.of(silent, wearable("w2", NOW)), null, NOW);

    assertThat(choices.getFirst().wearable().id()).isEqualTo(trouble.isEmpty() ? "w1" : "w2");
    assertThat(choices).extracting(WearableChoice::trouble).contains(trouble);
  }

  @Test
  void theWornOneComesFirstThenThoseWithNothingAgainstThem() {
    List<Wearable> fleet =
        List.of(
            wearable("w1", 10, 0, true, null),
            wearable("w2", 80, 0, true, null),
            wearable("w3", 80, 0, true, "this"),
            wearable("w4", 80, 0, true, null));

    assertThat(WearableChoice.of(fleet, "w3", NOW))
        .extracting(choice -> choice.wearable().id())
        .containsExactly("w3", "w2", "w4", "w1");
    assertThat(WearableChoice.of(fleet, "w3", NOW).getFirst().trouble()).isEmpty();
  }

  @Test
  void nobodyChoosesAmongThousands() {
    List<Wearable> fleet =
        IntStream.range(0, 500).mapToObj(i -> wearable("w" + i, 80, 0, true, null)).toList();

    assertThat(WearableChoice.of(fleet, null, NOW)).hasSize(60);
  }

  private static Wearable wearable(
      String id, int battery, @Nullable Integer unsent, boolean online, @Nullable String visit) {
    return wearable(id, NOW, battery, unsent, online, visit);
  }

  private static Wearable wearable(String id, @Nullable Instant heardAt) {
    return wearable(id, heardAt, 95, 0, true, null);
  }

  private static Wearable wearable(
      String id,
      @Nullable Instant heardAt,
      int battery,
      @Nullable Integer unsent,
      boolean online,
      @Nullable String visit) {
    return new Wearable(
        id,
        "Clip " + id,
        Instant.EPOCH,
        null,
        heardAt,
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
