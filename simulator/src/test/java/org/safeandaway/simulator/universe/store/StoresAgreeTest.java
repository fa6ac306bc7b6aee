package org.safeandaway.simulator.universe.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.safeandaway.hub.desk.DeskInput;
import org.safeandaway.hub.desk.VisitDetails;
import org.safeandaway.hub.desk.postgres.PostgresUnderTest;
import org.safeandaway.hub.watch.Alarm;
import org.safeandaway.hub.watch.DrillId;
import org.safeandaway.hub.watch.ParticipantId;
import org.safeandaway.hub.watch.PersonId;
import org.safeandaway.hub.watch.Plan;
import org.safeandaway.hub.watch.VisitId;
import org.safeandaway.hub.watch.WatchId;
import org.safeandaway.hub.watch.WatchInput;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.protocol.Message;
import org.safeandaway.protocol.WearableId;

/**
 * The same desk, given the same inputs at the same hub time, says the same on the model store and
 * on PostgreSQL, and leaves the same watches, deadlines, alarms and messages in both.
 */
class StoresAgreeTest {
  private static final WearableId W1 = new WearableId("w1");
  private static final WearableId W2 = new WearableId("w2");
  private static final PersonId VISITOR = new PersonId("visitor");
  private static final PersonId HEAD = new PersonId("head");
  private static final PersonId OFFICER = new PersonId("officer");
  private static final List<PersonId> PEOPLE = List.of(VISITOR, HEAD, OFFICER);
  private static final VisitId FIRST = new VisitId("v1");
  private static final VisitId SECOND = new VisitId("v2");
  private static final Set<WatchId> WATCHES =
      Set.of(WatchId.of(FIRST), WatchId.of(SECOND), WatchId.of(W1), WatchId.of(W2), WatchId.SITE);
  private static final String BOOT = "0123456789abcdef";

  /** Something that happens; what the numbers mean depends on the kind. */
  record Move(Kind kind, int which, int minutes) {}

  enum Kind {
    EVENT(5),
    EVENT_WHILE_LOCKED(1),
    COPY(2),
    TIME(3),
    KEEPER(3),
    SETTLE(2),
    SEND(3),
    TAKE(2),
    RESOLVE(2),
    TELEPHONE(1),
    PLAN(1),
    CHANGE(1),
    AUTHORISE(1),
    ASSIGN(2),
    HEARD(2),
    DRILL(1),
    END_DRILL(1),
    POISON(1),
    CURE(2);

    private final int howOften;

    Kind(int howOften) {
      this.howOften = howOften;
    }
  }

  @Provide
  Arbitrary<List<Move>> histories() {
    List<Kind> kinds =
        Stream.of(Kind.values())
            .flatMap(kind -> Collections.nCopies(kind.howOften, kind).stream())
            .toList();
    Arbitrary<Move> move =
        Combinators.combine(
                Arbitraries.of(kinds),
                Arbitraries.integers().between(0, 99),
                Arbitraries.integers().between(0, 25))
            .as(Move::new);
    return move.list().ofMinSize(5).ofMaxSize(60);
  }

  @Property(tries = 30, shrinking = ShrinkingMode.BOUNDED)
  void onWhatTheDeskSaysAndKeeps(@ForAll("histories") List<Move> moves) {
    try (PostgresUnderTest postgres = new PostgresUnderTest(BothStores.ROOMS)) {
      new History(new BothStores(postgres, WATCHES, PEOPLE, List.of(W1, W2))).live(moves);
    }
  }

  /** What is done to both. */
  private static final class History {
    private final BothStores both;
    private final List<DeskInput.Event> sent = new ArrayList<>();

    History(BothStores both) {
      this.both = both;
    }

    void live(List<Move> moves) {
      plan(FIRST);
      both.office(WatchId.of(FIRST), new WatchInput.Authorise(HEAD, Set.of("authoriser")), null);
      assign(FIRST, W1);
      both.agree();
      for (Move move : moves) {
        make(move);
        both.agree();
      }
    }

