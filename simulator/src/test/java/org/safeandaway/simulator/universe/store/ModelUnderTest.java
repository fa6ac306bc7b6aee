package org.safeandaway.simulator.universe.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.desk.DeskStore;
import org.safeandaway.hub.desk.HubTime;
import org.safeandaway.hub.desk.StoreUnderTest;
import org.safeandaway.hub.keeper.KeeperStore;
import org.safeandaway.hub.policy.Policy;
import org.safeandaway.hub.watch.AlarmId;
import org.safeandaway.hub.watch.PersonId;
import org.safeandaway.hub.watch.Telling;
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
  public void takeMessages() {
    store.lease(CLOCK.instant(), Duration.ofSeconds(30));
  }

  @Override
  public void ended(AlarmId alarm, int round, Telling telling, boolean sent) {
    store.ended(
        new Rows.OutboxKey(alarm, round, telling),
        sent ? Rows.OutboxState.SENT : Rows.OutboxState.FAILED);
  }

  @Override
  public List<String> messages() {
    return messages(store);
  }

  static List<String> messages(ModelDeskStore store) {
    return Stream.of(store.outbox(), store.endedMessages())
        .flatMap(each -> each.entrySet().stream())
        .map(each -> message(each.getKey(), each.getValue()))
        .sorted()
        .toList();
  }

  private static String message(Rows.OutboxKey key, Rows.OutboxRow row) {
    Telling telling = key.telling();
    String person = telling.person() == null ? "all" : telling.person().value();
    return key.round()
        + "/%d %s %s %s".formatted(telling.step(), person, telling.channel(), row.state());
  }

  @Override
  public void close() {
    // There is nothing to close.
  }
}
