package org.safeandaway.simulator.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.safeandaway.protocol.DeadlineKind.AGREED_END;
import static org.safeandaway.protocol.DeadlineKind.CHECK_IN;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.safeandaway.device.wearable.Sound;
import org.safeandaway.protocol.AlarmKind;
import org.safeandaway.protocol.Codec;
import org.safeandaway.protocol.DeadlineKind;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.protocol.Message;
import org.safeandaway.protocol.Outcome;
import org.safeandaway.protocol.Phase;
import org.safeandaway.protocol.Topic;
import org.safeandaway.protocol.WearableId;
import org.safeandaway.simulator.parts.TestClient;

/**
 * One wearer on one visit, for one cell of the table: brought into its phase by hand, then the
 * event, then a look at everything that the table speaks of.
 */
final class Trial {
  /** Hands at once: a gesture has its own time, and two cores serve all of them. */
  private static final Semaphore HANDS = new Semaphore(24);

  private final School school;
  private final Office office;
  private final WearableId id;
  private final Worn worn;
  private String visit = "";

  Trial(School school, WearableId id) {
    this.school = school;
    this.office = school.office();
    this.id = id;
    this.worn = school.worn(id);
  }

  void run(Cell cell) {
    Seen.Visit before = goTo(cell.phase());
    int soundsBefore = worn.sounds().size();
    Message.Event event = make(cell);
    Message.Receipt receipt = receipt(event);
    Seen.Visit after = office.visit(visit);

    assertThat(receipt.outcome()).as("outcome").isEqualTo(cell.outcome());
    assertThat(after.phase()).as("phase").isEqualTo(cell.then());
    deadlines(cell, before, after, event);
    questions(cell, before, after);
    assertThat(alarms()).as("alarms").isEqualTo(cell.alarm().stream().toList());
    Waits.await("the wearable follows to " + cell.then())
        .until(() -> worn.phase() == cell.then() && worn.unsent() == 0);
    if (isByHand(cell)) {
      heard(cell, soundsBefore);
    }
  }

  /** Sends the wearer out and on, by her own hands. */
  private Seen.Visit goTo(Phase phase) {
    visit = office.sendOut(id, false);
    awaitPhase(Phase.BEFORE);
    if (phase != Phase.BEFORE) {
      byHand(worn::pressCheckIn, Phase.DOOR);
    }
    if (phase == Phase.VISIT || phase == Phase.LEAVING) {
      byHand(worn::pressCheckIn, Phase.VISIT);
    }
    if (phase == Phase.LEAVING) {
      byHand(worn::pressThreeTimes, Phase.LEAVING);
    }
    if (phase == Phase.OVER) {
      byHand(worn::holdCheckIn, Phase.OVER);
    }
    return office.visit(visit);
  }

  private void byHand(Runnable gesture, Phase then) {
    hands(gesture);
    awaitPhase(then);
  }

  /** At both ends, and with nothing under way between them. */
  private void awaitPhase(Phase phase) {
    Waits.await(id + " is in " + phase)
        .until(
            () ->
                worn.phase() == phase
                    && worn.unsent() == 0
                    && office.visit(visit).phase() == phase);
  }

  private static void hands(Runnable gesture) {
    HANDS.acquireUninterruptibly();
    try {
      gesture.run();
    } finally {
      HANDS.release();
    }
  }

  /** The firmware makes an arrival of a press only before the visit, and so on. */
  private static boolean isByHand(Cell cell) {
    return switch (cell.event()) {
      case ARRIVED -> cell.phase() == Phase.BEFORE;
      case CHECK_IN -> cell.phase() != Phase.BEFORE;
      case SELF_TEST -> cell.phase() == Phase.OVER;
      case WITHDRAWN -> false; // with no panic open
      case MORE_TIME, LEAVING, SAFE_AND_AWAY, ADVICE, PANIC, DURESS -> true;
      case UNKNOWN -> throw new IllegalArgumentException("no event: " + cell);
    };
  }

