package org.safeandaway.simulator.universe.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.safeandaway.hub.desk.Counter;
import org.safeandaway.hub.desk.DeskInput;
import org.safeandaway.hub.desk.DeskResult;
import org.safeandaway.hub.desk.DeskStore.Lane;
import org.safeandaway.hub.desk.InputId;
import org.safeandaway.hub.desk.StoreUnderTest;
import org.safeandaway.hub.desk.postgres.PostgresUnderTest;
import org.safeandaway.hub.watch.Alarm;
import org.safeandaway.hub.watch.VisitId;
import org.safeandaway.hub.watch.Watch;
import org.safeandaway.hub.watch.WatchId;
import org.safeandaway.hub.watch.WatchInput;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.protocol.Message;
import org.safeandaway.protocol.WearableId;

/**
 * The same random work, laid on a desk over the model and on a desk over PostgreSQL, is answered
 * the same and leaves the same behind. Instants are left out: the two have clocks of their own.
 */
class SameOnBothStoresTest {
  private static final List<WatchId> WATCHES =
      List.of(
          WatchId.SITE,
          WatchId.of(new VisitId("v1")),
          WatchId.of(new VisitId("v2")),
          WatchId.of(Counter.W1),
          WatchId.of(Counter.W2));

  /** One thing that somebody does, described by numbers that mean the same on both sides. */
  private record Deed(What what, int which, EventKind kind, int seq, int minutesAgo) {}

  private enum What {
    PLAN,
    AUTHORISE,
    ASSIGN,
    EVENT,
    EVENT_WITHOUT_VISIT,
    PANIC_WHILE_LOCKED,
    EVENT_WHILE_LOCKED,
    TAKE,
    RESOLVE,
    FIRE,
    SETTLE,
    POISON,
    CURE
  }

  @Property(tries = 30)
  void theSameWorkLeavesTheSameBehind(@ForAll("days") List<Deed> day) {
    List<String> onModel = lived(new ModelUnderTest(), day);
    List<String> onPostgres = lived(new PostgresUnderTest(), day);

    assertThat(onModel).isEqualTo(onPostgres);
  }

  @Provide
  Arbitrary<List<Deed>> days() {
    Arbitrary<What> whats =
        Arbitraries.frequency(
            net.jqwik.api.Tuple.of(2, What.PLAN),
            net.jqwik.api.Tuple.of(3, What.AUTHORISE),
            net.jqwik.api.Tuple.of(4, What.ASSIGN),
            net.jqwik.api.Tuple.of(12, What.EVENT),
            net.jqwik.api.Tuple.of(4, What.EVENT_WITHOUT_VISIT),
            net.jqwik.api.Tuple.of(3, What.PANIC_WHILE_LOCKED),
            net.jqwik.api.Tuple.of(2, What.EVENT_WHILE_LOCKED),
            net.jqwik.api.Tuple.of(3, What.TAKE),
            net.jqwik.api.Tuple.of(3, What.RESOLVE),
            net.jqwik.api.Tuple.of(3, What.FIRE),
            net.jqwik.api.Tuple.of(2, What.SETTLE),
            net.jqwik.api.Tuple.of(1, What.POISON),
            net.jqwik.api.Tuple.of(2, What.CURE));
    return Combinators.combine(
            whats,
            Arbitraries.integers().between(0, 1),
            Arbitraries.of(EventKind.values()).filter(kind -> kind != EventKind.UNKNOWN),
            Arbitraries.integers().between(1, 12),
            Arbitraries.of(0, 0, 0, 3, 30, 90))
        .as(Deed::new)
        .list()
        .ofMinSize(5)
        .ofMaxSize(40);
  }

  private static List<String> lived(StoreUnderTest store, List<Deed> day) {
    try (store) {
      Counter counter = new Counter(store);
      List<String> seen = new ArrayList<>();
      for (Deed deed : day) {
        does(store, counter, deed).ifPresent(result -> seen.add(deed + ": " + told(result)));
      }
      WATCHES.forEach(watch -> seen.add(left(counter.watch(watch))));
      seen.add("owed " + store.keeper().look(counter.now(), 500).owed());
      return seen;
    }
  }

