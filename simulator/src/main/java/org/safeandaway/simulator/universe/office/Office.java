package org.safeandaway.simulator.universe.office;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.desk.DeskInput;
import org.safeandaway.hub.desk.InputId;
import org.safeandaway.hub.desk.VisitDetails;
import org.safeandaway.hub.policy.ChannelKind;
import org.safeandaway.hub.watch.Alarm;
import org.safeandaway.hub.watch.AlarmId;
import org.safeandaway.hub.watch.Answer;
import org.safeandaway.hub.watch.DrillId;
import org.safeandaway.hub.watch.ParticipantId;
import org.safeandaway.hub.watch.PersonId;
import org.safeandaway.hub.watch.Plan;
import org.safeandaway.hub.watch.WatchId;
import org.safeandaway.hub.watch.WatchInput;
import org.safeandaway.protocol.AlarmKind;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.simulator.universe.hub.Hubs;
import org.safeandaway.simulator.universe.tape.Seen;
import org.safeandaway.simulator.universe.tape.Tape;
import org.safeandaway.simulator.universe.time.Chance;
import org.safeandaway.simulator.universe.time.Timeline;

/**
 * Does what an office does, and does it again under the same key until it is answered: a page that
 * got no answer leaves its user not knowing.
 */
public final class Office {
  private static final PersonId PLANNER = new PersonId("planner");
  private static final PersonId HEAD = new PersonId("head");
  private static final List<PersonId> OFFICERS =
      List.of(new PersonId("officer-1"), new PersonId("officer-2"));
  private static final Duration AGAIN = Duration.ofSeconds(7);

  private final Timeline timeline;
  private final Instant beginning;
  private final Chance chance;
  private final Tape tape;
  private final Hubs hub;
  private final Set<AlarmId> known = new TreeSet<>();
  private final Set<AlarmId> taken = new TreeSet<>();
  private int actions;

  /**
   * @param beginning hub time at true time zero
   */
  public Office(Timeline timeline, Instant beginning, Chance chance, Tape tape, Hubs hub) {
    this.timeline = timeline;
    this.beginning = beginning;
    this.chance = chance;
    this.tape = tape;
    this.hub = hub;
  }

  /** Plans a visit at its time, has it authorised and hands out the wearables. */
  public void arrange(Visit visit) {
    WatchId watch = WatchId.of(visit.id());
    Plan plan =
        new Plan(
            visit.id(),
            visit.wearers().stream().map(Visit.Wearer::person).toList(),
            beginning.plus(visit.expectedArrival()),
            beginning.plus(visit.agreedEnd()),
            visit.silent(),
            visit.audiblePanic());
    VisitDetails details = new VisitDetails("attendance", "Mill Lane", "", "");
    timeline.at(
        visit.plannedAt(),
        () ->
            act(
                new Action(watch, new WatchInput.PlanVisit(PLANNER, plan), details),
                () -> authorise(visit, watch)));
  }

  private void authorise(Visit visit, WatchId watch) {
    act(
        new Action(watch, new WatchInput.Authorise(HEAD, Set.of("authoriser")), null),
        () -> handOut(visit, watch));
  }

  private void handOut(Visit visit, WatchId watch) {
    int number = 0;
    for (Visit.Wearer wearer : visit.wearers()) {
      ParticipantId participant = new ParticipantId(++number);
      act(
          new Action(
              watch, new WatchInput.Assign(PLANNER, participant, wearer.wearable(), 0, null), null),
          () -> {});
    }
  }

  /** Plans a drill at its time, and perhaps cancels it. */
  public void arrange(Drill drill) {
    WatchInput plan =
        new WatchInput.PlanDrill(
            HEAD,
            drill.id(),
            drill.kind(),
            drill.begins() == null ? null : beginning.plus(drill.begins()),
            drill.announced(),
            drill.visitor());
    timeline.at(
        drill.plannedAt(),
        () -> act(new Action(WatchId.SITE, plan, null), () -> thinkBetterOf(drill)));
  }

  private void thinkBetterOf(Drill drill) {
    if (drill.cancelled() != null) {
      WatchInput cancel = new WatchInput.CancelDrill(HEAD, drill.id());
      timeline.after(
          drill.cancelled(), () -> act(new Action(WatchId.SITE, cancel, null), () -> {}));
    }
  }

  /** Who can be told, and by what; sometimes nobody looks at the board, or nothing is set up. */
  public org.safeandaway.hub.watch.Office people() {
    Chance stream = chance.stream("people");
    TreeMap<PersonId, org.safeandaway.hub.watch.Office.Contact> people = new TreeMap<>();
    for (PersonId officer : OFFICERS) {
      people.put(officer, contact(stream, "office"));
    }
    people.put(HEAD, contact(stream, "authoriser"));
    return new org.safeandaway.hub.watch.Office(
        people,
        stream.happens(0.3) ? Set.of(ChannelKind.WEBHOOK) : Set.of(),
        stream.happens(0.7),
        false);
  }

