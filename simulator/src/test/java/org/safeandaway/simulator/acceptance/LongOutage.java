package org.safeandaway.simulator.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.safeandaway.device.wearable.Sound;
import org.safeandaway.protocol.AlarmKind;
import org.safeandaway.protocol.DeadlineKind;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.protocol.Phase;
import org.safeandaway.protocol.WearableId;
import org.safeandaway.simulator.parts.Broker;
import org.safeandaway.simulator.parts.Database;
import org.safeandaway.simulator.parts.RealParts;

/**
 * PostgreSQL is away for a minute, in which one wearer raises a panic and another arrives. Nobody
 * is told that anything is stored until it is, and then it is as if it had been stored at once.
 */
record LongOutage(Broker broker, Database database, Path folder)
    implements Callable<@Nullable Void> {
  private static final Duration A_MINUTE = Duration.ofSeconds(60);
  private static final WearableId PANICKING = RealParts.WEARABLES.get(0);
  private static final WearableId ARRIVING = RealParts.WEARABLES.get(1);

  @Override
  public @Nullable Void call() throws Exception {
    List<WearableId> both = List.of(PANICKING, ARRIVING);
    try (var school =
        new School(broker, database, Files.createDirectories(folder), Policy.UNHURRIED, both)) {
      Worn panicking = school.worn(PANICKING);
      Worn arriving = school.worn(ARRIVING);
      String visit = school.office().sendOut(ARRIVING, false);
      Waits.await("the visit is known").until(() -> arriving.phase() == Phase.BEFORE);

      database.kill();
      panicking.holdPanic();
      arriving.pressCheckIn();
      Waits.await("both are kept").until(() -> panicking.unsent() == 1 && arriving.unsent() == 1);
      Awaitility.await("nobody says that they are stored, and the hub waits")
          .during(A_MINUTE)
          .atMost(A_MINUTE.multipliedBy(2))
          .until(
              () -> school.hub().isRunning() && panicking.unsent() == 1 && arriving.unsent() == 1);
      assertThat(arriving.sounds()).contains(Sound.NOT_DELIVERED);
      assertThat(panicking.sounds()).as("a panic is silent").isEmpty();

      database.start();
      Waits.await("both are stored").until(() -> panicking.unsent() == 0 && arriving.unsent() == 0);
      asIfStoredAtOnce(school, visit);
    }
    return null;
  }

  private static void asIfStoredAtOnce(School school, String visit) {
    Office office = school.office();
    assertThat(office.alarms(PANICKING, AlarmKind.PANIC)).hasSize(1);
    assertThat(office.openAlarms()).hasSize(1);
    Seen.Visit seen = office.visit(visit);
    assertThat(seen.phase()).isEqualTo(Phase.DOOR);
    Instant arrived =
        Objects.requireNonNull(
            school.wiretap().events(ARRIVING, EventKind.ARRIVED).getFirst().hubAt());
    Instant promised = seen.deadline(DeadlineKind.CHECK_IN).promisedAt();
    assertThat(Duration.between(arrived.plus(Policy.UNHURRIED.checkInEvery()), promised).abs())
        .isLessThan(Duration.ofSeconds(1));
    assertThat(office.metric("safeandaway_desk_quarantined_total")).isZero();
    assertThat(office.metric("safeandaway_desk_failures_total")).isZero();
  }
}
