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
import java.util.TreeMap;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.desk.Desk;
import org.safeandaway.hub.desk.DeskInput;
import org.safeandaway.hub.desk.DeskResult;
import org.safeandaway.hub.desk.DeskStore;
import org.safeandaway.hub.desk.HubTime;
import org.safeandaway.hub.desk.InputId;
import org.safeandaway.hub.desk.VisitDetails;
import org.safeandaway.hub.desk.postgres.PostgresUnderTest;
import org.safeandaway.hub.keeper.KeeperStore;
import org.safeandaway.hub.policy.Policy;
import org.safeandaway.hub.watch.Alarm;
import org.safeandaway.hub.watch.Office;
import org.safeandaway.hub.watch.ParticipantId;
import org.safeandaway.hub.watch.PersonId;
import org.safeandaway.hub.watch.Plan;
import org.safeandaway.hub.watch.VisitId;
import org.safeandaway.hub.watch.Watch;
import org.safeandaway.hub.watch.WatchId;
import org.safeandaway.hub.watch.WatchInput;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.protocol.Message;
import org.safeandaway.protocol.WearableId;

/**
 * The same desk, given the same inputs at the same hub time, says the same on the model store and
 * on PostgreSQL, and leaves the same watches, deadlines and alarms in both.
 *
 * <p>Hub time is never behind what was written, so both are told that somebody wrote a time far
 * ahead of every clock; from there only the test moves it.
 */
class StoresAgreeTest {
  private static final Instant AHEAD = Instant.parse("2099-03-02T08:00:00Z");
  private static final WearableId W1 = new WearableId("w1");
  private static final WearableId W2 = new WearableId("w2");
  private static final List<PersonId> PEOPLE =
      List.of(new PersonId("visitor"), new PersonId("head"), new PersonId("officer"));
  private static final WatchId VISIT = WatchId.of(new VisitId("v1"));
  private static final Set<WatchId> WATCHES =
      Set.of(VISIT, WatchId.of(W1), WatchId.of(W2), WatchId.SITE);
  private static final String BOOT = "0123456789abcdef";

  /** Something that happens; what the numbers mean depends on the kind. */
  record Move(Kind kind, int which, int minutes) {}

  enum Kind {
    EVENT,
    COPY,
    TIME,
    KEEPER,
    TAKE,
    RESOLVE,
    TELEPHONE,
    CHANGE,
    AUTHORISE,
    HEARD
  }

  @Provide
  Arbitrary<List<Move>> histories() {
    Arbitrary<Move> move =
        Combinators.combine(
                Arbitraries.of(Kind.class),
                Arbitraries.integers().between(0, 99),
                Arbitraries.integers().between(0, 25))
            .as(Move::new);
    return move.list().ofMinSize(5).ofMaxSize(60);
  }

  @Property(tries = 30, shrinking = ShrinkingMode.BOUNDED)
  void onWhatTheDeskSaysAndKeeps(@ForAll("histories") List<Move> moves) {
    try (PostgresUnderTest postgres = new PostgresUnderTest()) {
      new Both(postgres).live(moves);
    }
  }

  /** One desk on each store, moved together. */
  private static final class Both {
    private final PostgresUnderTest postgres;
    private final ModelDeskStore model;
    private Duration elapsed = Duration.ZERO;
    private final HubTime hubTime =
        new HubTime(() -> this.elapsed, HubTime.HighWater.of(AHEAD), step -> {});
    private final Desk onPostgres;
    private final Desk onModel;
    private final List<DeskInput.Event> sent = new ArrayList<>();
    private int actions;

    Both(PostgresUnderTest postgres) {
      this.postgres = postgres;
      String epoch = postgres.keeper().site().epoch();
      this.model =
          new ModelDeskStore(Clock.systemUTC(), StoreWeather.fair(), epoch, Policy.standard());
      // As in the rows: nobody sits before the board, and nobody has a telephone.
      model.office(new Office(new TreeMap<>(), Set.of(), false, false));
      this.onPostgres = new Desk(postgres.desk(), hubTime);
      this.onModel = new Desk(model, hubTime);
      PEOPLE.forEach(postgres::person);
      for (WearableId wearable : List.of(W1, W2)) {
        postgres.register(wearable);
        model.register(wearable);
      }
    }

    void live(List<Move> moves) {
      Instant now = hubTime.now();
      Plan plan =
          new Plan(
              new VisitId("v1"),
              List.of(PEOPLE.getFirst()),
              now.plusSeconds(600),
              now.plusSeconds(3600),
              true,
              false);
      VisitDetails details = new VisitDetails("attendance", "Mill Lane", "", "");
      office(new WatchInput.PlanVisit(PEOPLE.get(2), plan), details);
      office(new WatchInput.Authorise(PEOPLE.get(1), Set.of("authoriser")), null);
      office(
          new WatchInput.Assign(PEOPLE.get(2), new ParticipantId(1), W1, null, "never heard"),
          null);
      moves.forEach(this::move);
    }

