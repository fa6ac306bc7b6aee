package org.safeandaway.hub.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.safeandaway.hub.desk.DeskStore.DeadlineEnd;
import org.safeandaway.hub.desk.DeskStore.EndedDeadline;
import org.safeandaway.hub.desk.DeskStore.Lane;
import org.safeandaway.hub.keeper.KeeperStore;
import org.safeandaway.hub.policy.ChannelKind;
import org.safeandaway.hub.policy.ResponsePlan;
import org.safeandaway.hub.watch.Alarm;
import org.safeandaway.hub.watch.AlarmId;
import org.safeandaway.hub.watch.Cause;
import org.safeandaway.hub.watch.Deadline;
import org.safeandaway.hub.watch.Occurrence;
import org.safeandaway.hub.watch.ParticipantId;
import org.safeandaway.hub.watch.PersonId;
import org.safeandaway.hub.watch.Plan;
import org.safeandaway.hub.watch.Response;
import org.safeandaway.hub.watch.Telling;
import org.safeandaway.hub.watch.VisitId;
import org.safeandaway.hub.watch.Watch;
import org.safeandaway.hub.watch.WatchEffect;
import org.safeandaway.hub.watch.WatchId;
import org.safeandaway.hub.watch.WatchState;
import org.safeandaway.protocol.AlarmKind;
import org.safeandaway.protocol.EventId;
import org.safeandaway.protocol.Message;
import org.safeandaway.protocol.Outcome;
import org.safeandaway.protocol.Phase;
import org.safeandaway.protocol.WearableId;

/** What every store of the desk promises. */
public abstract class DeskStoreContract {
  private static final WearableId W1 = new WearableId("w1");
  private static final WearableId W2 = new WearableId("w2");
  private static final PersonId ANNA = new PersonId("anna");
  private static final VisitId VISIT = new VisitId("v1");
  private static final WatchId ON_VISIT = WatchId.of(VISIT);
  private static final WatchId STANDING = WatchId.of(W1);
  private static final Duration HOUR = Duration.ofHours(1);

  private StoreUnderTest subject;
  private Instant now;

  protected abstract StoreUnderTest makeStore();

  @BeforeEach
  void begin() {
    subject = makeStore();
    subject.person(ANNA);
    subject.register(W1);
    subject.register(W2);
    now = subject.keeper().look(Instant.EPOCH, 1).databaseTime().truncatedTo(ChronoUnit.MICROS);
  }

  @AfterEach
  void end() {
    subject.close();
  }

  // Inputs

  @Test
  void recordsAnInputOnce() {
    Inbound first = row("event/w1/a", Outcome.NOTED);
    assertThat(record(first)).isEmpty();
    Inbound again = row("event/w1/a", Outcome.COUNTED);

    assertThat(record(again, row("event/w1/b", Outcome.COUNTED)).values()).containsExactly(first);
  }

  @Test
  void forgetsWhatWasRolledBack() {
    assertThatThrownBy(
            () ->
                transact(
                    it -> {
                      it.record(sorted(row("event/w1/a", Outcome.COUNTED)));
                      throw new IllegalStateException("on purpose");
                    }))
        .isInstanceOf(IllegalStateException.class);

    assertThat(record(row("event/w1/a", Outcome.COUNTED))).isEmpty();
  }

  @Test
  void takesInputsBack() {
    Inbound a = row("event/w1/a", Outcome.COUNTED);
    Inbound b = row("event/w1/b", Outcome.COUNTED);
    transact(
        it -> {
          it.record(sorted(a, b));
          it.takeBack(List.of(a.id()));
          return true;
        });

    assertThat(record(a, b).keySet()).containsExactly(b.id());
  }

  @Test
  void changesOutcomes() {
    Inbound a = row("event/w1/a", Outcome.COUNTED);
    record(a);
    write(draft().outcome(a.id(), Outcome.NO_VISIT));

    assertThat(record(a).get(a.id()).outcome()).isEqualTo(Outcome.NO_VISIT);
  }

