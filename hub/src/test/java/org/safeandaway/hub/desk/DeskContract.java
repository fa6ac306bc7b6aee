package org.safeandaway.hub.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.safeandaway.hub.desk.Counter.FIRST;
import static org.safeandaway.hub.desk.Counter.OLGA;
import static org.safeandaway.hub.desk.Counter.PAULA;
import static org.safeandaway.hub.desk.Counter.W1;
import static org.safeandaway.hub.desk.Counter.W2;
import static org.safeandaway.hub.desk.Counter.WENDY;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.safeandaway.hub.desk.DeskStore.Lane;
import org.safeandaway.hub.watch.Alarm;
import org.safeandaway.hub.watch.Answer;
import org.safeandaway.hub.watch.Deadline;
import org.safeandaway.hub.watch.WatchId;
import org.safeandaway.hub.watch.WatchInput;
import org.safeandaway.hub.watch.WatchState;
import org.safeandaway.protocol.AlarmKind;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.protocol.Message;
import org.safeandaway.protocol.Outcome;
import org.safeandaway.protocol.Phase;
import org.safeandaway.protocol.UnreadableMessage;
import org.safeandaway.protocol.WearableId;

/** What the desk promises on every store. */
public abstract class DeskContract {
  private static final WatchId STANDING = WatchId.of(W1);
  private static final Answer COUNTED = new Answer.Receipted(Outcome.COUNTED);

  private StoreUnderTest store;
  private Counter counter;

  protected abstract StoreUnderTest makeStore();

  @BeforeEach
  void begin() {
    store = makeStore();
    counter = new Counter(store);
  }

  @AfterEach
  void end() {
    store.close();
  }

  @Nested
  class AChangedVisit {

    @Test
    @Tag("AUTH-1")
    void isGuardedBySomeoneElsesWordOnly() {
      WatchId visit = counter.visit("v1", W1);
      assertThat(counter.deadline(visit, Deadline.Kind.ARRIVAL)).isNotNull();

      assertThat(counter.change(visit, 1, WENDY)).isEqualTo(new Answer.Done());

      assertThat(counter.watch(visit).state()).isInstanceOf(WatchState.Planned.class);
      assertThat(counter.watch(visit).deadlines()).isEmpty();
      assertThat(counter.notices().get(W1).visit()).isNull();
      counter.office(visit, new WatchInput.Authorise(Counter.ANNE, Set.of("authoriser")));
      assertThat(counter.notices().get(W1).visit()).isEqualTo("v1");
      assertThat(counter.deadline(visit, Deadline.Kind.ARRIVAL)).isNotNull();
    }

    @Test
    void takesBackTheWearableOfWhoGoesNoMore() {
      WatchId visit = counter.visit("v1", W1);
      counter.change(visit, 1, OLGA);

      assertThat(counter.one(counter.event(W1, 1, EventKind.ARRIVED, null)))
          .isEqualTo(new Answer.Receipted(Outcome.NO_VISIT));
      assertThat(counter.watch(visit).state().participants())
          .extracting(each -> each.person() + " " + each.id())
          .containsExactly("olga 2");
    }
  }

  @Nested
  class AnEvent {

    @Test
    @Tag("CHK-1")
    void movesItsDeadline() {
      WatchId visit = counter.visit("v1", W1);
      counter.one(counter.event(W1, 1, EventKind.ARRIVED, "v1"));
      Deadline first = counter.deadline(visit, Deadline.Kind.CHECK_IN);
      counter.one(counter.event(W1, 2, EventKind.CHECK_IN, "v1"));
      Deadline next = counter.deadline(visit, Deadline.Kind.CHECK_IN);

      assertThat(next.generation()).isGreaterThan(first.generation());
      assertThat(next.dueAt()).isAfter(first.dueAt());
    }

    @Test
    void isAnsweredOnceMoreWhenItComesOnceMore() {
      WatchId visit = counter.visit("v1", W1);
      DeskInput.Event arrived = counter.event(W1, 1, EventKind.ARRIVED, "v1");
      counter.one(arrived);
      var before = counter.watch(visit);
      DeskResult again = counter.process(arrived);

      assertThat(again.answers()).containsEntry(arrived.id(), COUNTED);
      assertThat(again.duplicates()).isEqualTo(1);
      assertThat(again.changed()).isFalse();
      assertThat(counter.watch(visit)).isEqualTo(before);
    }