  private static org.safeandaway.hub.watch.Office.Contact contact(Chance stream, String role) {
    EnumSet<ChannelKind> channels = EnumSet.noneOf(ChannelKind.class);
    for (ChannelKind each : ChannelKind.values()) {
      if (each.isPersonal() && stream.happens(0.5)) {
        channels.add(each);
      }
    }
    return new org.safeandaway.hub.watch.Office.Contact(Set.of(role), channels);
  }

  /** Somebody sees an alarm as it is now: new, or nobody's again. */
  public void sees(WatchId watch, Alarm alarm) {
    boolean isNew = known.add(alarm.id());
    boolean lapsed = alarm.owner() == null ? taken.remove(alarm.id()) : !taken.add(alarm.id());
    if (alarm.isOpen() && alarm.owner() == null && (isNew || lapsed)) {
      Duration reaction = chance.between(Duration.ofSeconds(4), Duration.ofMinutes(3));
      timeline.after(reaction, () -> react(watch, alarm));
    }
    if (isNew && alarm.isDrill()) {
      WatchInput end = new WatchInput.EndDrill(HEAD, new DrillId(alarm.cause().id()));
      timeline.after(
          chance.between(Duration.ofMinutes(1), Duration.ofMinutes(4)),
          () -> act(new Action(watch, end, null), () -> {}));
    }
  }

  private void react(WatchId watch, Alarm alarm) {
    PersonId officer = chance.oneOf(OFFICERS);
    PersonId wearer = alarm.wearerNow();
    if (wearer != null && chance.happens(0.1)) {
      // A wearer can't acknowledge their own alarm (rule ESC-3).
      act(new Action(watch, new WatchInput.Acknowledge(alarm.id(), wearer), null), () -> {});
    }
    if (chance.happens(0.05)) {
      return; // Nobody ever takes this one.
    }
    act(
        new Action(watch, new WatchInput.Acknowledge(alarm.id(), officer), null),
        () -> follow(watch, alarm, officer));
  }

  private void follow(WatchId watch, Alarm alarm, PersonId officer) {
    ParticipantId participant = alarm.participant();
    if (participant != null && alarm.kind() == AlarmKind.MISSED_CHECK_IN && chance.happens(0.4)) {
      timeline.after(
          chance.between(Duration.ofSeconds(5), Duration.ofSeconds(40)),
          () -> telephone(watch, participant, officer));
    }
    if (chance.happens(0.3)) {
      timeline.after(
          chance.between(Duration.ofMinutes(3), Duration.ofMinutes(7)),
          () ->
              act(
                  new Action(watch, new WatchInput.StillOnIt(alarm.id(), officer), null),
                  () -> {}));
    }
    if (chance.happens(0.85)) {
      Duration work = chance.between(Duration.ofSeconds(20), Duration.ofMinutes(4));
      timeline.after(
          work,
          () ->
              act(
                  new Action(
                      watch,
                      new WatchInput.Resolve(alarm.id(), officer, reason(alarm), "spoke to them"),
                      null),
                  () -> {}));
    }
  }

  private static Alarm.Reason reason(Alarm alarm) {
    return alarm.isDrill() ? Alarm.Reason.DRILL : Alarm.Reason.PRECAUTION;
  }

  private void telephone(WatchId watch, ParticipantId participant, PersonId officer) {
    EventKind kind =
        chance.oneOf(List.of(EventKind.CHECK_IN, EventKind.CHECK_IN, EventKind.MORE_TIME));
    act(
        new Action(
            watch, new WatchInput.ByTelephone(officer, participant, kind, "call-" + actions), null),
        () -> {});
  }

  private record Action(WatchId watch, WatchInput input, @Nullable VisitDetails details) {}

  private void act(Action action, Runnable then) {
    InputId id = InputId.office("action-" + ++actions);
    tape.saw(new Seen.Office(id, action.watch(), action.input(), null));
    attempt(new DeskInput.Office(id, action.watch(), action.input(), action.details()), then);
  }

  private void attempt(DeskInput.Office input, Runnable then) {
    boolean[] answered = {false};
    hub.lay(
        input,
        result -> {
          if (!answered[0]) {
            answered[0] = true;
            Answer answer = result.answers().get(input.id());
            tape.saw(new Seen.Office(input.id(), input.watch(), input.action(), answer));
            if (answer instanceof Answer.Done) {
              then.run();
            }
          }
        });
    timeline.after(
        AGAIN,
        () -> {
          if (!answered[0]) {
            answered[0] = true;
            attempt(input, then);
          }
        });
  }
}