  @Test
  void keepsTheEarlierOfTwoInstants() {
    Inbound a = row("event/w1/a", Outcome.COUNTED);
    record(a);
    Occurrence earlier = new Occurrence(now.minus(HOUR), false);
    write(draft().correction(a.id(), earlier));
    write(draft().correction(a.id(), new Occurrence(now.minusSeconds(1), true)));

    assertThat(record(a).get(a.id()).occurred())
        .as("the earlier instant, and known since one copy knew it")
        .isEqualTo(new Occurrence(now.minus(HOUR), true));
  }

  @Test
  void keepsOwedStepsUntilTheyAreSettled() {
    Inbound owed =
        new Inbound(
            new InputId("event/w1/p"),
            STANDING,
            now,
            new Occurrence(now, true),
            Outcome.COUNTED,
            false,
            new byte[] {1, 0, 2});
    write(draft().owing(owed));
    assertThat(subject.keeper().look(now, 10).owed()).containsExactly(STANDING);
    Inbound found = load(STANDING).owed().getFirst();
    assertThat(found.id()).isEqualTo(owed.id());
    assertThat(found.content()).isEqualTo(owed.content());
    assertThat(load(ON_VISIT).owed()).isEmpty();

    write(draft().settling(owed.id()));

    assertThat(load(STANDING).owed()).isEmpty();
    assertThat(subject.keeper().look(now, 10).owed()).isEmpty();
    assertThat(record(owed).get(owed.id()).stepped()).isTrue();
  }

  @Test
  void leavesARecordedInputAsItIsWhenItIsOwedAgain() {
    Inbound a = row("technical/a", null);
    record(a);
    write(draft().owing(new Inbound(a.id(), WatchId.SITE, now, null, null, false, new byte[] {7})));

    assertThat(load(WatchId.SITE).owed()).isEmpty();
  }

  // Locks

  @Test
  void locksAWatchThatDoesNotExistYet() {
    Set<WatchId> locked = transact(it -> it.lock(sorted(STANDING, ON_VISIT), Duration.ZERO));

    assertThat(locked).containsExactlyInAnyOrder(STANDING, ON_VISIT);
  }

  @Test
  void skipsAWatchThatIsLockedElsewhere() {
    transact(it -> it.lock(sorted(STANDING, ON_VISIT), Duration.ZERO));
    Set<WatchId> second =
        transact(
            it -> {
              it.lock(sorted(STANDING), Duration.ZERO);
              return subject
                  .desk()
                  .transact(
                      Lane.KEEPER, other -> other.lock(sorted(STANDING, ON_VISIT), Duration.ZERO));
            });

    assertThat(second).containsExactly(ON_VISIT);
  }

  @Test
  void givesUpWaitingForAWatchAndGoesOn() {
    transact(it -> it.lock(sorted(STANDING), Duration.ZERO));
    Inbound input = row("event/w1/a", Outcome.COUNTED);
    Set<WatchId> second =
        transact(
            it -> {
              it.lock(sorted(STANDING), Duration.ZERO);
              return subject
                  .desk()
                  .transact(
                      Lane.PANIC,
                      other -> {
                        other.record(sorted(input));
                        return other.lock(sorted(STANDING), Duration.ofMillis(100));
                      });
            });

    assertThat(second).isEmpty();
    assertThat(record(input)).as("what was done before waiting stays").hasSize(1);
  }

  @Test
  void freesItsLocksWhenItIsRolledBack() {
    assertThatThrownBy(
            () ->
                transact(
                    it -> {
                      it.lock(sorted(STANDING), Duration.ZERO);
                      throw new IllegalStateException("on purpose");
                    }))
        .isInstanceOf(IllegalStateException.class);

    Set<WatchId> locked = transact(it -> it.lock(sorted(STANDING), Duration.ZERO));
    assertThat(locked).containsExactly(STANDING);
  }

  // Watches

  @Test
  void loadsAWatchToWhichNothingHasHappened() {
    DeskStore.Loaded loaded = load(STANDING);

    assertThat(loaded.watches()).containsEntry(STANDING, Watch.untouched(STANDING));
    assertThat(loaded.policies().get(STANDING).version()).isEqualTo(1);
    assertThat(loaded.unreadable()).isEmpty();
    assertThat(loaded.epoch()).isNotBlank();
  }