    @Test
    void countsOnceThoughTwoCopiesComeTogether() {
      DeskInput.Event panic = counter.event(W1, 1, EventKind.PANIC, null);
      DeskResult result = counter.process(panic, panic);

      assertThat(result.answers()).containsEntry(panic.id(), COUNTED);
      assertThat(counter.alarms(STANDING)).hasSize(1);
    }

    @Test
    void isBelievedToHaveHappenedEarlierWhenALaterCopySaysSo() {
      counter.one(counter.aged(W1, 1, EventKind.PANIC, Duration.ZERO, false));
      DeskInput.Event older = counter.aged(W1, 1, EventKind.PANIC, Duration.ofHours(1), false);
      DeskResult result = counter.process(older);

      assertThat(result.answers()).containsEntry(older.id(), COUNTED);
      Alarm alarm = counter.alarms(STANDING).getFirst();
      assertThat(Duration.between(alarm.occurredAt(), alarm.raisedAt()).toMinutes())
          .isBetween(59L, 60L);

      counter.one(counter.aged(W1, 1, EventKind.PANIC, Duration.ofMinutes(1), false));
      assertThat(counter.alarms(STANDING)).containsExactly(alarm);
    }

    @Test
    void happenedWithinTheFirstOfItsCopiesInABatch() {
      counter.process(
          counter.aged(W1, 1, EventKind.PANIC, Duration.ZERO, true),
          counter.aged(W1, 1, EventKind.PANIC, Duration.ofHours(1), true));

      Alarm alarm = counter.alarms(STANDING).getFirst();
      assertThat(Duration.between(alarm.occurredAt(), alarm.raisedAt()))
          .isGreaterThan(Duration.ofMinutes(59));
      assertThat(alarm.occurredUncertain()).isTrue();
    }

    @Test
    void saysThatPowerWasLostBetweenThoughItsInstantIsTheWearablesOwn() {
      Instant at = counter.now().minus(Duration.ofMinutes(10)).truncatedTo(ChronoUnit.MILLIS);
      Message.Event panic =
          new Message.Event(Counter.BOOT, 1, EventKind.PANIC, null, at, 1_000, true, false);
      counter.one(new DeskInput.Event(W1, panic, counter.now()));

      Alarm alarm = counter.alarms(STANDING).getFirst();
      assertThat(alarm.occurredAt()).isEqualTo(at);
      assertThat(alarm.occurredUncertain()).isTrue();
    }

    @Test
    void neverHappenedAfterItWasReceived() {
      counter.one(
          counter.event(W1, 1, EventKind.PANIC, null, counter.now().plus(Duration.ofDays(1))));

      Alarm alarm = counter.alarms(STANDING).getFirst();
      assertThat(alarm.occurredAt()).isBeforeOrEqualTo(alarm.raisedAt());
    }

    @Test
    void ofAnyAgeIsStored() {
      counter.one(counter.event(W1, 1, EventKind.PANIC, null, Instant.EPOCH));
      counter.one(counter.aged(W1, 2, EventKind.PANIC, Duration.ofDays(3650), false));

      assertThat(counter.alarms(STANDING)).hasSize(2);
    }

    @Test
    void ofAVisitBelongsToItThoughTheWearableIsElsewhereNow() {
      WatchId first = counter.visit("v1", W1);
      counter.visit("v2", W1);
      counter.one(counter.event(W1, 1, EventKind.PANIC, "v1"));

      assertThat(counter.alarmKinds(first)).containsExactly(AlarmKind.PANIC);
    }

    @Test
    void withoutAVisitBelongsToTheOneOfItsInstant() {
      Instant before = counter.now();
      WatchId visit = counter.visit("v1", W1);
      counter.one(counter.event(W1, 1, EventKind.PANIC, null));
      counter.one(counter.event(W1, 2, EventKind.PANIC, null, before.minusSeconds(60)));

      assertThat(counter.alarms(visit)).hasSize(1);
      assertThat(counter.alarms(visit).getFirst().wearerThen()).isEqualTo(WENDY);
      assertThat(counter.alarms(STANDING)).hasSize(1);
      assertThat(counter.alarms(STANDING).getFirst().wearerThen()).isNull();
      assertThat(counter.alarms(STANDING).getFirst().wearerNow()).isEqualTo(WENDY);
    }

