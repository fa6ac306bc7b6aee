package org.safeandaway.hub.desk.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.safeandaway.hub.desk.Counter;
import org.safeandaway.hub.desk.Desk;
import org.safeandaway.hub.desk.DeskInput;
import org.safeandaway.hub.desk.DeskResult;
import org.safeandaway.hub.desk.DeskStore;
import org.safeandaway.hub.desk.DeskStore.Lane;
import org.safeandaway.hub.desk.HubTime;
import org.safeandaway.hub.desk.InputId;
import org.safeandaway.hub.watch.WatchId;
import org.safeandaway.hub.watch.WatchInput;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.protocol.WearableId;

/** Two hubs on one database, each getting every message. */
class SeveralHubsTest {
  private static final int WEARABLES = 8;
  private static final int EVENTS = 25;

  private final PostgresUnderTest store = new PostgresUnderTest();
  private final Counter counter = new Counter(store);
  private final Lanes otherLanes = new Lanes(store.database().settings());
  private final AtomicInteger outages = new AtomicInteger();
  private final AtomicInteger duplicates = new AtomicInteger();

  @AfterEach
  void end() {
    otherLanes.close();
    store.close();
  }

  @Test
  @Tag("PAN-1")
  void countEachEventOnceAndNeverDeadlock() throws Exception {
    List<DeskInput> all = story();
    List<Desk> hubs = List.of(counter.desk(), hub(otherLanes));
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<?>> lanes = new ArrayList<>();
      for (Desk hub : hubs) {
        lanes.add(threads.submit(() -> ordinary(hub, all)));
        lanes.add(threads.submit(() -> panics(hub, all)));
      }
      for (Future<?> lane : lanes) {
        await(lane);
      }
    }
    counter.settle();

    for (int i = 0; i < WEARABLES; i++) {
      assertThat(counter.alarms(WatchId.of(wearable(i)))).as("w%d", i + 10).hasSize(2);
    }
    assertThat(duplicates).hasValue(all.size());
    assertThat(outages).as("a deadlock would end as one").hasValue(0);
    assertThat(store.database().value("select count(*) from quarantine")).isEqualTo("0");
    assertThat(store.database().value("select count(*) from inbound where not stepped"))
        .isEqualTo("0");
    assertThat(store.database().value("select count(*) from alarm where kind <> 'PANIC'"))
        .isEqualTo(String.valueOf(WEARABLES));
  }

  /** For each wearable 25 events, one of them a panic, and one "call me". */
  private List<DeskInput> story() {
    List<DeskInput> all = new ArrayList<>();
    for (int i = 0; i < WEARABLES; i++) {
      store.register(wearable(i));
    }
    for (int seq = 1; seq <= EVENTS; seq++) {
      for (int i = 0; i < WEARABLES; i++) {
        EventKind kind =
            seq == 10 ? EventKind.PANIC : seq == 15 ? EventKind.ADVICE : EventKind.SELF_TEST;
        all.add(counter.event(wearable(i), seq, kind, null));
      }
    }
    return all;
  }

  private static WearableId wearable(int number) {
    return new WearableId("w" + (number + 10));
  }

  private Desk hub(Lanes lanes) {
    PostgresDeskStore other = new PostgresDeskStore(lanes);
    return new Desk(
        other,
        new HubTime(
            () -> Duration.ofNanos(System.nanoTime()), other.site().highWater(), step -> {}));
  }

  /** In an order of its own, in batches that overlap those of the other hub. */
  private void ordinary(Desk hub, List<DeskInput> all) {
    Random random = new Random(hub.hashCode());
    List<DeskInput> left = new ArrayList<>(all);
    left.removeIf(SeveralHubsTest::isPanic);
    while (!left.isEmpty()) {
      List<DeskInput> batch =
          new ArrayList<>(left.subList(0, Math.min(1 + random.nextInt(40), left.size())));
      Collections.shuffle(batch, random);
      done(left, batch, () -> hub.process(batch, Lane.ORDINARY, batch.size() == 1));
    }
  }

  private void panics(Desk hub, List<DeskInput> all) {
    List<DeskInput> left = new ArrayList<>(all);
    left.removeIf(input -> !isPanic(input));
    while (!left.isEmpty()) {
      DeskInput.Event panic = (DeskInput.Event) left.getFirst();
      done(left, List.of(panic), () -> hub.processPanic(panic));
    }
  }

  private void done(
      List<DeskInput> left, List<DeskInput> batch, java.util.function.Supplier<DeskResult> work) {
    try {
      DeskResult result = work.get();
      duplicates.addAndGet(result.duplicates());
      Set<InputId> busy = new HashSet<>();
      result.busy().forEach(input -> busy.add(input.id()));
      left.removeIf(input -> batch.contains(input) && !busy.contains(input.id()));
    } catch (DeskStore.Outage outage) {
      outages.incrementAndGet();
    }
  }

  private static boolean isPanic(DeskInput input) {
    return input instanceof DeskInput.Event event && event.message().kind() == EventKind.PANIC;
  }

  private static void await(Future<?> lane) throws InterruptedException {
    try {
      lane.get();
    } catch (ExecutionException failure) {
      throw new AssertionError(failure.getCause());
    }
  }

  @Test
  void handAWearableOnWithoutGettingInEachOthersWay() {
    counter.visit("v1", Counter.W1);
    WatchId second = counter.plan("v2");
    Desk other = hub(otherLanes);
    WatchInput.Assign assign =
        new WatchInput.Assign(Counter.OLGA, Counter.FIRST, Counter.W1, null, "for the test");
    other.process(
        List.of(new DeskInput.Office(InputId.office("other"), second, assign, null)),
        Lane.ORDINARY,
        true);

    assertThat(
            store
                .database()
                .value(
                    "select string_agg(visit || case when ends_at is null then ' now' else '' end,"
                        + " ', ' order by id) from assignment where wearable = 'w1'"))
        .isEqualTo("v1, v2 now");
  }
}
