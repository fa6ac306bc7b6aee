package org.safeandaway.simulator.universe.store;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.desk.DeskStore;
import org.safeandaway.hub.desk.HubTime;
import org.safeandaway.hub.desk.StoreUnderTest;
import org.safeandaway.hub.keeper.KeeperStore;
import org.safeandaway.hub.policy.Policy;
import org.safeandaway.hub.watch.PersonId;
import org.safeandaway.protocol.WearableId;

/** The model store in fair weather, with a clock that goes on a little whenever it is read. */
final class ModelUnderTest implements StoreUnderTest {
  private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

  private Instant now = START;
  private final ModelDeskStore store =
      new ModelDeskStore(this::read, StoreWeather.fair(), "epoch-1", Policy.standard());
  private final HubTime hubTime =
      new HubTime(() -> Duration.between(START, read()), START, step -> {});

  private Instant read() {
    now = now.plusMillis(1);
    return now;
  }

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
    // The model takes every person's word for being one.
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
    // Nothing is open.
  }
}
