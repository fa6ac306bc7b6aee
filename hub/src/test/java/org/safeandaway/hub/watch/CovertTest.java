package org.safeandaway.hub.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.safeandaway.protocol.EventKind.ARRIVED;
import static org.safeandaway.protocol.EventKind.CHECK_IN;
import static org.safeandaway.protocol.EventKind.DURESS;
import static org.safeandaway.protocol.EventKind.PANIC;
import static org.safeandaway.protocol.EventKind.SAFE_AND_AWAY;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import org.safeandaway.hub.watch.WatchState.Closed;
import org.safeandaway.hub.watch.WatchState.Guarding;
import org.safeandaway.protocol.AlarmKind;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.protocol.Phase;

/** A covert alarm leaves no trace at the wearer, and the hub guards on all the same. */
@Tag("DUR-1")
class CovertTest {

  @Example
  void isNowhereInWhatTheWearableIsTold() {
    Story story = Story.in(Phase.VISIT).at("10:05");
    story.says(DURESS);

    assertThat(story.openAlarms()).containsExactly(AlarmKind.DURESS);
    assertThat(story.notice().alarms()).isEmpty();
    assertThat(story.takes(AlarmKind.DURESS)).isEqualTo(new Answer.Done());
    assertThat(story.effects(WatchEffect.TellOwned.class)).isEmpty();
  }

  @Example
  void keepsGuardingAWearerWhoSaysSafeAndAway() {
    Story story = Story.in(Phase.VISIT).at("10:05");
    story.says(DURESS);

    assertThat(story.says(SAFE_AND_AWAY)).hasToString("COUNTED");
    assertThat(story.notice().visit()).isNull();
    assertThat(story.notice().deadlines()).isEmpty();
    assertThat(story.watch.state()).isInstanceOf(Guarding.class);
    assertThat(story.wendy().isHeld()).isTrue();
    assertThat(story.promises()).containsExactly("CHECK_IN 10:25", "AGREED_END 11:00");
  }

  @Example
  void stillRaisesForAWearerWhoSeemsOverAndShowsNothing() {
    Story story = Story.in(Phase.VISIT).at("10:05");
    story.saysAll(DURESS, SAFE_AND_AWAY);
    story.forget().until("10:26");

    assertThat(story.openAlarms()).containsExactly(AlarmKind.DURESS, AlarmKind.MISSED_CHECK_IN);
    assertThat(story.notices(Story.W1)).isEmpty();
  }

  @Example
  void losesTheContactOfAWearerWhoSeemsOver() {
    Story story = Story.in(Phase.VISIT).at("10:05");
    story.saysAll(DURESS, SAFE_AND_AWAY);

    assertThat(story.inSilenceUntil("10:10").openAlarms()).contains(AlarmKind.LOST_CONTACT);
  }

  @Example
  void endsTheVisitWhenThePersonResolvesIt() {
    Story story = Story.in(Phase.VISIT).at("10:05");
    story.saysAll(DURESS, SAFE_AND_AWAY);

    assertThat(story.resolves(AlarmKind.DURESS).watch.state()).isInstanceOf(Closed.class);
    assertThat(story.watch.deadlines()).isEmpty();
  }

  @Example
  void letsAPanicHoldTheVisitOpenAsItWouldWithoutIt() {
    Story story = Story.in(Phase.VISIT).at("10:05");
    story.saysAll(DURESS, PANIC, SAFE_AND_AWAY);
    assertThat(story.notice().phase()).isEqualTo(Phase.VISIT);

    story.resolves(AlarmKind.PANIC);
    assertThat(story.notice().visit()).isNull();
    assertThat(story.watch.state()).isInstanceOf(Guarding.class);
    assertThat(story.resolves(AlarmKind.DURESS).watch.state()).isInstanceOf(Closed.class);
  }

  @Example
  void showsNoPromiseComingBackWhenItIsResolved() {
    Story story = Story.in(Phase.VISIT).at("10:05");
    story.says(DURESS);
    story.until("10:30").forget().resolves(AlarmKind.DURESS);

    assertThat(story.notices(Story.W1)).isEmpty();
  }

  /** One thing that happens: minutes later, somebody does something. */
  record Move(int seconds, boolean second, Deed deed) {}