    @Test
    void ofSomebodyElsesVisitMovesNothing() {
      WatchId visit = counter.visit("v1", W1);
      var before = counter.watch(visit);

      assertThat(counter.one(counter.event(W2, 1, EventKind.CHECK_IN, "v1")))
          .isEqualTo(new Answer.Receipted(Outcome.WRONG_VISIT));
      assertThat(counter.one(counter.event(W1, 1, EventKind.CHECK_IN, "nonsense of a visit?")))
          .isEqualTo(new Answer.Receipted(Outcome.WRONG_VISIT));
      assertThat(counter.watch(visit)).isEqualTo(before);
    }

    @Test
    void keepsItsOutcomeForItsDuplicates() {
      DeskInput.Event stray = counter.event(W1, 1, EventKind.CHECK_IN, null);
      Answer first = counter.one(stray);

      assertThat(first).isEqualTo(new Answer.Receipted(Outcome.NO_VISIT));
      assertThat(counter.one(stray)).isEqualTo(first);
    }

    @Test
    void ofAnUnknownWearableIsQuarantinedUntilItIsRegistered() {
      WearableId stranger = new WearableId("stranger");
      DeskInput.Event checkIn = counter.event(stranger, 1, EventKind.CHECK_IN, null);
      DeskResult result =
          counter.process(checkIn, counter.event(stranger, 2, EventKind.LEAVING, null));

      assertThat(result.quarantined()).isEqualTo(2);
      assertThat(result.answers().get(checkIn.id())).isEqualTo(new Answer.NothingToDo());
      assertThat(counter.alarmKinds(WatchId.SITE)).containsExactly(AlarmKind.TECHNICAL);

      store.register(stranger);
      assertThat(counter.one(checkIn)).isEqualTo(new Answer.Receipted(Outcome.NO_VISIT));
    }
  }

  @Nested
  @Tag("PAN-1")
  class APanic {

    @Test
    void raisesWithoutAnyVisit() {
      DeskInput.Event panic = counter.event(W1, 1, EventKind.PANIC, null);

      assertThat(counter.panic(panic).answers()).containsEntry(panic.id(), COUNTED);
      assertThat(counter.alarmKinds(STANDING)).containsExactly(AlarmKind.PANIC);
      counter.panic(panic);
      assertThat(counter.alarms(STANDING)).hasSize(1);
    }

    @Test
    @Tag("ESC-4")
    void raisesWhileAnotherAlarmIsOpen() {
      WatchId visit = counter.visit("v1", W1);
      counter.panic(counter.event(W1, 1, EventKind.PANIC, "v1"));
      counter.panic(counter.event(W1, 2, EventKind.PANIC, "v1"));

      assertThat(counter.alarms(visit)).hasSize(2);
    }

    @Test
    void ofSomebodyElsesVisitRaisesWhereTheWearableIs() {
      WatchId visit = counter.visit("v1", W1);
      counter.panic(counter.event(W1, 1, EventKind.PANIC, "v9"));

      assertThat(counter.alarmKinds(visit)).containsExactly(AlarmKind.PANIC);
    }

    @Test
    void ofAnUnknownWearableRaises() {
      WearableId stranger = new WearableId("stranger");
      DeskInput.Event panic = counter.event(stranger, 1, EventKind.PANIC, null);

      assertThat(counter.panic(panic).answers()).containsEntry(panic.id(), COUNTED);
      assertThat(counter.alarmKinds(WatchId.of(stranger))).containsExactly(AlarmKind.PANIC);
    }

    @Test
    void isCommittedWhileItsWatchIsLockedElsewhere() {
      WatchId visit = counter.visit("v1", W1);
      DeskInput.Event panic = counter.event(W1, 1, EventKind.PANIC, "v1");
      DeskResult result = whileLocked(visit, () -> counter.panic(panic));

      assertThat(result.answers()).containsEntry(panic.id(), COUNTED);
      assertThat(result.notices()).isEmpty();
      assertThat(counter.alarmKinds(visit)).containsExactly(AlarmKind.PANIC);
      assertThat(store.keeper().look(counter.now(), 9).owed()).containsExactly(visit);
      assertThat(counter.panic(panic).answers()).containsEntry(panic.id(), COUNTED);
    }

