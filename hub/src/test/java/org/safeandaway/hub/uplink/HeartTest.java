package org.safeandaway.hub.uplink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.safeandaway.protocol.Topic.Channel;

class HeartTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final List<String> moves = new CopyOnWriteArrayList<>();
  private final Outstanding outstanding = new Outstanding();
  private volatile Duration sinceCommit = Duration.ZERO;
  private Heart heart;

  @BeforeEach
  void start() {
    Vitals vitals = new Told();
    Pulse pulse = new Pulse(vitals, System.nanoTime());
    heart = new Heart(pulse, vitals, outstanding, new Noted());
    heart.start();
  }

  @AfterEach
  void stop() {
    heart.close();
  }

  @Test
  void beatsAtOnce() {
    await().atMost(PATIENCE).until(() -> moves.contains("beat"));
  }

  @Test
  void leavesTheBrokerWhileTheDeskCommitsNothingAndComesBack() {
    outstanding.add(new CompletableFuture<>());
    sinceCommit = Duration.ofSeconds(10);
    await().atMost(PATIENCE).until(() -> moves.contains("hold"));
    assertThat(heart.troubles()).anyMatch(words -> words.contains("has left the MQTT broker"));

    sinceCommit = Duration.ZERO;

    await().atMost(PATIENCE).until(() -> moves.contains("release"));
    assertThat(heart.troubles()).isEmpty();
  }

  @Test
  void staysWhenOneInputIsNeverAnsweredAndTheDeskGoesOn() {
    outstanding.add(new CompletableFuture<>());

    await()
        .atMost(PATIENCE)
        .until(() -> outstanding.stuckFor().compareTo(Duration.ofSeconds(3)) > 0);

    assertThat(moves).contains("beat").doesNotContain("hold");
  }

  @Test
  void staysWhenTheDeskIsAwayAndNothingWaits() {
    sinceCommit = Duration.ofSeconds(10);
    await().atMost(PATIENCE).until(() -> !heart.troubles().isEmpty());

    assertThat(moves).doesNotContain("hold");
  }

  private final class Told implements Vitals {
    @Override
    public Duration sinceCommit() {
      return sinceCommit;
    }

    @Override
    public Duration keeperLate() {
      return Duration.ZERO;
    }
  }

  private final class Noted implements Heart.Limbs {
    @Override
    public void beat() {
      moves.add("beat");
    }

    @Override
    public void probe() {
      moves.add("probe");
    }

    @Override
    public void renew(Channel channel) {
      moves.add("renew");
    }

    @Override
    public void hold(String why) {
      moves.add("hold");
    }

    @Override
    public void release() {
      moves.add("release");
    }

    @Override
    public Optional<String> disconnected() {
      return Optional.empty();
    }
  }
}
