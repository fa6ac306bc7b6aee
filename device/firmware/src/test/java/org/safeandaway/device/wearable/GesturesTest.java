package org.safeandaway.device.wearable;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.safeandaway.device.wearable.Gesture.Made;
import org.safeandaway.device.wearable.WearableSettings.GestureTimes;

/**
 * Golden traces of hands. An edge is the button's letter, its way and its time: {@code c+0} is
 * check-in going down at 0 ms, {@code p-1500} is panic coming up at 1500 ms. A gesture is its name
 * and the time at which it was decided. Every threshold stands here with its ± 1 ms.
 */
class GesturesTest {
  private static final GestureTimes TIMES = GestureTimes.standard();

  @Nested
  class CheckIn {
    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        nullValues = "nothing",
        textBlock =
            """
            # one press, decided 600 ms after its release
            c+0 c-100                       | PRESSED_ONCE@700
            c+0 c-599                       | PRESSED_ONCE@1199
            c+0 c-600                       | PRESSED_ONCE@1200
            c+0 c-999                       | PRESSED_ONCE@1599
            c+0 c-1000                      | HOLD_TICK@1000 PRESSED_ONCE@1600
            c+0 c-1999                      | HOLD_TICK@1000 PRESSED_ONCE@2599
            c+0 c-2999                      | HOLD_TICK@1000 HOLD_TICK@2000 PRESSED_ONCE@3599
            # two presses: the gap is under 600 ms
            c+0 c-100 c+699 c-800           | PRESSED_TWICE@1400
            c+0 c-100 c+700 c-800           | PRESSED_ONCE@700 PRESSED_ONCE@1400
            c+0 c-100 c+701 c-800           | PRESSED_ONCE@700 PRESSED_ONCE@1400
            c+0 c-100 c+300 c-1299          | PRESSED_TWICE@1899
            c+0 c-600 c+700 c-800           | PRESSED_TWICE@1400
            # three, and more
            c+0 c-100 c+300 c-400 c+999 c-1100 | PRESSED_THREE_TIMES@1700
            c+0 c-100 c+300 c-400 c+1000 c-1100 | PRESSED_TWICE@1000 PRESSED_ONCE@1700
            c+0 c-100 c+300 c-400 c+600 c-700 c+900 c-1000 | PRESSED_THREE_TIMES@1600
            """)
    void pressed(String edges, String gestures) {
      assertThat(trace(edges)).isEqualTo(gestures);
    }