  @Test
  void loadsWhatWasWritten() {
    Deadline arrival = deadline(Deadline.Kind.ARRIVAL, 1, now.plus(HOUR));
    Alarm alarm = alarm("one");
    Watch watch = watch(1, List.of(arrival), List.of(alarm));
    write(draft().watch(watch).opening(arrival).raising(alarm));

    assertThat(load(ON_VISIT).watches().get(ON_VISIT)).isEqualTo(watch);
  }

  @Test
  void replacesADeadlineByTheNextGeneration() {
    Deadline first = deadline(Deadline.Kind.CHECK_IN, 1, now.plus(HOUR));
    Deadline next = deadline(Deadline.Kind.CHECK_IN, 2, now.plus(HOUR).plus(HOUR));
    write(draft().opening(first));
    write(draft().ending(first, DeadlineEnd.REPLACED).opening(next));

    assertThat(load(ON_VISIT).watches().get(ON_VISIT).deadlines().values()).containsExactly(next);
  }

  @Test
  void refusesTwoOpenDeadlinesForOnePromise() {
    write(draft().opening(deadline(Deadline.Kind.CHECK_IN, 1, now)));
    Draft second = draft().opening(deadline(Deadline.Kind.CHECK_IN, 2, now));

    assertThatThrownBy(() -> write(second)).isInstanceOf(DeskStore.Refusal.class);
  }

  @Test
  void forgetsAlarmsThatAreResolved() {
    Alarm alarm = alarm("one").takenBy(new Alarm.Owner(ANNA, now));
    write(draft().raising(alarm));
    write(draft().raising(alarm.resolved(resolution())));

    assertThat(load(ON_VISIT).watches().get(ON_VISIT).alarms()).isEmpty();
  }

  @Test
  void neverReplacesAnAlarmByAnOlderStateOfIt() {
    Alarm owned = alarm("one").takenBy(new Alarm.Owner(ANNA, now));
    write(draft().raising(owned));
    write(draft().raising(alarm("one")));
    assertThat(load(ON_VISIT).watches().get(ON_VISIT).alarms().get(owned.id())).isEqualTo(owned);

    write(draft().raising(owned.resolved(resolution())));
    write(draft().raising(alarm("one")));
    assertThat(load(ON_VISIT).watches().get(ON_VISIT).alarms()).isEmpty();
  }

  // Messages

  private static Telling telling(int step, String person, ChannelKind channel) {
    return new Telling(step, new PersonId(person), channel);
  }

  private WatchEffect.StandDown standDown(int version, String by, boolean closed) {
    Set<PersonId> never = Set.of(ANNA, new PersonId(by));
    return new WatchEffect.StandDown(alarm("one").id(), version, new PersonId(by), closed, never);
  }

  /** In this round, and sent. */
  private void told(int round, Telling... tellings) {
    Draft draft = draft();
    for (Telling each : tellings) {
      draft.telling(alarm("one").id(), round, each);
    }
    write(draft);
    subject.takeMessages();
    for (Telling each : tellings) {
      subject.ended(alarm("one").id(), round, each, true);
    }
  }

  private static Telling bySms(String person) {
    return telling(0, person, ChannelKind.SMS);
  }

  private List<String> newsOnly() {
    return subject.messages().stream().filter(it -> it.matches("\\d+/-[23] .*")).toList();
  }

  @Test
  @Tag("ESC-2")
  void tellsWhoeverWasToldOfAnAlarmThatSomebodyHasIt() {
    AlarmId alarm = alarm("one").id();
    Telling call = telling(0, "bea", ChannelKind.CALL);
    Telling room = new Telling(0, null, ChannelKind.WEBHOOK);
    told(1, bySms("anna"), bySms("bea"), call, room, telling(0, "carol", ChannelKind.EMAIL));
    write(draft().telling(alarm, 1, bySms("dave")).telling(alarm, 1, bySms("eve")));
    subject.takeMessages();
    subject.ended(alarm, 1, bySms("eve"), false);
    write(draft().telling(alarm, 1, bySms("frank")).telling(alarm("two").id(), 1, bySms("gus")));

    write(draft().standingDown(standDown(2, "carol", false)));

    assertThat(newsOnly())
        .as("sent, or in hand; not the wearer, nor the owner, nor by a call, nor what failed")
        .containsExactly("2/-2 all WEBHOOK QUEUED", "2/-2 bea SMS QUEUED", "2/-2 dave SMS QUEUED");
    assertThat(subject.messages())
        .contains("1/0 frank SMS DROPPED", "1/0 dave SMS QUEUED", "1/0 gus SMS QUEUED");

    List<String> before = subject.messages();
    subject.takeMessages();
    write(draft().standingDown(standDown(2, "carol", false)));
    assertThat(subject.messages()).as("once for one ownership").isEqualTo(before);
  }

