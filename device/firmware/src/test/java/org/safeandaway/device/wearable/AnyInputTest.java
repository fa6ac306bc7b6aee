package org.safeandaway.device.wearable;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.Tuple;
import org.safeandaway.protocol.AlarmKind;
import org.safeandaway.protocol.DeadlineKind;
import org.safeandaway.protocol.EventId;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.protocol.Message;
import org.safeandaway.protocol.Outcome;
import org.safeandaway.protocol.Phase;
import org.safeandaway.protocol.WearableId;

/** Whatever comes, in whatever order, the wearable goes on and keeps its promises. */
class AnyInputTest {
  private static final List<Instant> HUB_TIMES =
      List.of(
          Instant.EPOCH,
          Trial.ZERO,
          Trial.ZERO.plusSeconds(60),
          Trial.ZERO.plusSeconds(600),
          Instant.parse("9999-12-31T23:59:59Z"));

  /** The longest that the buzzer is on at a stretch: a failed self-test. */
  private static final Duration LONGEST_TONE = Duration.ofMillis(1500);

  /** An input, and how long after the one before it; negative is handed in too late. */
  record Timed(Input input, long afterMs) {}

  @Property(tries = 1500, edgeCases = EdgeCasesMode.NONE)
  void leavesItAlive(@ForAll("scripts") List<Timed> script) {
    Run run = new Run();
    script.forEach(run::play);
    run.waitFor(3_600_000);
    run.linkDownAndButtonsUp();
    run.waitFor(10_000);
    assertThat(run.seqs).as("every event is made once").doesNotHaveDuplicates();
  }

  @Tag("PAN-1")
  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void takesAPanicAfterAnything(@ForAll("scripts") List<Timed> script) {
    Run run = new Run();
    script.forEach(run::play);
    run.linkDownAndButtonsUp();
    run.waitFor(100);
    run.hand(new Input.LinkUp("c-last"));
    int before = run.panicsSent;
    run.hand(new Input.ButtonChanged(Button.PANIC, true));
    run.waitFor(1500);
    assertThat(run.panicsSent).isGreaterThan(before);
  }

  @Provide
  Arbitrary<List<Timed>> scripts() {
    Arbitrary<Long> after =
        Arbitraries.frequencyOf(
            Tuple.of(5, Arbitraries.longs().between(0, 700)),
            Tuple.of(2, Arbitraries.longs().between(0, 7000)),
            Tuple.of(1, Arbitraries.longs().between(-5000, 400_000)));
    return Combinators.combine(inputs(), after).as(Timed::new).list().ofMaxSize(60);
  }

  private static Arbitrary<Input> inputs() {
    Arbitrary<Button> buttons = Arbitraries.of(Button.class);
    Arbitrary<Boolean> flags = Arbitraries.of(true, false);
    Arbitrary<EventId> ids =
        Combinators.combine(
                Arbitraries.of(Trial.BOOT, Trial.BOOT, Trial.EARLIER_BOOT),
                Arbitraries.longs().between(1, 8))
            .as(EventId::new);
    return Arbitraries.frequencyOf(
        Tuple.of(8, Combinators.combine(buttons, flags).as(Input.ButtonChanged::new)),
        Tuple.of(3, pulses()),
        Tuple.of(3, receipts(ids)),
        Tuple.of(3, notices(ids)),
        Tuple.of(2, Arbitraries.of("c-1", "c-2").map(Input.LinkUp::new)),
        Tuple.of(1, Arbitraries.create(Input.LinkDown::new)),
        Tuple.of(3, ids.map(Input.Acknowledged::new)),
        Tuple.of(3, ids.map(Input.Stored::new)),
        Tuple.of(1, ids.map(id -> new Input.StoreFailed(id, "full"))),
        Tuple.of(
            1,
            Combinators.combine(Arbitraries.of(0, 50, 100).injectNull(0.3), flags)
                .as((percent, low) -> new Input.Measured(percent, percent, low))),
        Tuple.of(
            1, Combinators.combine(Arbitraries.of(Fault.class), flags).as(Input.FaultChanged::new)),
        Tuple.of(1, Arbitraries.create(Input.Tick::new)));
  }

  private static Arbitrary<Input> pulses() {
    return Combinators.combine(
            Arbitraries.of(HUB_TIMES),
            Arbitraries.of("s-1", "s-2"),
            epochs(),
            Arbitraries.of(true, false).injectNull(0.5))
        .as(
            (time, start, epoch, watched) ->
                new Input.PulseHeard(new Message.Pulse("h", time, start, epoch, watched)));
  }

  private static Arbitrary<Input> receipts(Arbitrary<EventId> ids) {
    return Combinators.combine(
            ids,
            Arbitraries.of(Outcome.class),
            Arbitraries.of(HUB_TIMES),
            epochs(),
            Arbitraries.of(true, false))
        .as(
            (id, outcome, time, epoch, owned) ->
                new Input.ReceiptHeard(
                    new Message.Receipt(id.boot(), id.seq(), outcome, time, epoch, owned)));
  }