    @Tag("END-1")
    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            c+0 c-2999 | HOLD_TICK@1000 HOLD_TICK@2000 PRESSED_ONCE@3599
            c+0 c-3000 | HOLD_TICK@1000 HOLD_TICK@2000 HOLD_TICK@3000 HELD@3000 HOLD_ENDED@3000
            c+0 c-3001 | HOLD_TICK@1000 HOLD_TICK@2000 HOLD_TICK@3000 HELD@3000 HOLD_ENDED@3001
            c+0 c-5999 | HOLD_TICK@1000 HOLD_TICK@2000 HOLD_TICK@3000 HELD@3000 HOLD_ENDED@5999
            c+0 c-6000 | HOLD_TICK@1000 HOLD_TICK@2000 HOLD_TICK@3000 HELD@3000 HELD_LONG@6000
            c+0 c-6001 | HOLD_TICK@1000 HOLD_TICK@2000 HOLD_TICK@3000 HELD@3000 HELD_LONG@6000
            """)
    void held(String edges, String gestures) {
      assertThat(trace(edges)).isEqualTo(gestures);
    }

    @Test
    void isDecidedInAHoldWithoutWaitingForItsEnd() {
      assertThat(trace("c+0"))
          .isEqualTo("HOLD_TICK@1000 HOLD_TICK@2000 HOLD_TICK@3000 HELD@3000 HELD_LONG@6000");
    }
  }

  @Nested
  @Tag("DUR-1")
  class Duress {
    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            # held 1 to 3 s, with the check-in not yet gone
            c+0 c-100 c+300 c-1299             | PRESSED_TWICE@1899
            c+0 c-100 c+300 c-1300             | DURESS@1900
            c+0 c-100 c+300 c-1301             | DURESS@1901
            c+0 c-100 c+300 c-3299             | DURESS@3899
            c+0 c-100 c+300 c-3300             | HELD@3300 HOLD_ENDED@3300
            # with the check-in gone
            c+0 c-100 c+1000 c-1999            | PRESSED_ONCE@700 PRESSED_ONCE@2599
            c+0 c-100 c+1000 c-2000            | PRESSED_ONCE@700 DURESS@2600
            c+0 c-100 c+1000 c-3999            | PRESSED_ONCE@700 DURESS@4599
            c+0 c-100 c+1000 c-4000            | PRESSED_ONCE@700 HELD@4000 HOLD_ENDED@4000
            # within 3 s of the press
            c+0 c-100 c+3099 c-5000            | PRESSED_ONCE@700 DURESS@5600
            c+0 c-100 c+3100 c-5000            | PRESSED_ONCE@700 DURESS@5600
            c+0 c-100 c+3101 c-4200            | PRESSED_ONCE@700 HOLD_TICK@4101 PRESSED_ONCE@4800
            # only a short press opens it: two tries at "safe and away" are no cry for help
            c+0 c-599 c+2000 c-3500            | PRESSED_ONCE@1199 DURESS@4100
            c+0 c-600 c+2000 c-3500            | PRESSED_ONCE@1200 HOLD_TICK@3000 PRESSED_ONCE@4100
            # it opens no second one
            c+0 c-100 c+300 c-1500 c+3000 c-4500 | DURESS@2100 HOLD_TICK@4000 PRESSED_ONCE@5100
            # a press right after it takes nothing away from it
            c+0 c-100 c+300 c-1500 c+1800 c-1900 | DURESS@2100 PRESSED_ONCE@2500
            """)
    void isAPressAndAHold(String edges, String gestures) {
      assertThat(trace(edges)).isEqualTo(gestures);
    }
  }

  @Nested
  @Tag("PAN-1")
  class Panic {
    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        nullValues = "nothing",
        textBlock =
            """
            p+0 p-1499                            | nothing
            p+0 p-1500                            | PANIC@1500
            p+0 p-1501                            | PANIC@1500
            p+0 p-9000                            | PANIC@1500
            # whatever check-in does
            c+0 p+500 c-700 p-2500                | PRESSED_ONCE@1300 PANIC@2000
            c+0 p+100 p-1600 c-1700               | HOLD_TICK@1000 PANIC@1600 PRESSED_ONCE@2300
            p+0 c+10 c-200 p-1500                 | PRESSED_ONCE@1000 PANIC@1500
            # three presses within two seconds
            p+0 p-100 p+300 p-400 p+1999 p-2100   | PANIC@1999
            p+0 p-100 p+300 p-400 p+2000 p-2100   | PANIC@2000
            p+0 p-100 p+300 p-400 p+2001 p-2100   | nothing
            p+0 p-100 p+300 p-400 p+2001 p-2100 p+2300 p-2400 | PANIC@2300
            # one hold, one panic
            p+0 p-100 p+300 p-400 p+600 p-9000    | PANIC@600
            p+0 p-1600 p+1700 p-1800 p+1900 p-2000 | PANIC@1500
            """)
    void isHeldOrPressedThreeTimes(String edges, String gestures) {
      assertThat(trace(edges)).isEqualTo(gestures == null ? "" : gestures);
    }
  }

  @Nested
  @Tag("ADV-1")
  class Advice {
    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        nullValues = "nothing",
        textBlock =
            """
            # both down within 150 ms
            p+0 c+149 p-400 c-500             | ADVICE@500
            p+0 c+150 p-400 c-500             | ADVICE@500
            p+0 c+151 p-400 c-500             | PRESSED_ONCE@1100
            c+0 p+149 p-400 c-500             | ADVICE@500
            c+0 p+150 p-400 c-500             | ADVICE@500
            c+0 p+151 p-400 c-500             | PRESSED_ONCE@1100
            # both up before 1 s
            p+0 c+100 c-500 p-999             | ADVICE@999
            p+0 c+100 c-500 p-1000            | PRESSED_ONCE@1100
            p+0 c+100 p-500 c-999             | ADVICE@999
            p+0 c+100 p-500 c-1000            | PRESSED_ONCE@1600
            p+0 c+100 p-500 c-1001            | PRESSED_ONCE@1601
            p+0 c+100 c-300 p-1200            | PRESSED_ONCE@1000
            # its edges count for nothing else: not for a panic, not for a series
            p+0 c+50 p-200 c-200 p+500 p-600 p+800 p-900     | ADVICE@200
            p+0 p-100 p+300 c+350 p-500 c-500 p+800 p-900    | ADVICE@500
            c+0 c-100 c+300 p+310 c-500 p-510                | ADVICE@510 PRESSED_ONCE@700
            c+0 c-100 c+600 p+610 c-900 p-910                | ADVICE@910 PRESSED_ONCE@910
            # a third press of panic is a panic, whatever goes down with it
            p+0 p-100 p+300 p-400 p+600 c+650 p-800 c-900    | PANIC@600 PRESSED_ONCE@1500
            # pressing one of them again makes it no chord
            p+0 c+50 p-200 p+300 p-400 c-500                 | PRESSED_ONCE@1100
            """)
    void isBothButtonsAtOnce(String edges, String gestures) {
      assertThat(trace(edges)).isEqualTo(gestures == null ? "" : gestures);
    }
  }

  @Nested
  class Stuck {
    @Test
    void isAButtonDownForAMinute() {
      Gestures down = Gestures.atRest().edge(Button.PANIC, true, ms(5), TIMES).gestures();
      assertThat(down.isStuck(Button.PANIC, ms(60_004), TIMES)).isFalse();
      assertThat(down.isStuck(Button.PANIC, ms(60_005), TIMES)).isTrue();
      assertThat(down.isStuck(Button.CHECK_IN, ms(60_005), TIMES)).isFalse();
      assertThat(down.stuckAt(Button.PANIC, TIMES)).isEqualTo(ms(60_005));
    }
  }

  @Nested
  class Time {
    @Test
    void aButtonHeldAtTheStartCounts() {
      assertThat(trace("p+0")).isEqualTo("PANIC@1500");
    }

    @Test
    void aLateCallDecidesTheSameAsOneInTime() {
      Gestures down = Gestures.atRest().edge(Button.CHECK_IN, true, ms(0), TIMES).gestures();
      assertThat(down.until(ms(99_000), TIMES).made())
          .extracting(Made::gesture)
          .containsExactly(
              Gesture.HOLD_TICK,
              Gesture.HOLD_TICK,
              Gesture.HOLD_TICK,
              Gesture.HELD,
              Gesture.HELD_LONG);
    }

    @Test
    void sayingAgainWhatIsSoChangesNothing() {
      Gestures down = Gestures.atRest().edge(Button.PANIC, true, ms(0), TIMES).gestures();
      assertThat(down.edge(Button.PANIC, true, ms(900), TIMES).gestures()).isEqualTo(down);
    }
  }

  /** Plays the edges, wakes as asked for, and lets it come to rest. */
  private static String trace(String edges) {
    List<Made> made = new ArrayList<>();
    Gestures gestures = Gestures.atRest();
    for (String edge : edges.split(" ")) {
      Duration at = ms(Long.parseLong(edge.substring(2)));
      Button button = edge.charAt(0) == 'p' ? Button.PANIC : Button.CHECK_IN;
      gestures = wakeUpTo(at, gestures, made);
      Gestures.Reading reading = gestures.edge(button, edge.charAt(1) == '+', at, TIMES);
      made.addAll(reading.made());
      gestures = reading.gestures();
    }
    wakeUpTo(ms(30_000), gestures, made);
    return String.join(" ", made.stream().map(m -> m.gesture() + "@" + m.at().toMillis()).toList());
  }

  private static Gestures wakeUpTo(Duration to, Gestures from, List<Made> made) {
    Gestures gestures = from;
    for (Duration next = gestures.nextAt(TIMES);
        next != null && next.compareTo(to) <= 0;
        next = gestures.nextAt(TIMES)) {
      Gestures.Reading reading = gestures.until(next, TIMES);
      made.addAll(reading.made());
      gestures = reading.gestures();
    }
    return gestures;
  }

  private static Duration ms(long ms) {
    return Duration.ofMillis(ms);
  }
}
