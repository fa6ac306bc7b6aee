package org.safeandaway.hub.office.wearables;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.safeandaway.hub.fleet.Wearables.Wearable;
import org.safeandaway.hub.office.wearables.WearableHealth.Touch;

class WearableHealthTest {
  private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");

  @Test
  void isConcludedFromWhenItWasLastHeard() {
    assertThat(touch(NOW.minusSeconds(89), false)).isEqualTo(Touch.HEARD);
    assertThat(touch(NOW.minusSeconds(90), false)).isEqualTo(Touch.SILENT);
    assertThat(touch(null, false)).isEqualTo(Touch.NEVER);
  }

  @Test
  void silenceIsWorseWhileSomebodyIsGuardedByIt() {
    assertThat(touch(NOW.minusSeconds(89), true)).isEqualTo(Touch.HEARD);
    assertThat(touch(NOW.minusSeconds(90), true)).isEqualTo(Touch.MISSED);
    assertThat(touch(null, true)).isEqualTo(Touch.MISSED);
  }

  @Test
  void whatSaysThatItIsOnlineIsNotBelieved() {
    Wearable claims = wearable(NOW.minusSeconds(600), 80, 80, 0, List.of(), null);

    assertThat(claims.online()).isTrue();
    assertThat(WearableHealth.of(claims, false, NOW).touch()).isEqualTo(Touch.SILENT);
  }

  @Test
  void aRetiredOneIsNobodysTrouble() {
    WearableHealth health =
        WearableHealth.of(wearable(null, 1, 1, 9, List.of("stuck:panic"), NOW), false, NOW);

    assertThat(health.touch()).isEqualTo(Touch.RETIRED);
    assertThat(health.troubles()).isEmpty();
  }

  @Test
  void saysWhatSomebodyShouldDoSomethingAbout() {
    assertThat(troubles(20, 25, 0)).isEmpty();
    assertThat(troubles(19, 25, 0)).singleElement().asString().contains("battery is low");
    assertThat(troubles(20, 24, 0)).singleElement().asString().contains("signal is weak");
    assertThat(troubles(20, 25, 1)).singleElement().asString().startsWith("One message");
    assertThat(troubles(20, 25, 2)).singleElement().asString().startsWith("2 messages");
  }

  @Test
  void aLowBatteryIsSaidOnce() {
    assertThat(troubles(5, 80, 0, "low:battery"))
        .containsExactly("The battery is low: charge it before it goes out.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "stuck:panic",
        "stuck:check-in",
        "unreadable:buttons",
        "failed:buzzer",
        "failed:led",
        "failing:outbox",
        "full:outbox",
        "lost:inputs",
        "low:battery"
      })
  void everyFaultOfTheFirmwareIsSaidInWords(String fault) {
    assertThat(WearableHealth.fault(fault)).doesNotContain(":outbox").doesNotContain("not known");
  }

  @Test
  void aFaultOfANewerFirmwareIsSaidAsItIs() {
    assertThat(WearableHealth.fault("bent:clip")).contains("bent:clip");
  }

  private static Touch touch(@Nullable Instant heardAt, boolean guarded) {
    return WearableHealth.of(wearable(heardAt, 80, 80, 0, List.of(), null), guarded, NOW).touch();
  }

  private static List<String> troubles(int battery, int link, int unsent, String... faults) {
    return WearableHealth.of(
            wearable(NOW, battery, link, unsent, List.of(faults), null), false, NOW)
        .troubles();
  }

  private static Wearable wearable(
      @Nullable Instant heardAt,
      int battery,
      int link,
      int unsent,
      List<String> faults,
      @Nullable Instant retiredAt) {
    return new Wearable(
        "w1", "Clip 1", NOW, retiredAt, heardAt, true, "OVER", battery, link, unsent, "1.0", 1000L,
        faults, 1, 1L, null, null);
  }
}
