package org.safeandaway.simulator.universe.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.desk.DeskStore;
import org.safeandaway.hub.desk.HubTime;
import org.safeandaway.hub.desk.StoreUnderTest;
import org.safeandaway.hub.keeper.KeeperStore;
import org.safeandaway.hub.policy.Policy;
import org.safeandaway.hub.watch.PersonId;
import org.safeandaway.protocol.WearableId;

/** The model store, to be held against what is asked of every store. */
final class ModelUnderTest implements StoreUnderTest {
  private static final InstantSource CLOCK = Clock.tick(Clock.systemUTC(), Duration.ofNanos(1000));

  private final ModelDeskStore store =
      new ModelDeskStore(CLOCK, StoreWeather.fair(), "e1", Policy.standard());
  private final HubTime hubTime =
      new HubTime(() -> Duration.ofNanos(System.nanoTime()), store.site().highWater(), step -> {});

  @Override
  public DeskStore desk() {
    return store;
  }

  @Override
  public KeeperStore keeper() {
    return store;
  }

  @Override
  public HubTime hubTime() {
    return hubTime;
  }

  @Override
  public void person(PersonId person) {
    // The model keeps no names.
  }

  @Override
  public void register(WearableId wearable) {
    store.register(wearable);
  }

  @Override
  public void heard(WearableId wearable, Instant at, @Nullable Integer unsent) {
    store.heard(wearable, at, unsent);
  }

  @Override
  public void close() {
    // There is nothing to close.
  }
}
