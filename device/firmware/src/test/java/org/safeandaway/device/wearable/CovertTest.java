package org.safeandaway.device.wearable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.safeandaway.device.wearable.Trial.EPOCH;
import static org.safeandaway.device.wearable.Trial.event;
import static org.safeandaway.device.wearable.Trial.visit;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.safeandaway.protocol.AlarmKind;
import org.safeandaway.protocol.DeadlineKind;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.protocol.Message;
import org.safeandaway.protocol.Outcome;
import org.safeandaway.protocol.Phase;

/**
 * A duress leaves no trace at the wearer. Two wearables live through the same script of hands, hub,
 * link and battery; where one is given a duress, the other is given a check-in that is decided at
 * the same instant. Whoever stands beside them must see and hear the same from both.
 *
 * <p>The hub of these scripts is careless on purpose: it answers every duress with "counted" and
 * even says that a person has it.
 */
@Tag("DUR-1")
class CovertTest {

  /** What hands do; a duress is replaced by its twin in the second run. */
  enum Act {
    CHECK_IN,
    MORE_TIME,
    LEAVING,
    SAFE_AND_AWAY,
    PANIC,
    ADVICE,
    /** With the press before it not decided yet. */
    QUICK_DURESS,
    /** With the press before it gone as a check-in. */
    SLOW_DURESS
  }

  enum Around {
    LINK_UP,
    LINK_DOWN,
    BROKER_FREEZES,
    BROKER_THAWS,
    PULSES,
    NO_PULSES,
    NOBODY_WATCHES,
    SOMEBODY_WATCHES,
    HUB_RESTARTED,
    NOTICE,
    BATTERY_LOW,
    BATTERY_FULL
  }

  /** An act that begins so long after the one before it has been decided. */
  record Move(Act act, int afterMs) {}

  /** Something around the wearer, at a time; {@code pick} chooses among what it may be. */
  record Turn(Around around, int atMs, int pick) {}

  @net.jqwik.api.Tag("DUR-1")
  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void looksAndSoundsLikeACheckInAtTheSameInstant(
      @ForAll("moves") List<Move> moves,
      @ForAll("turns") List<Turn> turns,
      @ForAll @Size(value = 30) List<@IntRange(min = 2, max = 200) Integer> delays) {
    Life duress = new Life(moves, turns, delays, true).live();
    Life twin = new Life(moves, turns, delays, false).live();
    Statistics.label("duress made").collect(duress.trial.made().contains(EventKind.DURESS));
    assertThat(twin.trial.made()).doesNotContain(EventKind.DURESS);
    assertThat(difference(duress.perceived(), twin.perceived())).isEmpty();
  }

  /** The first thing that is not the same, so that a failure can be read. */
  private static String difference(List<String> duress, List<String> twin) {
    for (int i = 0; i < Math.max(duress.size(), twin.size()); i++) {
      String a = i < duress.size() ? duress.get(i) : "nothing";
      String b = i < twin.size() ? twin.get(i) : "nothing";
      if (!a.equals(b)) {
        return "in duress: " + a + "; its twin: " + b;
      }
    }
    return "";
  }

