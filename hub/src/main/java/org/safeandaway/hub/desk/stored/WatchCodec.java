package org.safeandaway.hub.desk.stored;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.desk.stored.StoredState.StoredAhead;
import org.safeandaway.hub.desk.stored.StoredState.StoredAuthorisation;
import org.safeandaway.hub.desk.stored.StoredState.StoredCheckIn;
import org.safeandaway.hub.desk.stored.StoredState.StoredDrill;
import org.safeandaway.hub.desk.stored.StoredState.StoredEventId;
import org.safeandaway.hub.desk.stored.StoredState.StoredParticipant;
import org.safeandaway.hub.desk.stored.StoredState.StoredPlan;
import org.safeandaway.hub.watch.DrillId;
import org.safeandaway.hub.watch.Occurrence;
import org.safeandaway.hub.watch.Participant;
import org.safeandaway.hub.watch.ParticipantId;
import org.safeandaway.hub.watch.PersonId;
import org.safeandaway.hub.watch.Plan;
import org.safeandaway.hub.watch.VisitId;
import org.safeandaway.hub.watch.WatchState;
import org.safeandaway.protocol.AlarmKind;
import org.safeandaway.protocol.EventId;
import org.safeandaway.protocol.Phase;
import org.safeandaway.protocol.WearableId;

/** A watch's state to JSON and back. */
public final class WatchCodec {
  private static final int VERSION = 1;

  private WatchCodec() {}

  /** The word that stands for the kind of state, also in the column {@code watch.stage}. */
  public static String stage(WatchState state) {
    return switch (state) {
      case WatchState.Planned planned -> "PLANNED";
      case WatchState.Guarding guarding -> "GUARDING";
      case WatchState.Closed closed -> "CLOSED";
      case WatchState.Standing standing -> "STANDING";
      case WatchState.Site site -> "SITE";
    };
  }

  public static String encode(WatchState state) {
    return Json.write(StoredState.class, stored(state));
  }

  public static WatchState decode(String json) throws UnreadableState {
    return Json.read(StoredState.class, json, WatchCodec::state);
  }

  private static StoredState stored(WatchState state) {
    String stage = stage(state);
    return switch (state) {
      case WatchState.Planned it ->
          visit(stage, it.plan(), it.plannedBy(), null, null, 0, null, null, it.participants());
      case WatchState.Guarding it ->
          visit(
              stage,
              it.plan(),
              it.plannedBy(),
              it.authorisation(),
              it.agreedEnd(),
              it.extendedBy(),
              null,
              null,
              it.participants());
      case WatchState.Closed it ->
          visit(
              stage,
              it.plan(),
              it.plannedBy(),
              null,
              null,
              0,
              it.closedAt(),
              it.why(),
              it.participants());
      case WatchState.Standing it -> noVisit(stage, it.wearable().value(), null);
      case WatchState.Site it -> noVisit(stage, null, drills(it));
    };
  }

  private static StoredState noVisit(
      String stage, @Nullable String wearable, @Nullable List<StoredDrill> drills) {
    return new StoredState(
        VERSION, stage, null, null, null, null, 0, null, null, List.of(), wearable, drills);
  }

  private static @Nullable List<StoredDrill> drills(WatchState.Site site) {
    return site.drills().isEmpty()
        ? null
        : site.drills().entrySet().stream()
            .map(each -> drill(each.getKey(), each.getValue()))
            .toList();
  }

  private static StoredDrill drill(DrillId id, WatchState.PlannedDrill it) {
    return new StoredDrill(id.value(), it.kind().name(), it.by().value(), it.announced());
  }

  private static WatchState.Site site(@Nullable List<StoredDrill> stored) {
    TreeMap<DrillId, WatchState.PlannedDrill> drills = new TreeMap<>();
    if (stored != null) {
      for (StoredDrill it : stored) {
        drills.put(
            new DrillId(it.drill()),
            new WatchState.PlannedDrill(
                AlarmKind.valueOf(it.kind()), new PersonId(it.by()), it.announced()));
      }
    }
    return new WatchState.Site(drills);
  }

  private static StoredState visit(
      String stage,
      Plan plan,
      PersonId plannedBy,
      WatchState.@Nullable Authorisation authorisation,
      @Nullable Instant agreedEnd,
      int extendedBy,
      @Nullable Instant closedAt,
      @Nullable String why,
      List<Participant> participants) {
    return new StoredState(
        VERSION,
        stage,
        new StoredPlan(
            plan.visit().value(),
            plan.visitors().stream().map(PersonId::value).toList(),
            plan.expectedArrival(),
            plan.agreedEnd(),
            plan.silent(),
            plan.audiblePanic(),
            plan.safeWord(),
            plan.version()),
        plannedBy.value(),
        authorisation == null
            ? null
            : new StoredAuthorisation(
                authorisation.by().value(),
                authorisation.role(),
                authorisation.at(),
                authorisation.policyVersion()),
        agreedEnd,
        extendedBy,
        closedAt,
        why,
        participants.stream().map(WatchCodec::participant).toList(),
        null,
        null);
  }

