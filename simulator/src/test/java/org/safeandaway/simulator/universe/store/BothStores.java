package org.safeandaway.simulator.universe.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.desk.Desk;
import org.safeandaway.hub.desk.DeskInput;
import org.safeandaway.hub.desk.DeskResult;
import org.safeandaway.hub.desk.DeskStore;
import org.safeandaway.hub.desk.HubTime;
import org.safeandaway.hub.desk.InputId;
import org.safeandaway.hub.desk.Poison;
import org.safeandaway.hub.desk.VisitDetails;
import org.safeandaway.hub.desk.postgres.PostgresUnderTest;
import org.safeandaway.hub.keeper.KeeperStore;
import org.safeandaway.hub.policy.ChannelKind;
import org.safeandaway.hub.policy.Policy;
import org.safeandaway.hub.watch.Alarm;
import org.safeandaway.hub.watch.Office;
import org.safeandaway.hub.watch.PersonId;
import org.safeandaway.hub.watch.Watch;
import org.safeandaway.hub.watch.WatchId;
import org.safeandaway.hub.watch.WatchInput;
import org.safeandaway.protocol.WearableId;

/**
 * One desk on the model and one on PostgreSQL, at the same hub time, that are handed the same and
 * must say the same.
 *
 * <p>Hub time is never behind what was written, so both are told that somebody wrote a time far
 * ahead of every clock; from there only the test moves it.
 */
final class BothStores {
  /** Nobody has a telephone, so these are who is told of alarms. */
  static final Set<ChannelKind> ROOMS = Set.of(ChannelKind.TEAMS, ChannelKind.WEBHOOK);

  private static final Instant AHEAD = Instant.parse("2099-03-02T08:00:00Z");

  private final Set<WatchId> watches;
  private final PostgresUnderTest postgres;
  private final ModelDeskStore model;
  private final Poison poison = new Poison();
  private Duration elapsed = Duration.ZERO;
  private final HubTime hubTime =
      new HubTime(() -> this.elapsed, HubTime.HighWater.of(AHEAD), step -> {});
  private final Desk onPostgres;
  private final Desk onModel;
  private int actions;

  /** An alarm, and the watch it belongs to. */
  record Raised(WatchId watch, Alarm alarm) {}

  /**
   * @param postgres by which {@link #ROOMS} can be told
   * @param watches all that there are
   */
  BothStores(
      PostgresUnderTest postgres,
      Set<WatchId> watches,
      List<PersonId> people,
      List<WearableId> wearables) {
    this.watches = watches;
    this.postgres = postgres;
    String epoch = postgres.keeper().site().epoch();
    this.model =
        new ModelDeskStore(Clock.systemUTC(), StoreWeather.fair(), epoch, Policy.standard());
    // As in the rows: nobody sits before the board, and nobody has a telephone.
    model.office(new Office(new TreeMap<>(), ROOMS, false, false));
    this.onPostgres = new Desk(postgres.desk(), hubTime, poison);
    this.onModel = new Desk(model, hubTime, poison);
    people.forEach(postgres::person);
    for (WearableId wearable : wearables) {
      postgres.register(wearable);
      model.register(wearable);
    }
  }

  Instant now() {
    return hubTime.now();
  }

  void pass(Duration time) {
    elapsed = elapsed.plus(time);
  }

  /** How many office actions were laid so far. */
  int actions() {
    return actions;
  }

  void heard(WearableId wearable, Instant at, int unsent) {
    postgres.heard(wearable, at, unsent);
    model.heard(wearable, at, unsent);
  }

  void poison(WatchId watch) {
    poison.add(watch);
  }

  void cure() {
    poison.cure();
  }

  void office(WatchId watch, WatchInput action, @Nullable VisitDetails details) {
    lay(new DeskInput.Office(InputId.office("action-" + ++actions), watch, action, details));
  }

  void lay(DeskInput input) {
    same(input, desk -> process(desk, input));
  }

  /** Laid on the desk while somebody else holds the lock of this watch. */
  void layWhileLocked(WatchId watch, DeskInput input) {
    assertThat(whileLocked(model, watch, () -> process(onModel, input)))
        .as("what the model's desk says to %s while %s is locked", input, watch)
        .isEqualTo(whileLocked(postgres.desk(), watch, () -> process(onPostgres, input)));
  }

  private static DeskResult process(Desk desk, DeskInput input) {
    return input instanceof DeskInput.Event event && event.message().kind().isUrgent()
        ? desk.processPanic(event)
        : desk.process(List.of(input), DeskStore.Lane.ORDINARY, false);
  }

  private interface Doing {
    DeskResult run();
  }

  private static DeskResult whileLocked(DeskStore store, WatchId watch, Doing doing) {
    return store.transact(
        DeskStore.Lane.KEEPER,
        other -> {
          other.lock(new TreeSet<>(List.of(watch)), Duration.ZERO);
          return doing.run();
        });
  }

  /** What is due falls due. */
  void fire() {
    List<DeskInput> due = new ArrayList<>();
    for (KeeperStore.Hint hint : look().due()) {
      due.add(new DeskInput.Due(hint.watch(), hint.key(), hint.generation(), false, Instant.MIN));
    }
    if (!due.isEmpty()) {
      same(due, desk -> desk.process(due, DeskStore.Lane.KEEPER, false));
    }
  }

  /** Steps that were put off are made. */
  void settle() {
    SortedSet<WatchId> owed = look().owed();
    if (!owed.isEmpty()) {
      same(owed, desk -> desk.settleOwed(owed, DeskStore.Lane.KEEPER));
    }
  }

  private KeeperStore.Look look() {
    return model.look(hubTime.now(), 100);
  }

  private void same(Object handed, Function<Desk, DeskResult> work) {
    DeskResult expected = work.apply(onPostgres);
    assertThat(work.apply(onModel))
        .as("what the model's desk says to %s", handed)
        .isEqualTo(expected);
  }

  /** A hub takes every message that waits, to send it. */
  void send() {
    postgres.takeMessages();
    model.lease(hubTime.now(), Duration.ofSeconds(30));
  }

  /** Every open alarm, in the order of the watches. */
  List<Raised> alarms() {
    List<Raised> raised = new ArrayList<>();
    for (Watch watch : watches(model).values()) {
      watch.alarms().values().forEach(alarm -> raised.add(new Raised(watch.id(), alarm)));
    }
    return raised;
  }

  /** Both have the same watches, deadlines, alarms and messages; the keeper would see the same. */
  void agree() {
    assertThat(watches(model)).isEqualTo(watches(postgres.desk()));
    assertThat(ModelUnderTest.messages(model)).isEqualTo(postgres.messages());
    KeeperStore.Look here = look();
    KeeperStore.Look there = postgres.keeper().look(hubTime.now(), 100);
    assertThat(new HashSet<>(here.due())).isEqualTo(new HashSet<>(there.due()));
    assertThat(here.nextDue()).isEqualTo(there.nextDue());
    assertThat(here.owed()).isEqualTo(there.owed());
  }

  private SortedMap<WatchId, Watch> watches(DeskStore store) {
    return new TreeMap<>(
        store.transact(DeskStore.Lane.ORDINARY, it -> it.load(watches, Set.of())).watches());
  }
}
