package org.safeandaway.hub.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import org.safeandaway.hub.policy.Policy;
import org.safeandaway.hub.watch.WatchInput.FromWearable;
import org.safeandaway.hub.watch.WatchState.Guarding;
import org.safeandaway.protocol.AlarmKind;
import org.safeandaway.protocol.Message;
import org.safeandaway.protocol.Phase;

/** What holds after every step, whatever happens in whatever order. */
class WatchPropertiesTest {
  private static final Policy POLICY = Policy.standard();

  /** A step that was made, and what went into it. */
  record Made(Watch before, WatchInput input, Instant now, Step step) {
    Watch after() {
      return step.watch();
    }
  }

  private interface Check {
    void of(Made made);
  }

  @Provide
  Arbitrary<Watch> beginnings() {
    return Arbitraries.of(
        Story.untouched().watch,
        Story.planned(Story.WENDY, Story.WALTER).watch,
        Story.visit().watch,
        Story.pair().watch,
        Story.pair().watch,
        Story.in(Phase.VISIT).watch,
        Story.in(Phase.OVER).watch,
        Story.standing().watch,
        Story.site().watch);
  }

  @Provide
  Arbitrary<List<Chaos>> days() {
    return Chaos.days();
  }

  private static void after(Watch beginning, List<Chaos> day, Check check) {
    Watch watch = beginning;
    Instant now = Story.time("09:50");
    for (Chaos chaos : day) {
      now = now.plusSeconds(chaos.seconds());
      WatchInput input = chaos.input(watch, now);
      Step step = Watch.step(watch, input, POLICY, Office.boardOnly(), now);
      check.of(new Made(watch, input, now, step));
      watch = step.watch();
    }
  }

  @Property(tries = 400)
  void givesTheSameStepForTheSameInput(
      @ForAll("beginnings") Watch watch, @ForAll("days") List<Chaos> day) {
    after(
        watch,
        day,
        made ->
            assertThat(
                    Watch.step(made.before(), made.input(), POLICY, Office.boardOnly(), made.now()))
                .isEqualTo(made.step()));
  }

  @Property(tries = 400)
  @Tag("ESC-4")
  void losesNoAlarmAndEndsItOnlyByAPersonsWord(
      @ForAll("beginnings") Watch watch, @ForAll("days") List<Chaos> day) {
    after(
        watch,
        day,
        made ->
            made.before()
                .alarms()
                .forEach(
                    (id, alarm) -> {
                      assertThat(made.after().alarms()).containsKey(id);
                      boolean ended = alarm.isOpen() && !made.after().alarms().get(id).isOpen();
                      assertThat(ended)
                          .isEqualTo(
                              made.input() instanceof WatchInput.Resolve resolve
                                  && resolve.alarm().equals(id)
                                  && made.step().answer() instanceof Answer.Done);
                    }));
  }

  @Property(tries = 400)
  @Tag("PAN-1")
  void raisesEveryPanicAndEveryDuress(
      @ForAll("beginnings") Watch watch, @ForAll("days") List<Chaos> day) {
    after(
        watch,
        day,
        made -> {
          if (made.input() instanceof FromWearable event && event.kind().isUrgent()) {
            assertThat(made.after().alarms())
                .containsKey(AlarmId.of(Cause.of(event.wearable(), event.event())));
          }
        });
  }

  /** The invariant that the health page looks for: never an open visit without a deadline. */
  @Property(tries = 1000)
  void leavesNobodyInAVisitUnguarded(
      @ForAll("beginnings") Watch watch, @ForAll("days") List<Chaos> day) {
    after(
        watch,
        day,
        made -> {
          if (made.after().state() instanceof Guarding guarding) {
            assertThat(guarding.participants())
                .filteredOn(Participant::isGuarded)
                .allMatch(each -> hasAlarm(made.after(), each) || hasPromise(made.after(), each));
          } else {
            assertThat(made.after().deadlines().keySet()).allMatch(key -> key.alarm() != null);
          }
        });
  }

  /** An alarm without a timer would fall silent for ever. */
  @Property(tries = 1000)
  @Tag("ESC-2")
  void keepsOneTimerForEveryOpenAlarm(
      @ForAll("beginnings") Watch watch, @ForAll("days") List<Chaos> day) {
    after(
        watch,
        day,
        made -> {
          List<AlarmId> timed =
              made.after().deadlines().keySet().stream()
                  .map(Deadline.Key::alarm)
                  .filter(Objects::nonNull)
                  .toList();
          List<AlarmId> open =
              made.after().alarms().values().stream().filter(Alarm::isOpen).map(Alarm::id).toList();
          assertThat(timed).containsExactlyInAnyOrderElementsOf(open);
        });
  }

  private static boolean hasAlarm(Watch watch, Participant who) {
    return watch.alarms().values().stream().anyMatch(alarm -> alarm.isOpen() && alarm.isAbout(who));
  }