  private static Arbitrary<Input> notices(Arbitrary<EventId> ids) {
    Arbitrary<List<Message.Deadline>> deadlines =
        Combinators.combine(
                Arbitraries.of(DeadlineKind.class),
                Arbitraries.of(HUB_TIMES),
                Arbitraries.of(0L, 60_000L, 300_000L, 300_000_000L).list().ofMaxSize(3))
            .as(Message.Deadline::new)
            .list()
            .ofMaxSize(3);
    Arbitrary<List<Message.OpenAlarm>> alarms =
        Combinators.combine(
                Arbitraries.of("a-1", "a-2"),
                Arbitraries.of(AlarmKind.class).filter(kind -> !kind.isCovert()),
                Arbitraries.of(true, false))
            .as(Message.OpenAlarm::new)
            .list()
            .ofMaxSize(2);
    return Combinators.combine(
            Arbitraries.of("v-1", "v-2").injectNull(0.2),
            Arbitraries.of(Phase.class),
            deadlines,
            alarms,
            Arbitraries.integers().between(0, 15),
            Arbitraries.longs().between(1, 6),
            ids.map(id -> new Message.UpTo(id.boot(), id.seq())).injectNull(0.3),
            epochs())
        .as(
            (visit, phase, due, open, flags, revision, upTo, epoch) ->
                new Input.VisitHeard(
                    new Message.Visit(
                        visit,
                        phase,
                        due,
                        flags % 2 == 0,
                        flags % 4 < 2,
                        open,
                        revision,
                        upTo,
                        epoch)));
  }

  private static Arbitrary<String> epochs() {
    return Arbitraries.of(Trial.EPOCH, Trial.EPOCH, "epoch-2");
  }

  /** A wearable and what must hold of it after every step. */
  private static final class Run {
    final List<Long> seqs = new ArrayList<>();
    int panicsSent;
    private WearableState state;
    private Duration now = Duration.ZERO;
    private Duration wakeAt = Duration.ZERO;
    private Duration onSince = Duration.ZERO;
    private boolean on;

    Run() {
      StoredEvent old =
          new StoredEvent(
              new EventId(Trial.EARLIER_BOOT, 2), EventKind.PANIC, "v-1", Duration.ZERO, null);
      ReceiptedEvent older =
          new ReceiptedEvent(
              new StoredEvent(
                  new EventId(Trial.EARLIER_BOOT, 1), EventKind.DURESS, null, Duration.ZERO, null),
              Outcome.COUNTED,
              Trial.ZERO,
              "epoch-0");
      state =
          WearableState.atStart(
              new WearableId("w-1"),
              Trial.BOOT,
              "1",
              WearableSettings.standard(),
              new Restored(List.of(old), List.of(older), null));
      hand(new Input.Tick());
    }

    void play(Timed timed) {
      waitFor(Math.max(0, timed.afterMs()));
      hand(timed.input(), now.plusMillis(Math.min(0, timed.afterMs())));
    }

    void waitFor(long ms) {
      Duration until = now.plusMillis(ms);
      while (wakeAt.compareTo(until) <= 0) {
        now = wakeAt;
        hand(new Input.Tick());
      }
      now = until;
    }

    void linkDownAndButtonsUp() {
      hand(new Input.ButtonChanged(Button.PANIC, false));
      hand(new Input.ButtonChanged(Button.CHECK_IN, false));
      hand(new Input.LinkDown());
    }

    void hand(Input input) {
      hand(input, now);
    }

    private void hand(Input input, Duration at) {
      WearableState before = state;
      Step step = Wearable.step(before, input, at);
      assertThat(Wearable.step(before, input, at)).as("a function").isEqualTo(step);
      state = step.state();
      wakeAt = step.wakeAt();
      assertThat(wakeAt).isGreaterThan(state.now());
      step.effects().forEach(this::check);
      assertThat(on && state.now().minus(onSince).compareTo(LONGEST_TONE) > 0)
          .as("the buzzer is left on")
          .isFalse();
    }

    private void check(Effect effect) {
      switch (effect) {
        case Effect.Store(StoredEvent event) -> seqs.add(event.id().seq());
        case Effect.Buzzer(boolean turned) -> {
          assertThat(turned).as("a buzzer is switched to what it is not").isNotEqualTo(on);
          on = turned;
          onSince = state.now();
        }
        case Effect.SendEvent(Message.Event event) -> {
          panicsSent += event.kind() == EventKind.PANIC ? 1 : 0;
          assertThat(event.ageMs()).isNotNegative();
        }
        default -> {}
      }
    }
  }
}