  @Test
  @Tag("ESC-2")
  void tellsThemAgainOfASecondOwnerInPlaceOfWhatStillWaits() {
    told(1, bySms("bea"), bySms("carol"));
    write(draft().standingDown(standDown(2, "carol", false)));

    write(draft().standingDown(standDown(3, "dave", false)));

    assertThat(newsOnly())
        .containsExactly("2/-2 bea SMS DROPPED", "3/-2 bea SMS QUEUED", "3/-2 carol SMS QUEUED");
  }

  @Test
  @Tag("ESC-2")
  void tellsOfTheEndOnlyThoseWhoLastHeardThatNobodyHasIt() {
    told(1, bySms("bea"), bySms("dave"), bySms("eve"));
    write(draft().standingDown(standDown(2, "carol", false)));
    subject.takeMessages();
    subject.ended(alarm("one").id(), 2, telling(Telling.TAKEN, "bea", ChannelKind.SMS), true);
    subject.ended(alarm("one").id(), 2, telling(Telling.TAKEN, "eve", ChannelKind.SMS), false);
    told(2, bySms("dave"));

    write(draft().standingDown(standDown(5, "carol", true)));

    assertThat(newsOnly())
        .contains("5/-3 dave SMS QUEUED", "5/-3 eve SMS QUEUED")
        .noneMatch(it -> it.startsWith("5/-3 bea"));
  }

  // Wearables

  @Test
  void givesEachNoticeAHigherRevision() {
    assertThat(write(draft().notice(W1))).containsExactly(Map.entry(W1, 1L));
    assertThat(write(draft().notice(W1).notice(W2))).containsEntry(W1, 2L).containsEntry(W2, 1L);
    assertThat(write(draft().notice(new WearableId("stranger")))).isEmpty();
  }