    private void move(Move move) {
      switch (move.kind()) {
        case EVENT -> event(move);
        case COPY -> copy(move);
        case TIME -> elapsed = elapsed.plusMinutes(move.minutes()).plusSeconds(move.which());
        case KEEPER -> fire();
        case TAKE -> alarm(move, it -> new WatchInput.Acknowledge(it.id(), PEOPLE.get(2)));
        case RESOLVE ->
            alarm(
                move,
                it -> new WatchInput.Resolve(it.id(), PEOPLE.get(2), Alarm.Reason.DRILL, "well"));
        case TELEPHONE ->
            office(
                new WatchInput.ByTelephone(
                    PEOPLE.get(2), new ParticipantId(1), EventKind.CHECK_IN, "call-" + actions),
                null);
        case CHANGE -> change(move);
        case AUTHORISE ->
            office(new WatchInput.Authorise(PEOPLE.get(1), Set.of("authoriser")), null);
        case HEARD -> {
          Instant at = hubTime.now().minusSeconds(move.which());
          postgres.heard(W1, at, move.minutes());
          model.heard(W1, at, move.minutes());
        }
      }
      agree();
    }

    private void event(Move move) {
      EventKind kind = EventKind.values()[move.which() % (EventKind.values().length - 1)];
      WearableId wearable = move.which() % 7 == 0 ? W2 : W1;
      String visit = move.minutes() % 5 == 0 ? null : "v1";
      Instant hubAt =
          move.minutes() % 6 == 0 ? null : hubTime.now().minusSeconds(move.minutes() * 20L);
      boolean uncertain = move.minutes() % 3 == 0;
      sent.add(
          new DeskInput.Event(
              wearable,
              new Message.Event(
                  BOOT, sent.size() + 1, kind, visit, hubAt, move.which() * 100L, uncertain, false),
              hubTime.now()));
      both(sent.getLast());
    }

    private void copy(Move move) {
      if (!sent.isEmpty()) {
        DeskInput.Event first = sent.get(move.which() % sent.size());
        both(new DeskInput.Event(first.wearable(), first.message(), hubTime.now()));
      }
    }

    private void change(Move move) {
      Instant now = hubTime.now();
      List<PersonId> visitors = move.which() % 3 == 0 ? List.of(PEOPLE.get(2)) : PEOPLE;
      Plan plan =
          new Plan(
              new VisitId("v1"), visitors, now, now.plusSeconds(3600), move.which() % 2 == 0, true);
      VisitDetails details = new VisitDetails("attendance", "Mill Lane " + actions, "", "");
      int seen = 1 + move.which() % 4;
      office(
          new WatchInput.ChangeVisit(PEOPLE.get(2), seen, plan, false, move.minutes() > 5),
          details);
    }

    private void fire() {
      List<DeskInput> due = new ArrayList<>();
      for (KeeperStore.Hint hint : model.look(hubTime.now(), 100).due()) {
        due.add(new DeskInput.Due(hint.watch(), hint.key(), hint.generation(), false, Instant.MIN));
      }
      if (!due.isEmpty()) {
        assertThat(onModel.process(due, DeskStore.Lane.KEEPER, false))
            .isEqualTo(onPostgres.process(due, DeskStore.Lane.KEEPER, false));
      }
    }

    private void alarm(Move move, Function<Alarm, WatchInput> action) {
      List<Alarm> alarms = new ArrayList<>(watches(model).get(VISIT).alarms().values());
      if (!alarms.isEmpty()) {
        office(action.apply(alarms.get(move.which() % alarms.size())), null);
      }
    }

    private void office(WatchInput action, @Nullable VisitDetails details) {
      both(new DeskInput.Office(InputId.office("action-" + ++actions), VISIT, action, details));
    }

    private void both(DeskInput input) {
      DeskResult expected = process(onPostgres, input);
      DeskResult result = process(onModel, input);
      assertThat(result).as("what the model's desk says to %s", input).isEqualTo(expected);
    }

    private static DeskResult process(Desk desk, DeskInput input) {
      return input instanceof DeskInput.Event event && event.message().kind().isUrgent()
          ? desk.processPanic(event)
          : desk.process(List.of(input), DeskStore.Lane.ORDINARY, false);
    }

    private void agree() {
      assertThat(watches(model)).isEqualTo(watches(postgres.desk()));
      KeeperStore.Look here = model.look(hubTime.now(), 100);
      KeeperStore.Look there = postgres.keeper().look(hubTime.now(), 100);
      assertThat(new HashSet<>(here.due())).isEqualTo(new HashSet<>(there.due()));
      assertThat(here.nextDue()).isEqualTo(there.nextDue());
      assertThat(here.owed()).isEqualTo(there.owed());
    }

    private static SortedMap<WatchId, Watch> watches(DeskStore store) {
      return new TreeMap<>(
          store.transact(DeskStore.Lane.ORDINARY, it -> it.load(WATCHES, Set.of())).watches());
    }
  }
}
