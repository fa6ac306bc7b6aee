package org.safeandaway.hub.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.desk.DeskStore.Lane;
import org.safeandaway.hub.watch.Alarm;
import org.safeandaway.hub.watch.Answer;
import org.safeandaway.hub.watch.Deadline;
import org.safeandaway.hub.watch.ParticipantId;
import org.safeandaway.hub.watch.PersonId;
import org.safeandaway.hub.watch.Plan;
import org.safeandaway.hub.watch.VisitId;
import org.safeandaway.hub.watch.Watch;
import org.safeandaway.hub.watch.WatchId;
import org.safeandaway.hub.watch.WatchInput;
import org.safeandaway.protocol.AlarmKind;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.protocol.Message;
import org.safeandaway.protocol.WearableId;

/**
 * Somebody in front of the desk: lays inputs on it in the words of the domain, and looks at what
 * the store has afterwards. Visits are of Wendy, planned by Paula, authorised by Anne.
 */
public final class Counter {
  public static final PersonId PAULA = new PersonId("paula");
  public static final PersonId ANNE = new PersonId("anne");
  public static final PersonId OLGA = new PersonId("olga");
  public static final PersonId WENDY = new PersonId("wendy");
  public static final WearableId W1 = new WearableId("w1");
  public static final WearableId W2 = new WearableId("w2");
  public static final ParticipantId FIRST = new ParticipantId(1);
  public static final String BOOT = "00000000000000aa";

  private final StoreUnderTest store;
  private final Poison poison = new Poison();
  private final List<DeskResult> results = new ArrayList<>();
  private final Desk desk;
  private long calls;

  public Counter(StoreUnderTest store) {
    this.store = store;
    this.desk = new Desk(store.desk(), store.hubTime(), poison);
    List.of(PAULA, ANNE, OLGA, WENDY).forEach(store::person);
    List.of(W1, W2).forEach(store::register);
  }

  public Desk desk() {
    return desk;
  }

  // A step that fails, on request

  public void poison(WatchId watch) {
    poison.add(watch);
  }

  public void cure() {
    poison.cure();
  }

  // Time

  public Instant now() {
    return store.hubTime().now();
  }

  // The office

  /** A visit that is planned, authorised and worn, from now for an hour. */
  public WatchId visit(String id, WearableId wearable) {
    WatchId watch = plan(id);
    office(watch, new WatchInput.Authorise(ANNE, Set.of("authoriser")));
    assign(watch, wearable);
    return watch;
  }

  public WatchId plan(String id) {
    VisitId visit = new VisitId(id);
    WatchId watch = WatchId.of(visit);
    one(inWords(watch, new WatchInput.PlanVisit(PAULA, plan(visit, List.of(WENDY)))));
    return watch;
  }

  private Plan plan(VisitId visit, List<PersonId> visitors) {
    return new Plan(visit, visitors, now(), now().plus(Duration.ofHours(1)), false, false);
  }

  private DeskInput.Office inWords(WatchId watch, WatchInput action) {
    VisitDetails details = new VisitDetails("attendance", "Mill Lane", "1 Mill Lane", "");
    return new DeskInput.Office(nextId(), watch, action, details);
  }

  /** From now for an hour, by these; to be authorised again if it was authorised. */
  public Answer change(WatchId watch, int seen, PersonId... visitors) {
    Plan plan = plan(watch.visit().orElseThrow(), List.of(visitors));
    return one(inWords(watch, new WatchInput.ChangeVisit(OLGA, seen, plan, false, true)));
  }

  public Answer assign(WatchId watch, WearableId wearable) {
    return office(watch, new WatchInput.Assign(OLGA, FIRST, wearable, null, "for the test"));
  }

  public Answer office(WatchId watch, WatchInput action) {
    return one(new DeskInput.Office(nextId(), watch, action, null));
  }

  public Answer office(String key, WatchId watch, WatchInput action) {
    return one(new DeskInput.Office(InputId.office(key), watch, action, null));
  }

  private InputId nextId() {
    calls++;
    return InputId.office("call-" + calls);
  }

  // Wearables

  /** An event that happens now. */
  public DeskInput.Event event(
      WearableId wearable, long seq, EventKind kind, @Nullable String visit) {
    return event(wearable, seq, kind, visit, now());
  }

  public DeskInput.Event event(
      WearableId wearable, long seq, EventKind kind, @Nullable String visit, Instant hubAt) {
    return new DeskInput.Event(
        wearable, new Message.Event(BOOT, seq, kind, visit, hubAt, 0, false, false), now());
  }

  /** An event whose instant is only known by its age. */
  public DeskInput.Event aged(
      WearableId wearable, long seq, EventKind kind, Duration age, boolean uncertain) {
    return new DeskInput.Event(
        wearable,
        new Message.Event(BOOT, seq, kind, null, null, age.toMillis(), uncertain, false),
        now());
  }

  // The desk

  public Answer one(DeskInput input) {
    return Objects.requireNonNull(
        process(input).answers().get(input.id()), "neither answered nor given back");
  }

  public DeskResult process(DeskInput... inputs) {
    return keep(desk.process(List.of(inputs), Lane.ORDINARY, false));
  }

  public DeskResult panic(DeskInput.Event event) {
    return keep(desk.processPanic(event));
  }

  public DeskResult settle() {
    return keep(desk.settleOwed(store.keeper().look(now(), 500).owed(), Lane.KEEPER));
  }

  /** The keeper lays on the desk what is due. */
  public DeskResult fireDue() {
    List<DeskInput> due = new ArrayList<>();
    store
        .keeper()
        .look(now(), 500)
        .due()
        .forEach(it -> due.add(new DeskInput.Due(it.watch(), it.key(), it.generation(), false)));
    return keep(desk.process(due, Lane.KEEPER, false));
  }

  private DeskResult keep(DeskResult result) {
    results.add(result);
    return result;
  }

  // What there is afterwards

  public DeskStore.Loaded load(WatchId watch) {
    return store.desk().transact(Lane.ORDINARY, it -> it.load(Set.of(watch), Set.of()));
  }

  public Watch watch(WatchId id) {
    return Objects.requireNonNull(load(id).watches().get(id));
  }

  public List<Alarm> alarms(WatchId watch) {
    return List.copyOf(watch(watch).alarms().values());
  }

  public List<AlarmKind> alarmKinds(WatchId watch) {
    return alarms(watch).stream().map(Alarm::kind).toList();
  }

  public @Nullable Deadline deadline(WatchId watch, Deadline.Kind kind) {
    return watch(watch).deadlines().get(Deadline.Key.of(FIRST, kind));
  }

  /** The latest notice for each wearable. */
  public Map<WearableId, Message.Visit> notices() {
    Map<WearableId, Message.Visit> latest = new TreeMap<>();
    results.forEach(result -> latest.putAll(result.notices()));
    return latest;
  }
}