  /** A promise whose passing raises an alarm; silence and a closed door do not always. */
  private static boolean hasPromise(Watch watch, Participant who) {
    return watch.deadlines().keySet().stream()
        .filter(key -> who.id().equals(key.participant()))
        .anyMatch(
            key ->
                switch (key.kind()) {
                  case ARRIVAL, CHECK_IN, AGREED_END, SAFE_AND_AWAY -> true;
                  case NO_SHOW, CONTACT, ALARM_STEP, STILL_ON_IT, OWNERSHIP, CANARY, DRILL -> false;
                });
  }

  @Property(tries = 400)
  @Tag("CHK-1")
  void promisesNoCheckInBeyondOneIntervalFromTheReceipt(
      @ForAll("beginnings") Watch watch, @ForAll("days") List<Chaos> day) {
    after(
        watch,
        day,
        made ->
            made.after().deadlines().values().stream()
                .filter(deadline -> deadline.key().kind() == Deadline.Kind.CHECK_IN)
                .filter(deadline -> !made.before().deadlines().containsValue(deadline))
                .forEach(
                    deadline ->
                        assertThat(deadline.dueAt())
                            .isBeforeOrEqualTo(
                                made.now()
                                    .plus(POLICY.checkInEvery())
                                    .plus(POLICY.checkInGrace()))));
  }

  @Property(tries = 400)
  void givesEachArmingAGenerationOfItsOwn(
      @ForAll("beginnings") Watch watch, @ForAll("days") List<Chaos> day) {
    after(
        watch,
        day,
        made -> {
          TreeMap<Long, Deadline> byGeneration = new TreeMap<>();
          made.after().deadlines().values().forEach(d -> byGeneration.put(d.generation(), d));
          assertThat(byGeneration).hasSameSizeAs(made.after().deadlines());
          assertThat(made.after().lastGeneration())
              .isGreaterThanOrEqualTo(made.before().lastGeneration());
          byGeneration.tailMap(made.before().lastGeneration(), false).values().stream()
              .map(Deadline::generation)
              .forEach(
                  generation ->
                      assertThat(generation).isLessThanOrEqualTo(made.after().lastGeneration()));
        });
  }

  @Property(tries = 400)
  void changesNothingWhereItRefuses(
      @ForAll("beginnings") Watch watch, @ForAll("days") List<Chaos> day) {
    after(
        watch,
        day,
        made -> {
          switch (made.step().answer()) {
            case Answer.Refused refused -> {
              assertThat(refused.words()).endsWith(".");
              assertThat(made.after()).isEqualTo(touched(made.before()));
              assertThat(made.step().effects()).isEmpty();
            }
            case Answer.NothingToDo nothing -> assertThat(made.step().effects()).isEmpty();
            case Answer.Done done -> {}
            case Answer.Receipted receipted -> {}
          }
        });
  }

  /** A watch over a wearable or the site is there as soon as anything happens to it. */
  private static Watch touched(Watch watch) {
    WatchInput nothing =
        new WatchInput.DeadlineDue(
            Deadline.Key.of(Story.FIRST, Deadline.Kind.ARRIVAL), 0, false, null);
    return Watch.step(watch, nothing, POLICY, Office.boardOnly(), Story.time("09:00")).watch();
  }

  @Property(tries = 400)
  void takesTheSameEventInOnce(@ForAll("beginnings") Watch watch, @ForAll("days") List<Chaos> day) {
    after(
        watch,
        day,
        made -> {
          if (made.input() instanceof FromWearable event && event.occurred().known()) {
            Watch again =
                Watch.step(made.after(), event, POLICY, Office.boardOnly(), made.now()).watch();

            assertThat(again.alarms()).isEqualTo(made.after().alarms());
            assertThat(phases(again)).isEqualTo(phases(made.after()));
          }
        });
  }

  private static List<Phase> phases(Watch watch) {
    return watch.state() == null
        ? List.of()
        : watch.state().participants().stream().map(Participant::phase).toList();
  }

  @Property(tries = 400)
  @Tag("DUR-1")
  void showsEachWearableWhatItIsToSeeAndNothingCovert(
      @ForAll("beginnings") Watch watch, @ForAll("days") List<Chaos> day) {
    after(
        watch,
        day,
        made -> {
          for (WatchEffect effect : made.step().effects()) {
            if (effect instanceof WatchEffect.Notice notice) {
              Message.Visit shown = notice.notice();
              assertThat(shown.alarms()).noneMatch(a -> a.kind() == AlarmKind.DURESS);
              assertThat(shown.visit() == null).isEqualTo(shown.phase() == Phase.OVER);
              assertThat(shown).isEqualTo(Notices.notice(notice.wearable(), made.after(), POLICY));
            }
          }
        });
  }
}