    @Test
    void getsItsStepLaterAndOnce() {
      WatchId visit = counter.visit("v1", W1);
      DeskInput.Event panic = counter.event(W1, 1, EventKind.PANIC, "v1");
      whileLocked(visit, () -> counter.panic(panic));
      Alarm quick = counter.alarms(visit).getFirst();
      DeskResult settled = counter.settle();

      assertThat(counter.alarms(visit)).containsExactly(quick);
      assertThat(settled.notices().get(W1).alarms()).hasSize(1);
      assertThat(store.keeper().look(counter.now(), 9).owed()).isEmpty();
      assertThat(counter.settle().changed()).isFalse();
    }

    @Test
    void isSteppedBeforeAnythingElseInItsWatch() {
      WatchId visit = counter.visit("v1", W1);
      whileLocked(visit, () -> counter.panic(counter.event(W1, 1, EventKind.PANIC, "v1")));
      Alarm alarm = counter.alarms(visit).getFirst();
      counter.office(visit, new WatchInput.Acknowledge(alarm.id(), OLGA));
      counter.office(
          visit, new WatchInput.Resolve(alarm.id(), OLGA, Alarm.Reason.DRILL, "practised"));
      counter.settle();

      assertThat(counter.alarms(visit)).as("it is not raised again").isEmpty();
    }

    @Test
    void underDuressIsAnsweredLikeACheckInThoughItsWatchIsLocked() {
      WatchId visit = counter.visit("v1", W1);
      counter.one(counter.event(W1, 1, EventKind.ARRIVED, "v1"));
      counter.one(counter.event(W1, 2, EventKind.LEAVING, "v1"));
      DeskInput.Event duress = counter.event(W1, 4, EventKind.DURESS, "v1");
      DeskResult result = whileLocked(visit, () -> counter.panic(duress));
      Answer ofACheckIn = counter.one(counter.event(W1, 3, EventKind.CHECK_IN, "v1"));

      assertThat(result.answers()).containsEntry(duress.id(), ofACheckIn);
      assertThat(counter.alarmKinds(visit)).contains(AlarmKind.DURESS);
    }

    @Test
    void waitsAWhileForItsWatchWhenItIsOnlyCorrected() {
      counter.panic(counter.aged(W1, 1, EventKind.PANIC, Duration.ZERO, false));
      DeskInput.Event older = counter.aged(W1, 1, EventKind.PANIC, Duration.ofHours(1), false);
      DeskResult result = whileLocked(STANDING, () -> counter.panic(older));

      assertThat(result.busy()).containsExactly(older);
      assertThat(counter.panic(older).answers()).containsEntry(older.id(), COUNTED);
    }

