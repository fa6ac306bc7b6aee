package org.safeandaway.hub.watch;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.policy.Policy;
import org.safeandaway.hub.watch.WatchState.Guarding;
import org.safeandaway.protocol.AlarmKind;
import org.safeandaway.protocol.EventId;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.protocol.Message;
import org.safeandaway.protocol.Outcome;
import org.safeandaway.protocol.Phase;
import org.safeandaway.protocol.WearableId;

/**
 * Tells a watch's story on one day: who does what, at what time of day, and what is seen of it.
 * Planned for 10:00 to 11:00 by Paula, authorised by Anne at 09:00, made by Wendy with {@code w-1}
 * (and, in a pair, by Walter with {@code w-2}), under {@link Policy#standard()} unless said.
 */
final class Story {
  static final PersonId PAULA = new PersonId("paula");
  static final PersonId ANNE = new PersonId("anne");
  static final PersonId OLGA = new PersonId("olga");
  static final PersonId WENDY = new PersonId("wendy");
  static final PersonId WALTER = new PersonId("walter");
  static final WearableId W1 = new WearableId("w-1");
  static final WearableId W2 = new WearableId("w-2");
  static final WearableId SPARE = new WearableId("w-9");
  static final VisitId VISIT = new VisitId("visit-1");
  static final ParticipantId FIRST = new ParticipantId(1);
  static final ParticipantId SECOND = new ParticipantId(2);
  static final String BOOT = "00000000000000aa";

  final List<Answer> answers = new ArrayList<>();
  final List<WatchEffect> effects = new ArrayList<>();
  Watch watch;
  private Policy policy = Policy.standard();
  private Office office = Office.boardOnly();
  private Instant now = time("09:00");
  private long lastSeq;
  private long lastSeqOfWalter;

  private Story(WatchId id) {
    watch = Watch.untouched(id);
  }

  // Beginnings

  static Story untouched() {
    return new Story(WatchId.of(VISIT));
  }

  static Story planned(PersonId... visitors) {
    Story story = untouched();
    story.does(new WatchInput.PlanVisit(PAULA, plan(visitors)));
    return story;
  }

  /** Authorised, worn, and nobody has set out. */
  static Story visit() {
    return planned(WENDY).assigned(FIRST, W1).authorised();
  }

  static Story pair() {
    return planned(WENDY, WALTER).assigned(FIRST, W1).assigned(SECOND, W2).authorised();
  }

  /** In the visit, and a safe word was agreed for it. */
  static Story withSafeWord() {
    Plan plan = new Plan(VISIT, List.of(WENDY), time("10:00"), time("11:00"), true, false, true, 1);
    Story story = untouched();
    story.does(new WatchInput.PlanVisit(PAULA, plan));
    return story
        .assigned(FIRST, W1)
        .authorised()
        .at("10:00")
        .saysAll(EventKind.ARRIVED, EventKind.CHECK_IN);
  }

  /** The watch over {@code w-1} while it is on no visit. */
  static Story standing() {
    return new Story(WatchId.of(W1));
  }

  static Story site() {
    return new Story(WatchId.SITE);
  }

  static Plan plan(PersonId... visitors) {
    return new Plan(VISIT, List.of(visitors), time("10:00"), time("11:00"), true, false);
  }

  /** A visit at 10:00 in each phase of the table. */
  static Story in(Phase phase) {
    Story story = visit().at("10:00");
    switch (phase) {
      case BEFORE -> {}
      case DOOR -> story.says(EventKind.ARRIVED);
      case VISIT -> story.saysAll(EventKind.ARRIVED, EventKind.CHECK_IN);
      case LEAVING -> story.saysAll(EventKind.ARRIVED, EventKind.CHECK_IN, EventKind.LEAVING);
      case OVER -> story.saysAll(EventKind.ARRIVED, EventKind.SAFE_AND_AWAY);
      case UNKNOWN -> throw new IllegalArgumentException("no phase of the table");
    }
    return story;
  }

  Story under(Policy other) {
    policy = other;
    return this;
  }

  Story with(Office people) {
    office = people;
    return this;
  }

  // What happens

  Story at(String timeOfDay) {
    now = time(timeOfDay);
    return this;
  }

  /** The keeper does its work, and every wearable is heard all the time. */
  Story until(String timeOfDay) {
    return until(time(timeOfDay), null);
  }

  /** The keeper does its work, and nothing is heard of any wearable since. */
  Story inSilenceUntil(String timeOfDay) {
    return until(time(timeOfDay), now);
  }

  private Story until(Instant end, @Nullable Instant silentSince) {
    for (Optional<Deadline> next = nextDue(end); next.isPresent(); next = nextDue(end)) {
      Deadline due = next.get();
      if (due.dueAt().isAfter(now)) {
        now = due.dueAt();
      }
      does(
          new WatchInput.DeadlineDue(
              due.key(), due.generation(), false, silentSince == null ? now : silentSince));
    }
    now = end;
    return this;
  }

  private Optional<Deadline> nextDue(Instant end) {
    return watch.deadlines().values().stream()
        .filter(deadline -> !deadline.dueAt().isAfter(end))
        .min(Comparator.comparing(Deadline::dueAt).thenComparing(Deadline::generation));
  }