  @Test
  void handsAWearableOn() {
    write(draft().visit());
    Instant later = now.plusSeconds(60);
    write(draft().assigning(W1, ANNA, VISIT, now));
    write(draft().assigning(W1, ANNA, null, later));

    DeskStore.Routing routing = transact(it -> it.routing(Set.of(W1, W2), Set.of(VISIT)));
    assertThat(routing.known()).containsExactlyInAnyOrder(W1, W2);
    assertThat(routing.visits()).containsExactly(VISIT);
    assertThat(routing.assignments().get(W1))
        .extracting(DeskStore.Assignment::visit, DeskStore.Assignment::to)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(VISIT, later),
            org.assertj.core.groups.Tuple.tuple(null, null));
  }

  @Test
  void takesAWearableBack() {
    write(draft().visit());
    write(draft().assigning(W1, ANNA, VISIT, now));
    write(draft().assigning(W1, null, null, now.plusSeconds(60)));

    assertThat(load(STANDING).wearables().get(W1).assignment()).isNull();
  }

  @Test
  void knowsHowAWearableIs() {
    write(draft().visit());
    write(draft().assigning(W1, ANNA, VISIT, now));
    subject.heard(W1, now, 3);

    DeskStore.Wearer wearer = load(STANDING).wearables().get(W1);
    assertThat(wearer.lastHeard()).isEqualTo(now);
    assertThat(wearer.unsent()).isEqualTo(3);
    assertThat(wearer.assignment()).isNotNull();
    assertThat(load(STANDING).wearables()).doesNotContainKey(W2);
    assertThat(transact(it -> it.load(Set.of(), Set.of(W2))).wearables().get(W2).lastHeard())
        .isNull();
  }

  // The keeper

  @Test
  void showsTheOldestDueDeadlinesAndTheNext() {
    Deadline oldest = deadline(Deadline.Kind.CHECK_IN, 1, now.minusSeconds(20));
    Deadline old = deadline(Deadline.Kind.NO_SHOW, 2, now.minusSeconds(10));
    Deadline next = deadline(Deadline.Kind.AGREED_END, 3, now.plusSeconds(10));
    write(draft().opening(old).opening(oldest).opening(next));

    KeeperStore.Look look = subject.keeper().look(now, 1);
    assertThat(look.due())
        .containsExactly(new KeeperStore.Hint(ON_VISIT, oldest.key(), 1, now.minusSeconds(20)));
    assertThat(look.nextDue()).isEqualTo(now.plusSeconds(10));

    write(draft().ending(oldest, DeadlineEnd.FIRED));
    assertThat(subject.keeper().look(now, 10).due())
        .extracting(KeeperStore.Hint::generation)
        .containsExactly(2L);
  }

  @Test
  void keepsHowFarHubTimeIsAheadOfTheClock() {
    Instant clock = subject.keeper().look(now, 1).databaseTime();

    subject.keeper().keepHighWater(clock.plus(HOUR));
    assertThat(subject.keeper().site().highWater().aheadOfClock())
        .isCloseTo(HOUR, Duration.ofMinutes(1));

    subject.keeper().keepHighWater(clock.plus(HOUR).plus(HOUR));
    assertThat(subject.keeper().site().highWater().aheadOfClock())
        .isCloseTo(HOUR.multipliedBy(2), Duration.ofMinutes(1));
  }

  @Test
  void neverLowersTheHighWater() {
    subject.keeper().keepHighWater(now.plus(HOUR));
    subject.keeper().keepHighWater(now);

    assertThat(subject.keeper().site().highWater().at()).isEqualTo(now.plus(HOUR));
    assertThat(subject.keeper().look(now, 1).highWater()).isEqualTo(now.plus(HOUR));
    assertThat(subject.keeper().site().epoch()).isEqualTo(load(STANDING).epoch());
  }

  // Words

  private <T> T transact(DeskStore.Work<T> work) {
    return subject.desk().transact(Lane.ORDINARY, work);
  }

  private SortedMap<InputId, Inbound> record(Inbound... rows) {
    return transact(it -> it.record(sorted(rows)));
  }

  private DeskStore.Loaded load(WatchId watch) {
    return transact(it -> it.load(Set.of(watch), Set.of()));
  }

  private Map<WearableId, Long> write(Draft draft) {
    return transact(
        it -> {
          it.lock(sorted(ON_VISIT, STANDING), Duration.ZERO);
          return it.write(draft.changes());
        });
  }

  private static SortedMap<InputId, Inbound> sorted(Inbound... rows) {
    SortedMap<InputId, Inbound> sorted = new TreeMap<>();
    for (Inbound row : rows) {
      sorted.put(row.id(), row);
    }
    return sorted;
  }

  private static TreeSet<WatchId> sorted(WatchId... watches) {
    return new TreeSet<>(List.of(watches));
  }

  private Inbound row(String id, @Nullable Outcome outcome) {
    Occurrence occurred = outcome == null ? null : new Occurrence(now, true);
    return new Inbound(new InputId(id), STANDING, now, occurred, outcome, true, null);
  }

  private Deadline deadline(Deadline.Kind kind, long generation, Instant dueAt) {
    Deadline.Key key = Deadline.Key.of(new ParticipantId(1), kind);
    return new Deadline(key, generation, dueAt.minusSeconds(5), dueAt);
  }

  private Alarm alarm(String cause) {
    Cause because = new Cause(Cause.Kind.EVENT, cause);
    return new Alarm(
        AlarmId.of(because),
        AlarmKind.PANIC,
        because,
        new ParticipantId(1),
        W1,
        ANNA,
        null,
        now,
        now.minusSeconds(1),
        true,
        false,
        Response.notBegun(ResponsePlan.standard(AlarmKind.PANIC), now),
        1,
        null,
        null);
  }

  private Alarm.Resolution resolution() {
    return new Alarm.Resolution(ANNA, now, Alarm.Reason.DRILL, "we practised");
  }

  private Watch watch(long lastGeneration, List<Deadline> deadlines, List<Alarm> alarms) {
    TreeMap<Deadline.Key, Deadline> byKey = new TreeMap<>();
    deadlines.forEach(it -> byKey.put(it.key(), it));
    TreeMap<AlarmId, Alarm> byId = new TreeMap<>();
    alarms.forEach(it -> byId.put(it.id(), it));
    WatchState state = new WatchState.Planned(plan(), ANNA, List.of());
    return new Watch(ON_VISIT, state, lastGeneration, byKey, byId);
  }

  private Plan plan() {
    return new Plan(VISIT, List.of(ANNA), now, now.plus(HOUR), false, false);
  }

  private Draft draft() {
    return new Draft();
  }

  /** Changes with only what a test says. */
  private final class Draft {
    private final List<Watch> watches = new ArrayList<>();
    private final List<Changes.OpenedDeadline> opened = new ArrayList<>();
    private final List<EndedDeadline> ended = new ArrayList<>();
    private final List<Changes.WatchedAlarm> alarms = new ArrayList<>();
    private final List<Changes.NewVisit> visits = new ArrayList<>();
    private final List<Changes.NewAssignment> assignments = new ArrayList<>();
    private final Map<WearableId, Message.Visit> notices = new TreeMap<>();
    private final Map<InputId, Outcome> outcomes = new TreeMap<>();
    private final Map<InputId, Occurrence> corrections = new TreeMap<>();
    private final List<InputId> settled = new ArrayList<>();
    private final List<Inbound> owed = new ArrayList<>();
    private final List<WatchEffect.Tell> tellings = new ArrayList<>();
    private final List<WatchEffect.StandDown> standDowns = new ArrayList<>();

    Draft telling(AlarmId alarm, int round, Telling telling) {
      tellings.add(new WatchEffect.Tell(alarm, round, telling));
      return this;
    }

    Draft standingDown(WatchEffect.StandDown standDown) {
      standDowns.add(standDown);
      return this;
    }

    Draft watch(Watch watch) {
      watches.add(watch);
      return this;
    }

    Draft opening(Deadline deadline) {
      opened.add(new Changes.OpenedDeadline(ON_VISIT, deadline));
      return this;
    }

    Draft ending(Deadline deadline, DeadlineEnd how) {
      ended.add(new EndedDeadline(ON_VISIT, deadline, how));
      return this;
    }

    Draft raising(Alarm alarm) {
      alarms.add(new Changes.WatchedAlarm(ON_VISIT, alarm, 1));
      return this;
    }

    Draft visit() {
      VisitDetails details = new VisitDetails("attendance", "Mill Lane", "", "");
      visits.add(new Changes.NewVisit(plan(), ANNA, details, now));
      return this;
    }

    Draft assigning(
        WearableId wearable, @Nullable PersonId person, @Nullable VisitId visit, Instant from) {
      ParticipantId participant = visit == null ? null : new ParticipantId(1);
      assignments.add(new Changes.NewAssignment(wearable, person, visit, participant, from));
      return this;
    }

    Draft notice(WearableId wearable) {
      notices.put(
          wearable,
          new Message.Visit(
              null,
              Phase.OVER,
              List.of(),
              false,
              false,
              List.of(),
              0,
              new Message.UpTo(new EventId("0123456789abcdef", 1).boot(), 1),
              "e"));
      return this;
    }

    Draft outcome(InputId id, Outcome outcome) {
      outcomes.put(id, outcome);
      return this;
    }

    Draft correction(InputId id, Occurrence occurrence) {
      corrections.put(id, occurrence);
      return this;
    }

    Draft settling(InputId id) {
      settled.add(id);
      return this;
    }

    Draft owing(Inbound row) {
      owed.add(row);
      return this;
    }

    Changes changes() {
      return new Changes(
          now,
          watches,
          Map.of(),
          opened,
          ended,
          alarms,
          List.of(),
          List.of(),
          visits,
          List.of(),
          assignments,
          notices,
          outcomes,
          corrections,
          settled,
          owed,
          List.of(),
          new Changes.Responses(tellings, standDowns, List.of(), List.of()));
    }
  }
}
