package org.safeandaway.device.wearable;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.safeandaway.protocol.AlarmKind;
import org.safeandaway.protocol.DeadlineKind;
import org.safeandaway.protocol.EventId;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.protocol.Message;
import org.safeandaway.protocol.Outcome;
import org.safeandaway.protocol.Phase;
import org.safeandaway.protocol.WearableId;

/**
 * A wearable on a bench: hands, a hub and a disk that do what a test says, on a clock that a test
 * moves. Times are milliseconds since the start. The disk answers at once unless told otherwise.
 */
final class Trial {
  static final String BOOT = "00000000000000b1";
  static final String EARLIER_BOOT = "00000000000000a0";
  static final String EPOCH = "epoch-1";

  /** Hub time at the wearable's start. */
  static final Instant ZERO = Instant.parse("2026-03-02T09:00:00Z");

  /** An effect and when it came. */
  record Done(long at, Effect effect) {}

  private final List<Done> tape = new ArrayList<>();
  private WearableState state;
  private Duration wakeAt = Duration.ZERO;
  private boolean diskAnswers = true;
  private boolean brokerAnswers;
  private final List<EventId> unacknowledged = new ArrayList<>();
  private final Set<EventId> acknowledged = new HashSet<>();

  Trial() {
    this(Restored.nothing());
  }

  Trial(Restored restored) {
    this(restored, WearableSettings.standard());
  }

  Trial(Restored restored, WearableSettings settings) {
    state = WearableState.atStart(new WearableId("w-7"), BOOT, "0.1.0-test", settings, restored);
    hand(new Input.Tick(), Duration.ZERO);
  }

  /** Linked, watched, and with this notice. */
  static Trial guarding(Message.Visit notice) {
    Trial trial = new Trial();
    trial.linkUp(0).pulse(0).notice(0, notice);
    return trial;
  }

  Trial withoutDisk() {
    diskAnswers = false;
    return this;
  }

  /** A broker that acknowledges at once, whether or not there is a hub. */
  Trial withBroker() {
    brokerAnswers = true;
    return this;
  }

  /** Freezes the broker, or thaws it: then it acknowledges what it was given on this link. */
  Trial broker(long ms, boolean answers) {
    runTo(ms);
    brokerAnswers = answers;
    if (answers) {
      List<EventId> waiting = List.copyOf(unacknowledged);
      unacknowledged.clear();
      waiting.forEach(id -> puback(ms, id));
    }
    return this;
  }

  /** Whether a hub that was given this event by the broker can be heard answering. */
  boolean canHearOf(EventId id) {
    return brokerAnswers && state.courier().linkUp() && acknowledged.contains(id);
  }

  // What happens to it

  /** Lets time pass, with every tick that was asked for. */
  Trial runTo(long ms) {
    Duration to = Duration.ofMillis(ms);
    while (wakeAt.compareTo(to) <= 0) {
      hand(new Input.Tick(), wakeAt);
    }
    return this;
  }

  Trial at(long ms, Input input) {
    runTo(ms);
    hand(input, Duration.ofMillis(ms));
    return this;
  }

  Trial press(Button button, long from, long to) {
    return at(from, new Input.ButtonChanged(button, true))
        .at(to, new Input.ButtonChanged(button, false));
  }

  /** One press of check-in whose meaning is decided at {@code decided}. */
  Trial checkIn(long decided) {
    return press(Button.CHECK_IN, decided - 700, decided - 600).runTo(decided);
  }

  /** Panic, held so that it is one at {@code made}. */
  Trial panic(long made) {
    return press(Button.PANIC, made - 1500, made + 100);
  }

  /** Check-in pressed, then held for two seconds, so that it is a duress at {@code decided}. */
  Trial duress(long decided) {
    return press(Button.CHECK_IN, decided - 3000, decided - 2900)
        .press(Button.CHECK_IN, decided - 2600, decided - 600)
        .runTo(decided);
  }

  Trial linkUp(long ms) {
    return at(ms, new Input.LinkUp("connection-" + ms));
  }

  Trial linkDown(long ms) {
    return at(ms, new Input.LinkDown());
  }

  Trial pulse(long ms) {
    return pulse(ms, "start-1", EPOCH);
  }

  Trial pulse(long ms, String start, String epoch) {
    return pulseOf("hub-a", ms, start, epoch);
  }

  Trial pulseOf(String hub, long ms, String start, String epoch) {
    return at(ms, new Input.PulseHeard(Message.Pulse.of(hub, ZERO.plusMillis(ms), start, epoch)));
  }

  Trial pulse(long ms, String start, String epoch, boolean watched) {
    return at(
        ms,
        new Input.PulseHeard(
            new Message.Pulse("hub-a", ZERO.plusMillis(ms), start, epoch, watched)));
  }

  /** A hub that is well, and says that no person watches behind it. */
  Trial unwatchedPulse(long ms) {
    return pulse(ms, "start-1", EPOCH, false);
  }

  Trial unwatchedPulses(long from, long to) {
    for (long ms = from; ms <= to; ms += 5000) {
      unwatchedPulse(ms);
    }
    return this;
  }

  /** A pulse every five seconds, as a hub sends it. */
  Trial pulses(long from, long to) {
    for (long ms = from; ms <= to; ms += 5000) {
      pulse(ms);
    }
    return this;
  }

  Trial notice(long ms, Message.Visit notice) {
    return at(ms, new Input.VisitHeard(notice));
  }

  Trial puback(long ms, EventId id) {
    return at(ms, new Input.Acknowledged(id));
  }