  private static StoredParticipant participant(Participant it) {
    WearableId wearable = it.wearable();
    Participant.CheckIn last = it.lastCheckIn();
    EventId upTo = it.upTo();
    return new StoredParticipant(
        it.id().number(),
        it.person().value(),
        wearable == null ? null : wearable.value(),
        it.phase().name(),
        last == null ? null : new StoredCheckIn(last.source(), last.at(), last.known()),
        it.saidSafe(),
        it.applied(),
        upTo == null ? null : stored(upTo),
        it.ahead().stream().map(WatchCodec::ahead).toList(),
        it.questions().stream().map(Participant.Question::name).toList());
  }

  private static StoredAhead ahead(Participant.Ahead it) {
    return new StoredAhead(
        stored(it.event()), it.occurred().at(), it.occurred().known(), it.phaseBefore().name());
  }

  private static StoredEventId stored(EventId it) {
    return new StoredEventId(it.boot(), it.seq());
  }

  private static WatchState state(StoredState it) {
    if (it.version() != VERSION) {
      throw new IllegalArgumentException("a state of version " + it.version());
    }
    return switch (it.stage()) {
      case "PLANNED" ->
          new WatchState.Planned(plan(it), plannedBy(it), participants(it.participants()));
      case "GUARDING" ->
          new WatchState.Guarding(
              plan(it),
              plannedBy(it),
              authorisation(it),
              present(it.agreedEnd()),
              it.extendedBy(),
              participants(it.participants()));
      case "CLOSED" ->
          new WatchState.Closed(
              plan(it),
              plannedBy(it),
              present(it.closedAt()),
              present(it.why()),
              participants(it.participants()));
      case "STANDING" -> new WatchState.Standing(new WearableId(present(it.wearable())));
      case "SITE" -> site(it.drills());
      default -> throw new IllegalArgumentException("a state of stage " + it.stage());
    };
  }

  private static Plan plan(StoredState it) {
    StoredPlan plan = present(it.plan());
    return new Plan(
        new VisitId(plan.visit()),
        plan.visitors().stream().map(PersonId::new).toList(),
        plan.expectedArrival(),
        plan.agreedEnd(),
        plan.silent(),
        plan.audiblePanic(),
        plan.safeWord(),
        Math.max(plan.version(), 1));
  }

  private static PersonId plannedBy(StoredState it) {
    return new PersonId(present(it.plannedBy()));
  }

  private static WatchState.Authorisation authorisation(StoredState it) {
    StoredAuthorisation stored = present(it.authorisation());
    return new WatchState.Authorisation(
        new PersonId(stored.by()), stored.role(), present(stored.at()), stored.policyVersion());
  }

  private static List<Participant> participants(List<StoredParticipant> stored) {
    return stored.stream().map(WatchCodec::participant).toList();
  }

  private static Participant participant(StoredParticipant it) {
    StoredCheckIn last = it.lastCheckIn();
    String wearable = it.wearable();
    StoredEventId upTo = it.upTo();
    TreeSet<Participant.Question> questions = new TreeSet<>();
    it.questions().forEach(name -> questions.add(Participant.Question.valueOf(name)));
    return new Participant(
        new ParticipantId(it.number()),
        new PersonId(it.person()),
        wearable == null ? null : new WearableId(wearable),
        Phase.valueOf(it.phase()),
        last == null
            ? null
            : new Participant.CheckIn(last.source(), present(last.at()), last.known()),
        it.saidSafe(),
        new TreeMap<>(it.applied()),
        upTo == null ? null : event(upTo),
        it.ahead().stream().map(WatchCodec::ahead).toList(),
        questions);
  }

  private static Participant.Ahead ahead(StoredAhead it) {
    return new Participant.Ahead(
        event(it.event()),
        new Occurrence(present(it.occurredAt()), it.occurredKnown()),
        Phase.valueOf(it.phaseBefore()));
  }

  private static EventId event(StoredEventId it) {
    return new EventId(it.boot(), it.seq());
  }

  private static <T> T present(@Nullable T value) {
    return Objects.requireNonNull(value, "a field that this stage needs is absent");
  }
}