  @Provide
  Arbitrary<List<Move>> moves() {
    Arbitrary<Act> acts =
        Arbitraries.frequencyOf(
            Tuple.of(1, Arbitraries.of(Act.class)),
            Tuple.of(1, Arbitraries.of(Act.QUICK_DURESS, Act.SLOW_DURESS)));
    return Combinators.combine(acts, Arbitraries.integers().between(3100, 25_000))
        .as(Move::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(7);
  }

  @Provide
  Arbitrary<List<Turn>> turns() {
    return Combinators.combine(
            Arbitraries.of(Around.class),
            Arbitraries.integers().between(0, 1200).map(tenth -> tenth * 100),
            Arbitraries.integers().between(0, 1_000_000))
        .as(Turn::new)
        .list()
        .ofMaxSize(25);
  }

  @Test
  void aDuressIsSentAsOne() {
    Trial trial = Trial.guarding(visit(Phase.VISIT).build()).duress(5000);
    assertThat(trial.sent()).containsExactly(EventKind.DURESS);
  }

  @Test
  void aDuressAfterTheVisitIsNotAcceptedAsACheckInWouldNotBe() {
    Trial trial = Trial.guarding(visit(Phase.OVER).build()).duress(5000);
    trial.receipt(5100, event(1), Outcome.COUNTED, EPOCH, false).runTo(8000);
    assertThat(trial.heard()).containsExactly(Sound.NOT_ACCEPTED);
  }

  @Test
  void safeAndAwayAfterADuressIsNoWithdrawal() {
    Trial trial = Trial.guarding(visit(Phase.VISIT).build()).duress(5000);
    trial.press(Button.CHECK_IN, 10_000, 13_500);
    assertThat(trial.made()).containsExactly(EventKind.DURESS, EventKind.SAFE_AND_AWAY);
    assertThat(trial.state().phase()).isEqualTo(Phase.OVER);
  }

  /** One run of a script. */
  private static final class Life {
    private static final int ENDS = 200_000;

    /** Something to be done at a time; {@code order} breaks ties by who was first. */
    private record Due(long at, int order, Runnable what) implements Comparable<Due> {
      @Override
      public int compareTo(Due other) {
        return at == other.at ? Integer.compare(order, other.order) : Long.compare(at, other.at);
      }
    }

    private final Trial trial = new Trial();
    private final PriorityQueue<Due> agenda = new PriorityQueue<>();
    private final List<Integer> delays;
    private final boolean inDuress;
    private final List<String> phases = new ArrayList<>();
    private int order;
    private int answered;
    private long revision;
    private boolean pulses = true;
    private boolean watched = true;
    private String start = "start-0";

    Life(List<Move> moves, List<Turn> turns, List<Integer> delays, boolean inDuress) {
      this.delays = delays;
      this.inDuress = inDuress;
      turns.forEach(turn -> plan(turn.atMs(), () -> around(turn)));
      for (long ms = 0; ms < ENDS; ms += 5000) {
        long at = ms;
        plan(at, () -> pulse(at));
      }
      long begin = 1000;
      for (Move move : moves) {
        begin = plan(move.act(), begin + move.afterMs());
      }
    }

    private void plan(long at, Runnable what) {
      agenda.add(new Due(at, order++, what));
    }

    private void press(Button button, long from, long to) {
      plan(from, () -> trial.at(from, new Input.ButtonChanged(button, true)));
      plan(to, () -> trial.at(to, new Input.ButtonChanged(button, false)));
    }

    /** Plans an act, and says when it is decided. */
    private long plan(Act act, long at) {
      switch (act) {
        case CHECK_IN -> presses(at, 1);
        case MORE_TIME -> presses(at, 2);
        case LEAVING -> presses(at, 3);
        case SAFE_AND_AWAY -> press(Button.CHECK_IN, at, at + 3200);
        case PANIC -> press(Button.PANIC, at, at + 1700);
        case ADVICE -> {
          press(Button.PANIC, at, at + 400);
          press(Button.CHECK_IN, at + 50, at + 450);
        }
        case QUICK_DURESS -> {
          if (inDuress) {
            press(Button.CHECK_IN, at, at + 100);
          }
          press(Button.CHECK_IN, inDuress ? at + 400 : at + 1200, at + 1900);
        }
        case SLOW_DURESS -> {
          press(Button.CHECK_IN, at, at + 100);
          press(Button.CHECK_IN, inDuress ? at + 900 : at + 2000, at + 2800);
        }
      }
      return at + 4000;
    }

    private void presses(long at, int times) {
      for (int n = 0; n < times; n++) {
        press(Button.CHECK_IN, at + 300L * n, at + 300L * n + 100);
      }
    }

    Life live() {
      for (long ms = 0; ms <= ENDS; ms += 100) {
        while (!agenda.isEmpty() && agenda.peek().at() <= ms) {
          Due due = agenda.poll();
          trial.runTo(due.at());
          due.what().run();
        }
        trial.runTo(ms);
        hubAnswers(ms);
        believes(ms);
      }
      return this;
    }

    private void believes(long at) {
      String phase = trial.state().phase() + " " + trial.state().visit();
      if (phases.isEmpty() || !phases.getLast().endsWith(phase)) {
        phases.add(at + " " + phase);
      }
    }

    private void around(Turn turn) {
      long at = turn.atMs();
      switch (turn.around()) {
        case LINK_UP -> trial.linkUp(at);
        case LINK_DOWN -> trial.linkDown(at);
        case BROKER_FREEZES -> trial.broker(at, false);
        case BROKER_THAWS -> trial.broker(at, true);
        case PULSES -> pulses = true;
        case NO_PULSES -> pulses = false;
        case NOBODY_WATCHES -> watched = false;
        case SOMEBODY_WATCHES -> watched = true;
        case HUB_RESTARTED -> start = "start-" + turn.pick();
        case NOTICE -> trial.notice(at, notice(turn.pick(), at));
        case BATTERY_LOW -> trial.at(at, new Input.Measured(5, 50, true));
        case BATTERY_FULL -> trial.at(at, new Input.Measured(90, 50, false));
      }
    }

    private void pulse(long at) {
      if (pulses) {
        trial.pulse(at, start, EPOCH, watched);
      }
    }

    private Message.Visit notice(int pick, long at) {
      Trial.NoticeBuilder notice =
          visit(Phase.values()[pick % 6])
              .revision(++revision)
              .due(DeadlineKind.values()[pick / 6 % 6], at + pick % 60_000, 30_000L, 0L);
      if (pick % 5 == 0) {
        notice.silent();
      }
      if (pick % 7 == 0) {
        notice.audiblePanic();
      }
      if (pick % 11 == 0) {
        notice.alarm("a-" + pick % 3, AlarmKind.values()[pick % 2 * 2], pick % 13 == 0);
      }
      if (pick % 3 == 0 && answered > 0) {
        notice.upTo(event(answered));
      }
      return notice.build();
    }

    /** Each event has its receipt after a while, by its number and not by its kind. */
    private void hubAnswers(long now) {
      List<Effect.Store> stored = trial.all(Effect.Store.class);
      while (answered < stored.size()) {
        StoredEvent event = stored.get(answered).event();
        long delay = delays.get(answered % delays.size()) * 100L;
        Outcome outcome = outcome(event.kind(), answered);
        plan(now + delay, () -> answer(now + delay, event, outcome, false));
        answered++;
      }
    }

    /** Sends the receipt, as soon as it can: the hub must have the event, and a link be up. */
    private void answer(long at, StoredEvent event, Outcome outcome, boolean owned) {
      if (trial.canHearOf(event.id())) {
        trial.receipt(at, event.id(), outcome, EPOCH, owned);
        boolean raises = event.kind() == EventKind.DURESS || event.kind() == EventKind.PANIC;
        if (raises && !owned) {
          plan(at + 9000, () -> answer(at + 9000, event, outcome, true));
        }
      } else if (at < ENDS) {
        plan(at + 100, () -> answer(at + 100, event, outcome, owned));
      }
    }

    /** A check-in counts where the wearable would say so, before the event; a duress always. */
    private Outcome outcome(EventKind kind, int index) {
      return switch (kind) {
        case DURESS, PANIC, ADVICE -> Outcome.COUNTED;
        case ARRIVED, CHECK_IN ->
            trial.state().courier().find(event(index + 1)) instanceof Parcel parcel
                    && parcel.checkInCounts()
                ? Outcome.COUNTED
                : Outcome.NOTED;
        default -> index % 4 == 0 ? Outcome.NOTED : Outcome.COUNTED;
      };
    }

    /** All that can be seen and heard, with its times, and what the wearable believes. */
    List<String> perceived() {
      List<String> perceived = new ArrayList<>();
      for (Trial.Done done : trial.tape()) {
        switch (done.effect()) {
          case Effect.Buzzer buzzer -> perceived.add(done.at() + " " + buzzer);
          case Effect.Led led -> perceived.add(done.at() + " " + led);
          case Effect.Sounded sounded -> perceived.add(done.at() + " " + sounded);
          case Effect.SendState state -> perceived.add(done.at() + " " + state);
          case Effect.FaultReported fault -> perceived.add(done.at() + " " + fault);
          default -> {}
        }
      }
      perceived.addAll(phases);
      return perceived;
    }
  }
}
