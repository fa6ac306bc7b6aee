package org.safeandaway.simulator.universe.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineTest {
  private final Timeline timeline = new Timeline();
  private final List<String> happened = new ArrayList<>();

  @Test
  void letsThingsHappenInTheOrderOfTimeAndThenOfMaking() {
    timeline.at(Duration.ofSeconds(2), () -> happened.add("third"));
    timeline.at(Duration.ofSeconds(1), () -> happened.add("first"));
    timeline.at(Duration.ofSeconds(1), () -> happened.add("second"));
    timeline.at(Duration.ofSeconds(3), () -> happened.add("too late"));

    timeline.runUntil(Duration.ofSeconds(2));

    assertThat(happened).containsExactly("first", "second", "third");
    assertThat(timeline.now()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void forgetsWhatWasCancelled() {
    timeline.after(Duration.ofSeconds(1), () -> happened.add("cancelled")).cancel();

    timeline.runUntil(Duration.ofSeconds(5));

    assertThat(happened).isEmpty();
  }

  @Test
  void doesWhatIsPastAtOnce() {
    timeline.runUntil(Duration.ofSeconds(5));
    timeline.at(Duration.ofSeconds(1), () -> happened.add("late at " + timeline.now()));

    timeline.runUntil(Duration.ofSeconds(5));

    assertThat(happened).containsExactly("late at PT5S");
  }
}