  Answer does(WatchInput input) {
    Step step = Watch.step(watch, input, policy, office, now);
    watch = step.watch();
    answers.add(step.answer());
    effects.addAll(step.effects());
    return step.answer();
  }

  Story assigned(ParticipantId who, WearableId wearable) {
    does(new WatchInput.Assign(OLGA, who, wearable, 0, null));
    return this;
  }

  Story authorised() {
    does(new WatchInput.Authorise(ANNE, Set.of("authoriser", "teacher")));
    return this;
  }

  Outcome says(EventKind kind) {
    return receipt(event(kind).build());
  }

  Story saysAll(EventKind... kinds) {
    for (EventKind kind : kinds) {
      says(kind);
    }
    return this;
  }

  Outcome receipt(WatchInput.FromWearable input) {
    if (does(input) instanceof Answer.Receipted receipted) {
      return receipted.outcome();
    }
    throw new AssertionError("a wearable's event is answered with a receipt");
  }

  EventBuilder event(EventKind kind) {
    lastSeq++;
    ParticipantId who = watch.id().visit().isPresent() ? FIRST : null;
    return new EventBuilder(kind, new EventId(BOOT, lastSeq), who, now);
  }

  /** An event of the second visitor, with {@code w-2}. */
  EventBuilder eventOfWalter(EventKind kind) {
    lastSeqOfWalter++;
    return new EventBuilder(kind, new EventId(BOOT, lastSeqOfWalter), SECOND, now)
        .from(SECOND, W2)
        .wornBy(WALTER, WALTER);
  }

  Answer telephones(EventKind kind) {
    return does(new WatchInput.ByTelephone(OLGA, FIRST, kind, "call-" + answers.size()));
  }

  Answer takes(AlarmKind kind) {
    return does(new WatchInput.Acknowledge(open(kind).id(), OLGA));
  }

  /** Olga takes the alarm and resolves it. */
  Story resolves(AlarmKind kind) {
    AlarmId id = open(kind).id();
    does(new WatchInput.Acknowledge(id, OLGA));
    does(new WatchInput.Resolve(id, OLGA, Alarm.Reason.PRECAUTION, "Rang her: all is well."));
    return this;
  }

  // What is seen

  Participant wendy() {
    return watch.state().participants().getFirst();
  }

  Participant walter() {
    return watch.state().participants().getLast();
  }

  Phase phase() {
    return wendy().phase();
  }

  Guarding guarding() {
    return (Guarding) watch.state();
  }

  List<AlarmKind> openAlarms() {
    return watch.alarms().values().stream()
        .filter(Alarm::isOpen)
        .sorted(Comparator.comparing(Alarm::raisedAt).thenComparing(Alarm::id))
        .map(Alarm::kind)
        .toList();
  }

  Alarm open(AlarmKind kind) {
    return watch.alarms().values().stream()
        .filter(alarm -> alarm.isOpen() && alarm.kind() == kind)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no open alarm of kind " + kind));
  }

  /** Wendy's promises but for contact, such as {@code "CHECK_IN 10:20"}, as people are shown. */
  List<String> promises() {
    return promises(FIRST);
  }

  List<String> promises(ParticipantId who) {
    return watch.deadlines().values().stream()
        .filter(deadline -> who.equals(deadline.key().participant()))
        .filter(deadline -> deadline.key().kind() != Deadline.Kind.CONTACT)
        .map(deadline -> deadline.key().kind() + " " + timeOfDay(deadline.promisedAt()))
        .toList();
  }

  Optional<Deadline> deadline(Deadline.Kind kind) {
    return Optional.ofNullable(watch.deadlines().get(Deadline.Key.of(FIRST, kind)));
  }

  Optional<String> due(Deadline.Kind kind) {
    return deadline(kind).map(deadline -> timeOfDay(deadline.dueAt()));
  }

  Message.Visit notice() {
    return notice(W1);
  }

  /** The last one sent. */
  Message.Visit notice(WearableId wearable) {
    return notices(wearable).getLast();
  }

  List<Message.Visit> notices(WearableId wearable) {
    List<Message.Visit> found = new ArrayList<>();
    for (WatchEffect effect : effects) {
      if (effect instanceof WatchEffect.Notice notice && notice.wearable().equals(wearable)) {
        found.add(notice.notice());
      }
    }
    return found;
  }

  <E extends WatchEffect> List<E> effects(Class<E> type) {
    return effects.stream().filter(type::isInstance).map(type::cast).toList();
  }

  List<String> journal() {
    return effects(WatchEffect.Journalled.class).stream()
        .map(WatchEffect.Journalled::what)
        .toList();
  }

  /** The lines of the journal about this. */
  List<WatchEffect.Journalled> lines(Happening what) {
    return effects(WatchEffect.Journalled.class).stream()
        .filter(line -> line.what().equals(what.word()))
        .toList();
  }

  Story forget() {
    effects.clear();
    answers.clear();
    return this;
  }

  Instant now() {
    return now;
  }

  Policy policy() {
    return policy;
  }

  static Instant time(String timeOfDay) {
    return LocalDate.of(2026, 3, 2).atTime(LocalTime.parse(timeOfDay)).toInstant(ZoneOffset.UTC);
  }

  static String timeOfDay(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC).toLocalTime().toString();
  }
}
