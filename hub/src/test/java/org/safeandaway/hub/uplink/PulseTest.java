package org.safeandaway.hub.uplink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.safeandaway.protocol.Topic.Channel;

class PulseTest {
  private static final long START = 1_000_000;

  private Duration sinceCommit = Duration.ZERO;
  private Duration keeperLate = Duration.ZERO;
  private final Pulse pulse = new Pulse(new Told(), START);

  @Test
  void beatsWhileEverythingIsWell() {
    assertThat(pulse.reasonsForSilence(after(10), Duration.ZERO)).isEmpty();
  }

  @Test
  void stopsWhenTheDeskHasNotCommitted() {
    sinceCommit = Duration.ofSeconds(6);

    assertThat(pulse.reasonsForSilence(START, Duration.ZERO))
        .containsExactly("the desk has committed nothing for 6 s");
  }

  @Test
  void stopsWhenTheKeeperIsLate() {
    keeperLate = Duration.ofSeconds(6);

    assertThat(pulse.reasonsForSilence(START, Duration.ZERO))
        .containsExactly("the keeper is late by 6 s");
  }

  @Test
  void stopsWhenOneSessionHearsNothingAndSaysWhich() {
    pulse.heardOurselves(Channel.UP_EVENT, after(10));

    assertThat(pulse.reasonsForSilence(after(13), Duration.ZERO))
        .containsExactly("nothing comes in by up/panic");
    assertThat(pulse.stalled(after(13))).containsExactly(Channel.UP_PANIC);
  }

  @Test
  void beatsAgainAsSoonAsItHears() {
    pulse.heardOurselves(Channel.UP_EVENT, after(20));
    pulse.heardOurselves(Channel.UP_PANIC, after(20));

    assertThat(pulse.reasonsForSilence(after(21), Duration.ZERO)).isEmpty();
  }

  private static long after(int seconds) {
    return START + Duration.ofSeconds(seconds).toNanos();
  }

  private final class Told implements Vitals {
    @Override
    public Duration sinceCommit() {
      return sinceCommit;
    }

    @Override
    public Duration keeperLate() {
      return keeperLate;
    }

    @Override
    public boolean isWatched() {
      return true;
    }
  }

  @Test
  void isSilentWhileWhatCameInIsNotCommitted() {
    assertThat(pulse.reasonsForSilence(START, Duration.ofSeconds(11))).isEmpty();
    assertThat(pulse.reasonsForSilence(START, Duration.ofSeconds(13)))
        .containsExactly("what came in 13 s ago is not committed");
  }
}