  enum Deed {
    ARRIVED,
    CHECK_IN,
    COVERT,
    MORE_TIME,
    LEAVING,
    SAFE_AND_AWAY,
    PANIC,
    ADVICE,
    WITHDRAWN,
    SELF_TEST,
    TAKE_OLDEST,
    RESOLVE_OLDEST,
    NOTHING
  }

  @Property(tries = 400)
  void aCovertAlarmLeavesTheSameTapeAsACheckIn(@ForAll("scripts") List<Move> script) {
    assertThat(tape(script, DURESS)).isEqualTo(tape(script, CHECK_IN));
  }

  @Provide
  Arbitrary<List<Move>> scripts() {
    Arbitrary<Move> move =
        Combinators.combine(
                Arbitraries.frequencyOf(
                    net.jqwik.api.Tuple.of(5, Arbitraries.integers().between(0, 300)),
                    net.jqwik.api.Tuple.of(1, Arbitraries.integers().between(0, 3000))),
                Arbitraries.of(true, false),
                Arbitraries.of(Deed.class))
            .as(Move::new);
    return move.list().ofMaxSize(25);
  }

  /** All that the wearables hear in a pair's visit: receipts and notices, in order. */
  private static List<String> tape(List<Move> script, EventKind covert) {
    Story story = Story.pair().at("09:55");
    for (Move move : script) {
      story.until(Story.timeOfDay(story.now().plusSeconds(move.seconds())));
      play(story, move, covert);
    }
    return Stream.concat(
            story.effects.stream()
                .filter(effect -> effect instanceof WatchEffect.Notice)
                .map(Object::toString)
                .map(CovertTest::withoutAlarmIds),
            story.answers.stream()
                .filter(answer -> answer instanceof Answer.Receipted)
                .map(Object::toString))
        .toList();
  }

  /** An alarm's id is opaque; it counts generations, which a hidden deadline uses up too. */
  private static String withoutAlarmIds(String notice) {
    return notice.replaceAll("OpenAlarm\\[id=[0-9a-f-]+", "OpenAlarm[id=…");
  }

  private static void play(Story story, Move move, EventKind covert) {
    switch (move.deed()) {
      case ARRIVED -> says(story, move, ARRIVED);
      case CHECK_IN -> says(story, move, CHECK_IN);
      case COVERT -> says(story, move, covert);
      case MORE_TIME -> says(story, move, EventKind.MORE_TIME);
      case LEAVING -> says(story, move, EventKind.LEAVING);
      case SAFE_AND_AWAY -> says(story, move, SAFE_AND_AWAY);
      case PANIC -> says(story, move, PANIC);
      case ADVICE -> says(story, move, EventKind.ADVICE);
      case WITHDRAWN -> says(story, move, EventKind.WITHDRAWN);
      case SELF_TEST -> says(story, move, EventKind.SELF_TEST);
      case TAKE_OLDEST ->
          shown(story)
              .ifPresent(alarm -> story.does(new WatchInput.Acknowledge(alarm.id(), Story.OLGA)));
      case RESOLVE_OLDEST ->
          shown(story)
              .ifPresent(
                  alarm -> {
                    story.does(new WatchInput.Acknowledge(alarm.id(), Story.OLGA));
                    story.does(
                        new WatchInput.Resolve(
                            alarm.id(), Story.OLGA, Alarm.Reason.DRILL, "A drill."));
                  });
      case NOTHING -> {}
    }
  }

  private static void says(Story story, Move move, EventKind kind) {
    EventBuilder event = move.second() ? story.eventOfWalter(kind) : story.event(kind);
    story.receipt(event.build());
  }

  /** The oldest open alarm that a wearable is told of: the same one on both tapes. */
  private static Optional<Alarm> shown(Story story) {
    List<String> told = new ArrayList<>();
    for (Participant each : story.watch.state().participants()) {
      Notices.notice(each.wearable(), story.watch, story.policy())
          .alarms()
          .forEach(alarm -> told.add(alarm.id()));
    }
    return story.watch.alarms().values().stream()
        .filter(alarm -> told.contains(alarm.id().toString()))
        .min(
            Comparator.comparing(Alarm::raisedAt)
                .thenComparing(Alarm::participant)
                .thenComparing(Alarm::kind));
  }
}