  private static Optional<DeskResult> does(StoreUnderTest store, Counter counter, Deed deed) {
    WatchId visit = WATCHES.get(1 + deed.which());
    WearableId wearable = deed.which() == 0 ? Counter.W1 : Counter.W2;
    String name = "v" + (1 + deed.which());
    return switch (deed.what()) {
      case PLAN -> {
        counter.plan(name);
        yield Optional.empty();
      }
      case AUTHORISE ->
          office(
              counter, visit, new WatchInput.Authorise(Counter.ANNE, Set.of("authoriser")), deed);
      case ASSIGN ->
          office(
              counter,
              WATCHES.get(1 + deed.seq() % 2),
              new WatchInput.Assign(Counter.OLGA, Counter.FIRST, wearable, null, "for the test"),
              deed);
      case EVENT -> Optional.of(counter.process(event(counter, wearable, deed, name)));
      case EVENT_WITHOUT_VISIT ->
          Optional.of(counter.process(event(counter, wearable, deed, null)));
      case PANIC_WHILE_LOCKED -> {
        DeskInput.Event panic = counter.event(wearable, 100 + deed.seq(), EventKind.PANIC, name);
        yield Optional.of(whileLocked(store, visit, () -> counter.panic(panic)));
      }
      case EVENT_WHILE_LOCKED -> {
        DeskInput.Event event = event(counter, wearable, deed, name);
        yield Optional.of(whileLocked(store, visit, () -> counter.process(event)));
      }
      case TAKE ->
          first(counter, deed)
              .flatMap(
                  it ->
                      office(
                          counter,
                          WATCHES.get(deed.seq() % WATCHES.size()),
                          new WatchInput.Acknowledge(it.id(), Counter.OLGA),
                          deed));
      case RESOLVE ->
          first(counter, deed)
              .flatMap(
                  it ->
                      office(
                          counter,
                          WATCHES.get(deed.seq() % WATCHES.size()),
                          new WatchInput.Resolve(
                              it.id(), Counter.OLGA, Alarm.Reason.DRILL, "practised"),
                          deed));
      case FIRE ->
          store.keeper().look(counter.now(), 1).due().isEmpty()
              ? Optional.empty()
              : Optional.of(counter.fireDue());
      case SETTLE -> Optional.of(counter.settle());
      case POISON -> {
        counter.poison(visit);
        yield Optional.empty();
      }
      case CURE -> {
        counter.cure();
        yield Optional.empty();
      }
    };
  }

  private static Optional<Alarm> first(Counter counter, Deed deed) {
    return counter.alarms(WATCHES.get(deed.seq() % WATCHES.size())).stream().findFirst();
  }

  private static Optional<DeskResult> office(
      Counter counter, WatchId watch, WatchInput action, Deed deed) {
    InputId id = InputId.office(deed.what() + "-" + deed.which() + "-" + deed.seq());
    return Optional.of(counter.process(new DeskInput.Office(id, watch, action, null)));
  }

  private static DeskInput.Event event(
      Counter counter, WearableId wearable, Deed deed, String visit) {
    return counter.event(
        wearable,
        deed.seq(),
        deed.kind(),
        visit,
        counter.now().minus(Duration.ofMinutes(deed.minutesAgo())));
  }

  private interface Doing {
    DeskResult run();
  }

  private static DeskResult whileLocked(StoreUnderTest store, WatchId watch, Doing doing) {
    return store
        .desk()
        .transact(
            Lane.KEEPER,
            other -> {
              other.lock(new TreeSet<>(List.of(watch)), Duration.ZERO);
              return doing.run();
            });
  }

  private static String told(DeskResult result) {
    StringBuilder told = new StringBuilder();
    new java.util.TreeMap<>(result.answers())
        .forEach((id, answer) -> told.append(plain(id.value())).append('=').append(answer));
    told.append(" busy ").append(result.busy().stream().map(it -> it.id().value()).toList());
    told.append(" duplicates ").append(result.duplicates());
    told.append(" quarantined ").append(result.quarantined());
    told.append(" owned ").append(result.owned());
    result.notices().forEach((wearable, it) -> told.append(wearable).append(notice(it)));
    return told.toString();
  }

  /** Ids of technical troubles carry the hour. */
  private static String plain(String id) {
    return id.replaceAll("/\\d{4}-\\d\\d-\\d\\d.*", "");
  }

  private static String notice(Message.Visit it) {
    return "(%d %s %s %s %s)"
        .formatted(
            it.revision(),
            it.visit(),
            it.phase(),
            it.deadlines().stream().map(Message.Deadline::kind).toList(),
            it.alarms().stream()
                .map(alarm -> alarm.kind() + " " + alarm.owned())
                .sorted()
                .toList());
  }

  private static String left(Watch watch) {
    String participants =
        watch.state() == null
            ? ""
            : watch.state().participants().stream()
                .map(it -> it.wearable() + " " + it.phase() + " " + it.applied() + it.questions())
                .toList()
                .toString();
    return "%s %s %d %s %s"
        .formatted(
            watch.id(),
            watch.state() == null ? "untouched" : watch.state().getClass().getSimpleName(),
            watch.lastGeneration(),
            participants,
            watch.deadlines().values().stream()
                    .map(it -> it.key().kind() + "#" + it.generation())
                    .toList()
                + watch.alarms().values().stream()
                    .map(it -> it.kind() + " " + it.isOwned() + " " + it.wearerThen())
                    .sorted()
                    .toList()
                    .toString());
  }
}