    @Test
    void isNotForTheOtherKinds() {
      assertThatThrownBy(() -> counter.panic(counter.event(W1, 1, EventKind.CHECK_IN, null)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Nested
  class ABatch {

    @Test
    void givesBackInputsOfAWatchThatIsLockedElsewhere() {
      WatchId visit = counter.visit("v1", W1);
      DeskInput.Event arrived = counter.event(W1, 1, EventKind.ARRIVED, "v1");
      DeskInput.Event other = counter.event(W2, 1, EventKind.ADVICE, null);
      DeskResult result = whileLocked(visit, () -> counter.process(arrived, other));

      assertThat(result.busy()).containsExactly(arrived);
      assertThat(result.answers()).containsOnlyKeys(other.id());
      assertThat(counter.one(arrived)).as("not a duplicate of itself").isEqualTo(COUNTED);
      assertThat(counter.deadline(visit, Deadline.Kind.CHECK_IN)).isNotNull();
    }

    @Test
    void keepsTheOrderOfAWatchsInputs() {
      WatchId visit = counter.visit("v1", W1);
      counter.process(
          counter.event(W1, 1, EventKind.ARRIVED, "v1"),
          counter.event(W1, 2, EventKind.CHECK_IN, "v1"),
          counter.event(W1, 3, EventKind.LEAVING, "v1"));

      assertThat(counter.watch(visit).state().participants().getFirst().phase())
          .isEqualTo(Phase.LEAVING);
    }

    @Test
    void locksOnlySoManyWatches() {
      List<DeskInput> inputs = new ArrayList<>();
      for (int i = 0; i < Desk.MAX_WATCHES + 5; i++) {
        inputs.add(counter.event(new WearableId("x" + i), 1, EventKind.PANIC, null));
      }
      DeskResult result = counter.process(inputs.toArray(DeskInput[]::new));

      assertThat(result.answers()).hasSize(Desk.MAX_WATCHES);
      assertThat(result.busy()).hasSize(5);
      assertThat(counter.process(result.busy().toArray(DeskInput[]::new)).answers()).hasSize(5);
    }

    @Test
    void isNeitherEmptyNorEndless() {
      assertThatThrownBy(() -> counter.process()).isInstanceOf(IllegalArgumentException.class);
      DeskInput[] tooMany = new DeskInput[Desk.MAX_INPUTS + 1];
      java.util.Arrays.setAll(tooMany, i -> counter.event(W1, i + 1, EventKind.SELF_TEST, null));
      assertThatThrownBy(() -> counter.process(tooMany))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Nested
  class TheOffice {

    @Test
    void makesAVisit() {
      WatchId visit = counter.visit("v1", W1);

      assertThat(counter.watch(visit).state()).isInstanceOf(WatchState.Guarding.class);
      assertThat(counter.notices().get(W1).visit()).isEqualTo("v1");
      assertThat(counter.notices().get(W1).revision()).isPositive();
      assertThat(counter.notices().get(W1).epoch()).isEqualTo(store.keeper().site().epoch());
    }

    @Test
    void isAnsweredOnceMoreForTheSameKey() {
      WatchId visit = counter.plan("v1");
      WatchInput authorise = new WatchInput.Authorise(Counter.ANNE, Set.of("authoriser"));

      assertThat(counter.office("key", visit, authorise)).isEqualTo(new Answer.Done());
      assertThat(counter.office("key", visit, authorise)).isEqualTo(new Answer.Done());
    }

    @Test
    void mayTryAgainUnderTheSameKeyWhatWasRefused() {
      DeskInput.Event panic = counter.event(W1, 1, EventKind.PANIC, null);
      var id =
          org.safeandaway.hub.watch.AlarmId.of(
              org.safeandaway.hub.watch.Cause.of(W1, panic.message().id()));
      WatchInput take = new WatchInput.Acknowledge(id, OLGA);

      assertThat(counter.office("key", STANDING, take)).isInstanceOf(Answer.Refused.class);
      counter.panic(panic);
      assertThat(counter.office("key", STANDING, take)).isEqualTo(new Answer.Done());
      assertThat(counter.alarms(STANDING).getFirst().isOwned()).isTrue();
    }

    @Test
    @Tag("ESC-5")
    void tellsTheWearerThatAPersonHasIt() {
      counter.panic(counter.event(W1, 1, EventKind.PANIC, null));
      Alarm alarm = counter.alarms(STANDING).getFirst();
      DeskInput take =
          new DeskInput.Office(
              InputId.office("take"), STANDING, new WatchInput.Acknowledge(alarm.id(), OLGA), null);

      assertThat(counter.process(take).owned())
          .containsExactly(
              new DeskResult.Owned(W1, new org.safeandaway.protocol.EventId(Counter.BOOT, 1)));
    }

    @Test
    void isAskedWhyAWearableWithUnsentEventsIsHandedOn() {
      WatchId visit = counter.plan("v1");
      WatchInput assign = new WatchInput.Assign(OLGA, FIRST, W1, null, null);
      assertThat(counter.office(visit, assign)).isInstanceOf(Answer.Refused.class);

      store.heard(W1, counter.now().minusSeconds(91), 0);
      assertThat(counter.office(visit, assign))
          .as("said long ago, and switched off since")
          .isInstanceOf(Answer.Refused.class);

      store.heard(W1, counter.now(), 2);
      assertThat(counter.office(visit, assign)).isInstanceOf(Answer.Refused.class);

      store.heard(W1, counter.now(), 0);
      assertThat(counter.office(visit, assign)).isEqualTo(new Answer.Done());
    }

    @Test
    void isAskedWhyAWearableIsTakenFromSomebodyOnAnotherVisit() {
      WatchId first = counter.visit("v1", W1);
      WatchId second = counter.plan("v2");
      store.heard(W1, counter.now(), 0);
      WatchInput assign = new WatchInput.Assign(OLGA, FIRST, W1, null, null);
      assertThat(counter.office(second, assign)).isInstanceOf(Answer.Refused.class);

      counter.office(first, new WatchInput.Cancel(OLGA, "nobody in"));
      assertThat(counter.office(second, assign)).isEqualTo(new Answer.Done());
    }

    @Test
    void ofAnEarlierVisitNoLongerSpeaksToTheWearable() {
      WatchId first = counter.visit("v1", W1);
      counter.visit("v2", W1);
      long revision = counter.notices().get(W1).revision();
      counter.office(first, new WatchInput.ByTelephone(OLGA, FIRST, EventKind.ARRIVED, "call"));

      assertThat(counter.notices().get(W1).visit()).isEqualTo("v2");
      assertThat(counter.notices().get(W1).revision()).isEqualTo(revision);
    }

    @Test
    void cannotPlanTheSameVisitTwice() {
      WatchId visit = counter.plan("v1");
      counter.plan("v1");

      assertThat(counter.watch(visit).state()).isInstanceOf(WatchState.Planned.class);
    }
  }

  @Nested
  class ADeadline {

    /** Arrived two hours ago, so that the check-in has long been due. */
    private WatchId overdue() {
      WatchId visit = counter.visit("v1", W1);
      Instant longAgo = counter.now().minus(Duration.ofHours(2));
      counter.one(counter.event(W1, 1, EventKind.ARRIVED, "v1", longAgo));
      return visit;
    }

    @Test
    @Tag("CHK-3")
    void raisesItsAlarmOnce() {
      WatchId visit = overdue();
      Deadline due = counter.deadline(visit, Deadline.Kind.CHECK_IN);
      counter.fireDue();

      assertThat(counter.alarmKinds(visit)).contains(AlarmKind.MISSED_CHECK_IN);
      assertThat(counter.deadline(visit, Deadline.Kind.CHECK_IN)).isNull();
      int before = counter.alarms(visit).size();
      counter.one(new DeskInput.Due(visit, due.key(), due.generation(), false));
      assertThat(counter.alarms(visit)).hasSize(before);
    }

    @Test
    void isNotFiredByAHintThatIsOld() {
      WatchId visit = overdue();
      Deadline old = counter.deadline(visit, Deadline.Kind.CHECK_IN);
      counter.one(counter.event(W1, 2, EventKind.CHECK_IN, "v1"));
      counter.one(new DeskInput.Due(visit, old.key(), old.generation(), false));

      assertThat(counter.alarmKinds(visit)).doesNotContain(AlarmKind.MISSED_CHECK_IN);
    }

    @Test
    void isNotFiredByAHintThatIsEarly() {
      WatchId visit = counter.visit("v1", W1);
      counter.one(counter.event(W1, 1, EventKind.ARRIVED, "v1"));
      Deadline next = counter.deadline(visit, Deadline.Kind.CHECK_IN);
      DeskInput.Due early = new DeskInput.Due(visit, next.key(), next.generation(), false);

      assertThat(counter.one(early)).isEqualTo(new Answer.NothingToDo());
      assertThat(counter.deadline(visit, Deadline.Kind.CHECK_IN)).isEqualTo(next);
    }

    @Test
    void saysThatItPassedDuringAnOutage() {
      WatchId visit = overdue();
      Deadline due = counter.deadline(visit, Deadline.Kind.CHECK_IN);
      counter.one(new DeskInput.Due(visit, due.key(), due.generation(), true));

      assertThat(counter.alarms(visit).getFirst().duringOutage()).isTrue();
    }

    @Test
    @Tag("CHK-3")
    void raisesItsAlarmThoughItsStepThrows() {
      WatchId visit = overdue();
      counter.poison(visit);
      DeskResult result = counter.fireDue();

      assertThat(result.quarantined()).isPositive();
      assertThat(counter.alarmKinds(visit)).contains(AlarmKind.MISSED_CHECK_IN);
      assertThat(counter.deadline(visit, Deadline.Kind.CHECK_IN)).isNull();
    }
  }

  @Nested
  class Poison {

    @Test
    void doesNotHoldUpTheOthersOfItsBatch() {
      WatchId sick = counter.visit("v1", W1);
      WatchId well = counter.visit("v2", W2);
      counter.poison(sick);
      DeskInput.Event bad = counter.event(W1, 1, EventKind.ARRIVED, "v1");
      DeskInput.Event good = counter.event(W2, 1, EventKind.ARRIVED, "v2");
      DeskResult result = counter.process(bad, good);

      assertThat(result.quarantined()).isEqualTo(1);
      assertThat(result.answers())
          .containsEntry(bad.id(), new Answer.Receipted(Outcome.NOTED))
          .containsEntry(good.id(), COUNTED);
      assertThat(counter.deadline(well, Deadline.Kind.CHECK_IN)).isNotNull();
      assertThat(counter.deadline(sick, Deadline.Kind.CHECK_IN)).isNull();
    }

    @Test
    void raisesOneTechnicalAlarmHoweverMuchOfItThereIs() {
      WatchId sick = counter.visit("v1", W1);
      counter.poison(sick);
      counter.one(counter.event(W1, 1, EventKind.ARRIVED, "v1"));
      counter.one(counter.event(W1, 2, EventKind.CHECK_IN, "v1"));
      assertThat(counter.alarms(WatchId.SITE)).isEmpty();
      counter.settle();

      // Two, if an hour ended between.
      assertThat(counter.alarmKinds(WatchId.SITE)).hasSizeBetween(1, 2);
      assertThat(counter.alarmKinds(WatchId.SITE)).containsOnly(AlarmKind.TECHNICAL);
    }

    @Test
    @Tag("PAN-1")
    void doesNotSilenceAPanic() {
      WatchId sick = counter.visit("v1", W1);
      counter.poison(sick);
      DeskInput.Event panic = counter.event(W1, 1, EventKind.PANIC, "v1");

      assertThat(counter.panic(panic).answers()).containsEntry(panic.id(), COUNTED);
      assertThat(counter.alarmKinds(sick)).containsExactly(AlarmKind.PANIC);
      assertThat(counter.alarms(sick).getFirst().wearerThen()).isEqualTo(WENDY);
    }

    @Test
    @Tag("PAN-1")
    void doesNotSilenceAPanicWhoseWatchIsLocked() {
      WatchId sick = counter.visit("v1", W1);
      counter.poison(sick);
      DeskInput.Event panic = counter.event(W1, 1, EventKind.PANIC, "v1");
      DeskResult result = whileLocked(sick, () -> counter.panic(panic));
      counter.settle();

      assertThat(result.answers()).containsEntry(panic.id(), COUNTED);
      assertThat(counter.alarmKinds(sick)).containsExactly(AlarmKind.PANIC);
      assertThat(store.keeper().look(counter.now(), 9).owed()).doesNotContain(sick);
    }

    @Test
    void ofTheOfficeIsRefusedInPlainWords() {
      WatchId sick = counter.plan("v1");
      counter.poison(sick);
      WatchInput.Authorise authorise = new WatchInput.Authorise(Counter.ANNE, Set.of("authoriser"));

      assertThat(counter.office("a-form", sick, authorise)).isInstanceOf(Answer.Refused.class);
      assertThat(counter.office("a-form", sick, authorise))
          .as("sent again, it is still not done")
          .isInstanceOf(Answer.Refused.class);
    }
  }

  @Nested
  class AnUnreadableMessage {

    @Test
    void isQuarantinedAndAFloodOfThemIsOneAlarm() {
      List<DeskInput> flood = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        byte[] bytes = ("garbage " + i).getBytes(StandardCharsets.UTF_8);
        flood.add(
            new DeskInput.Unreadable(
                new InputId("unreadable/" + i),
                "sa/v1/w1/up/event",
                bytes,
                UnreadableMessage.Cause.MALFORMED,
                "not JSON",
                counter.now()));
      }
      DeskResult result = counter.process(flood.toArray(DeskInput[]::new));

      assertThat(result.quarantined()).isEqualTo(50);
      assertThat(result.answers()).containsKeys(flood.getFirst().id(), flood.getLast().id());
      assertThat(counter.alarmKinds(WatchId.SITE)).containsExactly(AlarmKind.TECHNICAL);
    }
  }

  @Test
  void aTechnicalTroubleIsOneAlarmForOneCause() {
    DeskInput.Technical trouble = new DeskInput.Technical("clock/1", "The clock jumped by 3 s.");
    counter.one(trouble);
    counter.one(trouble);

    assertThat(counter.alarmKinds(WatchId.SITE)).containsExactly(AlarmKind.TECHNICAL);
  }

  @Test
  void whoPlansIsNotWhoAuthorises() {
    WatchId visit = counter.plan("v1");

    assertThat(counter.office(visit, new WatchInput.Authorise(PAULA, Set.of("authoriser"))))
        .isInstanceOf(Answer.Refused.class);
  }

  private interface Doing {
    DeskResult run();
  }

  private DeskResult whileLocked(WatchId watch, Doing doing) {
    return store
        .desk()
        .transact(
            Lane.KEEPER,
            other -> {
              other.lock(new TreeSet<>(List.of(watch)), Duration.ZERO);
              return doing.run();
            });
  }
}