  private Message.Event make(Cell cell) {
    if (!isByHand(cell)) {
      return publish(cell);
    }
    int before = events(cell.event()).size();
    hands(() -> gesture(cell.event()));
    Waits.await(id + " sends " + cell.event())
        .until(() -> events(cell.event()).size() == before + 1);
    return events(cell.event()).getLast();
  }

  private List<Message.Event> events(EventKind kind) {
    return school.wiretap().events(id, kind);
  }

  private void gesture(EventKind kind) {
    switch (kind) {
      case ARRIVED, CHECK_IN -> worn.pressCheckIn();
      case MORE_TIME -> worn.pressTwice();
      case LEAVING -> worn.pressThreeTimes();
      case SAFE_AND_AWAY, WITHDRAWN -> worn.holdCheckIn();
      case ADVICE -> worn.pressBoth();
      case PANIC -> worn.holdPanic();
      case DURESS -> worn.duress();
      case SELF_TEST -> worn.holdCheckInLong();
      case UNKNOWN -> throw new IllegalArgumentException("no gesture");
    }
  }

  /** As a firmware of another release might, after all that this one has said. */
  private Message.Event publish(Cell cell) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    long next = 1 + Arrays.stream(EventKind.values()).mapToLong(kind -> events(kind).size()).sum();
    var event = new Message.Event(worn.boot(), next, cell.event(), visit, now, 0, false, false);
    String topic = Topic.of(id, Topic.channelOf(cell.event())).path();
    try (var client = TestClient.wearable(school.broker(), id)) {
      client.publish(topic, new String(Codec.EVENT.encode(event)));
    } catch (MqttException e) {
      throw new AssertionError("cannot publish as " + id, e);
    }
    return event;
  }

  private Message.Receipt receipt(Message.Event event) {
    Waits.await("the receipt of " + event)
        .until(() -> school.wiretap().receipt(id, event.id()).isPresent());
    return school.wiretap().receipt(id, event.id()).orElseThrow();
  }

  private List<AlarmKind> alarms() {
    return office.openAlarms().stream()
        .filter(alarm -> alarm.wearable().filter(id.value()::equals).isPresent())
        .map(Seen.Alarm::kind)
        .toList();
  }

  private static void questions(Cell cell, Seen.Visit before, Seen.Visit after) {
    List<String> asked = new ArrayList<>(after.questions());
    asked.removeAll(before.questions());
    assertThat(asked).as("questions").isEqualTo(cell.question().stream().toList());
  }

  private static void deadlines(
      Cell cell, Seen.Visit before, Seen.Visit after, Message.Event event) {
    for (DeadlineKind kind : EnumSet.complementOf(EnumSet.of(DeadlineKind.UNKNOWN))) {
      Seen.Deadline was = before.deadlines().get(kind);
      Seen.Deadline is = after.deadlines().get(kind);
      switch (cell.fates().get(kind)) {
        case null -> assertThat(is).as(kind + " stays").isEqualTo(was);
        case DISARMED -> {
          assertThat(was).as(kind + " was armed").isNotNull();
          assertThat(is).as(kind + " is disarmed").isNull();
        }
        case ARMED -> {
          assertThat(was).as(kind + " was not armed").isNull();
          counts(kind, after, event);
        }
        case COUNTED_AGAIN -> {
          assertThat(before.deadline(kind).dueAt()).isBefore(after.deadline(kind).dueAt());
          counts(kind, after, event);
        }
        case EXTENDED ->
            assertThat(
                    Duration.between(before.deadline(kind).dueAt(), after.deadline(kind).dueAt()))
                .as(kind + " moves by one step")
                .isEqualTo(Policy.EXTENSION_STEP);
      }
    }
  }

  /** The deadline counts from the instant of the event itself, not of its arrival. */
  private static void counts(DeadlineKind kind, Seen.Visit after, Message.Event event) {
    Instant at = Objects.requireNonNull(event.hubAt(), "an event without an instant");
    Instant promised =
        switch (kind) {
          case CHECK_IN -> at.plus(Policy.UNHURRIED.checkInEvery());
          case NO_SHOW -> at.plus(Policy.NO_SHOW_WAIT);
          case SAFE_AND_AWAY -> at.plus(Policy.LEAVING_WITHIN);
          case AGREED_END -> after.agreedEnd();
          case ARRIVAL, CONTACT, UNKNOWN -> throw new IllegalArgumentException("never: " + kind);
        };
    assertThat(Duration.between(promised, after.deadline(kind).promisedAt()).abs())
        .as(kind + " counts from the event")
        .isLessThan(Duration.ofSeconds(1));
  }

  /** The wearer hears what became of it; a duress sounds as the check-in that it looks like. */
  private void heard(Cell cell, int before) {
    Set<Sound> answers = EnumSet.of(Sound.HUB_HAS_IT, Sound.NOT_ACCEPTED, Sound.SELF_TEST_PASSED);
    Sound expected =
        cell.event() == EventKind.SELF_TEST
            ? Sound.SELF_TEST_PASSED
            : cell.outcome() == Outcome.COUNTED ? Sound.HUB_HAS_IT : Sound.NOT_ACCEPTED;
    Waits.await(id + " hears an answer")
        .until(() -> worn.sounds().stream().skip(before).anyMatch(answers::contains));
    assertThat(worn.sounds().stream().skip(before).filter(answers::contains))
        .containsExactly(expected);
  }

  void moreTimeAtTheMaximum(Phase phase) {
    goTo(phase);
    Message.Event first = make(cell(phase, EventKind.MORE_TIME));
    assertThat(receipt(first).outcome()).isEqualTo(Outcome.COUNTED);
    awaitPhase(Phase.VISIT);
    Seen.Visit before = office.visit(visit);
    Message.Event event = make(cell(Phase.VISIT, EventKind.MORE_TIME));
    assertThat(receipt(event).outcome()).isEqualTo(Outcome.NOTED);
    Seen.Visit after = office.visit(visit);
    assertThat(after.deadline(AGREED_END)).isEqualTo(before.deadline(AGREED_END));
    assertThat(after.deadline(CHECK_IN).dueAt()).isAfter(before.deadline(CHECK_IN).dueAt());
  }

  void safeAndAwayWithAnAlarmOpen() {
    goTo(Phase.VISIT);
    Message.Event panic = make(cell(Phase.VISIT, EventKind.PANIC));
    assertThat(receipt(panic).outcome()).isEqualTo(Outcome.COUNTED);
    Seen.Visit before = office.visit(visit);
    // At this wearable a hold would take the panic back.
    Message.Event event = publish(cell(Phase.VISIT, EventKind.SAFE_AND_AWAY));
    assertThat(receipt(event).outcome()).isEqualTo(Outcome.NOTED);
    Seen.Visit after = office.visit(visit);
    assertThat(after.saidSafe()).isTrue();
    assertThat(after.phase()).isEqualTo(Phase.VISIT);
    assertThat(after.deadlines()).isEqualTo(before.deadlines());
  }

  void withdrawn(Phase phase) {
    goTo(phase);
    assertThat(receipt(make(cell(phase, EventKind.PANIC))).outcome()).isEqualTo(Outcome.COUNTED);
    Seen.Visit before = office.visit(visit);
    hands(worn::holdCheckIn);
    Waits.await(id + " takes it back").until(() -> !events(EventKind.WITHDRAWN).isEmpty());
    assertThat(receipt(events(EventKind.WITHDRAWN).getFirst()).outcome())
        .isEqualTo(Outcome.COUNTED);
    List<Seen.Alarm> panics = office.alarms(id, AlarmKind.PANIC);
    assertThat(panics).hasSize(1);
    Seen.Alarm panic = office.alarm(panics.getFirst().id());
    assertThat(panic.isOpen()).isTrue();
    assertThat(panic.notes()).hasSize(1);
    assertThat(office.visit(visit).phase()).isEqualTo(phase);
    assertThat(office.visit(visit).deadlines()).isEqualTo(before.deadlines());
  }

  private static Cell cell(Phase phase, EventKind event) {
    return Cell.table().stream()
        .filter(cell -> cell.phase() == phase && cell.event() == event)
        .findFirst()
        .orElseThrow();
  }
}