    private void make(Move move) {
      switch (move.kind()) {
        case EVENT -> both.lay(event(move));
        case EVENT_WHILE_LOCKED -> both.layWhileLocked(WatchId.of(visit(move)), event(move));
        case COPY -> copy(move);
        case TIME -> both.pass(Duration.ofMinutes(move.minutes()).plusSeconds(move.which()));
        case KEEPER -> both.fire();
        case SETTLE -> both.settle();
        case SEND -> both.send();
        case TAKE -> alarm(move, it -> new WatchInput.Acknowledge(it.id(), OFFICER));
        case RESOLVE ->
            alarm(move, it -> new WatchInput.Resolve(it.id(), OFFICER, reason(it), "well"));
        case TELEPHONE ->
            both.office(
                WatchId.of(visit(move)),
                new WatchInput.ByTelephone(
                    OFFICER, new ParticipantId(1), EventKind.CHECK_IN, "call-" + both.actions()),
                null);
        case PLAN -> plan(SECOND);
        case CHANGE -> change(move);
        case AUTHORISE ->
            both.office(
                WatchId.of(visit(move)),
                new WatchInput.Authorise(HEAD, Set.of("authoriser")),
                null);
        case ASSIGN -> assign(visit(move), move.minutes() % 2 == 0 ? W1 : W2);
        case HEARD -> both.heard(W1, both.now().minusSeconds(move.which()), move.minutes());
        case DRILL -> drill(move);
        case END_DRILL ->
            both.office(WatchId.SITE, new WatchInput.EndDrill(HEAD, drillId(move)), null);
        case POISON -> both.poison(WatchId.of(visit(move)));
        case CURE -> both.cure();
      }
    }

    private static VisitId visit(Move move) {
      return move.which() % 4 == 0 ? SECOND : FIRST;
    }

    private DeskInput.Event event(Move move) {
      EventKind kind = EventKind.values()[move.which() % (EventKind.values().length - 1)];
      WearableId wearable = move.which() % 7 == 0 ? W2 : W1;
      String visit = move.minutes() % 5 == 0 ? null : visit(move).value();
      Instant hubAt =
          move.minutes() % 6 == 0 ? null : both.now().minusSeconds(move.minutes() * 20L);
      boolean uncertain = move.minutes() % 3 == 0;
      sent.add(
          new DeskInput.Event(
              wearable,
              new Message.Event(
                  BOOT, sent.size() + 1, kind, visit, hubAt, move.which() * 100L, uncertain, false),
              both.now()));
      return sent.getLast();
    }

    private void copy(Move move) {
      if (!sent.isEmpty()) {
        DeskInput.Event first = sent.get(move.which() % sent.size());
        both.lay(new DeskInput.Event(first.wearable(), first.message(), both.now()));
      }
    }

    private void plan(VisitId visit) {
      Instant now = both.now();
      Plan plan =
          new Plan(
              visit, List.of(VISITOR), now.plusSeconds(600), now.plusSeconds(3600), true, false);
      both.office(WatchId.of(visit), new WatchInput.PlanVisit(OFFICER, plan), details(""));
    }

    private void change(Move move) {
      Instant now = both.now();
      List<PersonId> visitors = move.which() % 3 == 0 ? List.of(OFFICER) : PEOPLE;
      Plan plan =
          new Plan(visit(move), visitors, now, now.plusSeconds(3600), move.which() % 2 == 0, true);
      int seen = 1 + move.which() % 4;
      both.office(
          WatchId.of(visit(move)),
          new WatchInput.ChangeVisit(OFFICER, seen, plan, false, move.minutes() > 5),
          details(" " + both.actions()));
    }

    private static VisitDetails details(String place) {
      return new VisitDetails("attendance", "Mill Lane" + place, "", "");
    }

    private void assign(VisitId visit, WearableId wearable) {
      both.office(
          WatchId.of(visit),
          new WatchInput.Assign(OFFICER, new ParticipantId(1), wearable, null, "never heard"),
          null);
    }

    private void alarm(Move move, Function<Alarm, WatchInput> action) {
      List<BothStores.Raised> alarms = both.alarms();
      if (!alarms.isEmpty()) {
        BothStores.Raised one = alarms.get(move.which() % alarms.size());
        both.office(one.watch(), action.apply(one.alarm()), null);
      }
    }

    private static Alarm.Reason reason(Alarm alarm) {
      return alarm.isDrill() ? Alarm.Reason.DRILL : Alarm.Reason.PRECAUTION;
    }

    private void drill(Move move) {
      Instant at = move.minutes() % 3 == 0 ? null : both.now().plusSeconds(move.minutes() * 10L);
      both.office(
          WatchId.SITE,
          new WatchInput.PlanDrill(
              HEAD,
              drillId(move),
              WatchInput.PlanDrill.KINDS.get(move.which() % WatchInput.PlanDrill.KINDS.size()),
              at,
              move.which() % 2 == 0,
              null),
          null);
    }

    /** Few, so that one is sometimes planned under an id that was there. */
    private static DrillId drillId(Move move) {
      return new DrillId("drill-" + move.which() % 3);
    }
  }
}