  Trial receipt(long ms, EventId id, Outcome outcome) {
    return receipt(ms, id, outcome, EPOCH, false);
  }

  Trial receipt(long ms, EventId id, Outcome outcome, String epoch, boolean owned) {
    return at(
        ms,
        new Input.ReceiptHeard(
            new Message.Receipt(id.boot(), id.seq(), outcome, ZERO.plusMillis(ms), epoch, owned)));
  }

  private void hand(Input input, Duration now) {
    switch (input) {
      case Input.LinkUp _, Input.LinkDown _ -> unacknowledged.clear();
      case Input.Acknowledged(EventId id) -> acknowledged.add(id);
      default -> {}
    }
    assertThat(now).as("the test goes forward in time").isGreaterThanOrEqualTo(state.now());
    Step step = Wearable.step(state, input, now);
    state = step.state();
    wakeAt = step.wakeAt();
    assertThat(wakeAt).as("wakes only in the future, after %s", input).isGreaterThan(now);
    for (Effect effect : step.effects()) {
      tape.add(new Done(now.toMillis(), effect));
    }
    for (Effect effect : step.effects()) {
      if (diskAnswers && effect instanceof Effect.Store(StoredEvent event)) {
        hand(new Input.Stored(event.id()), now);
      } else if (effect instanceof Effect.SendEvent(Message.Event event)) {
        unacknowledged.add(event.id());
        if (brokerAnswers) {
          broker(now.toMillis(), true);
        }
      } else if (effect instanceof Effect.DropLink) {
        unacknowledged.clear();
      }
    }
  }

  // What came of it

  WearableState state() {
    return state;
  }

  List<Done> tape() {
    return tape;
  }

  <E extends Effect> List<E> all(Class<E> kind) {
    return tape.stream().map(Done::effect).filter(kind::isInstance).map(kind::cast).toList();
  }

  /** When each effect of a kind came. */
  List<Long> times(Class<? extends Effect> kind) {
    return tape.stream().filter(d -> kind.isInstance(d.effect())).map(Done::at).toList();
  }

  /** The events it made, as kinds. */
  List<EventKind> made() {
    return all(Effect.Store.class).stream().map(store -> store.event().kind()).toList();
  }

  /** The events it sent, as kinds, copies included. */
  List<EventKind> sent() {
    return all(Effect.SendEvent.class).stream().map(send -> send.event().kind()).toList();
  }

  /** When it sent an event. */
  List<Long> sentAt(EventId id) {
    return tape.stream()
        .filter(d -> d.effect() instanceof Effect.SendEvent(var event) && event.id().equals(id))
        .map(Done::at)
        .toList();
  }

  Message.Event lastSent() {
    return all(Effect.SendEvent.class).getLast().event();
  }

  /** What the wearer heard, by name. */
  List<Sound> heard() {
    return all(Effect.Sounded.class).stream().map(Effect.Sounded::sound).toList();
  }

  /** When the wearer heard this sound begin. */
  List<Long> heardAt(Sound sound) {
    return tape.stream()
        .filter(d -> d.effect() instanceof Effect.Sounded(Sound s, boolean _) && s == sound)
        .map(Done::at)
        .toList();
  }

  /** What the buzzer did, such as {@code "+100 -220"}: on at 100, off at 220. */
  String buzzer() {
    StringBuilder text = new StringBuilder();
    for (Done done : tape) {
      if (done.effect() instanceof Effect.Buzzer(boolean on)) {
        text.append(text.isEmpty() ? "" : " ").append(on ? '+' : '-').append(done.at());
      }
    }
    return text.toString();
  }

  void forget() {
    tape.clear();
  }

  static EventId event(long seq) {
    return new EventId(BOOT, seq);
  }

  /** A notice, as a test wants it. */
  static NoticeBuilder visit(Phase phase) {
    return new NoticeBuilder(phase);
  }

  /** Builds {@code down/visit}. */
  static final class NoticeBuilder {
    private final Phase phase;
    private @Nullable String visit = "v-1";
    private final List<Message.Deadline> deadlines = new ArrayList<>();
    private final List<Message.OpenAlarm> alarms = new ArrayList<>();
    private boolean silent;
    private boolean audiblePanic;
    private long revision = 1;
    private Message.@Nullable UpTo upTo;
    private String epoch = EPOCH;

    private NoticeBuilder(Phase phase) {
      this.phase = phase;
    }

    NoticeBuilder none() {
      visit = null;
      return this;
    }

    NoticeBuilder due(DeadlineKind kind, long atMs, Long... remindMs) {
      deadlines.add(new Message.Deadline(kind, ZERO.plusMillis(atMs), List.of(remindMs)));
      return this;
    }

    NoticeBuilder alarm(String id, AlarmKind kind, boolean owned) {
      alarms.add(new Message.OpenAlarm(id, kind, owned));
      return this;
    }

    NoticeBuilder silent() {
      silent = true;
      return this;
    }

    NoticeBuilder audiblePanic() {
      audiblePanic = true;
      return this;
    }

    NoticeBuilder revision(long value) {
      revision = value;
      return this;
    }

    NoticeBuilder upTo(EventId id) {
      upTo = new Message.UpTo(id.boot(), id.seq());
      return this;
    }

    NoticeBuilder epoch(String value) {
      epoch = value;
      return this;
    }

    Message.Visit build() {
      return new Message.Visit(
          visit, phase, deadlines, silent, audiblePanic, alarms, revision, upTo, epoch);
    }
  }
}
