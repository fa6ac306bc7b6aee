package org.safeandaway.hub.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.safeandaway.hub.database.Database;
import org.safeandaway.hub.testing.SetClock;
import org.safeandaway.hub.trial.WithTrialHub;

class AttemptsTest extends WithTrialHub {
  private static int count;

  private final SetClock clock = new SetClock(Instant.parse("2026-09-14T08:00:00Z"));
  private Attempts attempts;
  private List<Attempts.Subject> jo;

  @BeforeEach
  void someone() {
    count++;
    attempts = new Attempts(hub.bean(Database.class), clock);
    jo = of("jo" + count, "192.0.2." + count);
  }

  private static List<Attempts.Subject> of(String person, String address) {
    return List.of(Attempts.Subject.password(person), Attempts.Subject.address(address));
  }

  @Test
  void fiveGuessesAreFreeAndThenEachCostsTwiceAsLong() {
    for (int guess = 1; guess <= 5; guess++) {
      assertThat(attempts.begin(jo)).as("guess %d", guess).isEmpty();
    }
    for (int seconds : new int[] {30, 60, 120, 240, 480, 900, 900}) {
      assertThat(attempts.begin(jo)).hasValue(Duration.ofSeconds(seconds));
      clock.pass(Duration.ofSeconds(seconds - 1));
      assertThat(attempts.begin(jo)).hasValue(Duration.ofSeconds(1));
      clock.pass(Duration.ofSeconds(1));
      assertThat(attempts.begin(jo)).as("after %d s", seconds).isEmpty();
    }
  }

  @Test
  void theRightPasswordStartsAnew() {
    for (int guess = 1; guess <= 4; guess++) {
      attempts.begin(jo);
    }

    attempts.begin(jo);
    attempts.succeeded(jo);

    for (int guess = 1; guess <= 5; guess++) {
      assertThat(attempts.begin(jo)).as("guess %d", guess).isEmpty();
    }
    assertThat(attempts.begin(jo)).isPresent();
  }

  @Test
  void whatWasLongAgoIsForgotten() {
    for (int guess = 1; guess <= 5; guess++) {
      attempts.begin(jo);
    }

    clock.pass(Duration.ofHours(1).plusSeconds(1));

    for (int guess = 1; guess <= 5; guess++) {
      assertThat(attempts.begin(jo)).isEmpty();
    }
  }

  @Test
  void anAddressIsSlowedDownWhoeverIsTriedAndNeverShutForLong() {
    String address = "198.51.100." + count;
    for (int guess = 1; guess <= 30; guess++) {
      assertThat(attempts.begin(of("pupil" + count + "-" + guess, address))).isEmpty();
    }
    for (int more = 1; more <= 40; more++) {
      List<Attempts.Subject> another = of("teacher" + count + "-" + more, address);
      assertThat(attempts.begin(another)).hasValue(Duration.ofSeconds(10));
      clock.pass(Duration.ofSeconds(10));
      assertThat(attempts.begin(another)).isEmpty();
    }
  }

  @Test
  void aBrowserThatIsKnownIsNotShutOutByOthers() {
    for (int guess = 1; guess <= 20; guess++) {
      attempts.begin(jo);
    }
    assertThat(attempts.begin(jo)).isPresent();

    var here = List.of(Attempts.Subject.knownBrowser("jo" + count, Secret.make()));

    assertThat(attempts.begin(here)).isEmpty();
  }

  @Test
  void manyAtOnceCountAsMany() throws Exception {
    try (ExecutorService many = Executors.newFixedThreadPool(6)) {
      List<Future<Optional<Duration>>> guesses = new ArrayList<>();
      for (int guess = 1; guess <= 40; guess++) {
        guesses.add(many.submit(() -> attempts.begin(jo)));
      }
      int tried = 0;
      for (Future<Optional<Duration>> guess : guesses) {
        tried += guess.get().isEmpty() ? 1 : 0;
      }
      assertThat(tried).isEqualTo(5);
    }
  }

  @Test
  void twoHubsCountTogether() {
    Attempts otherHub = new Attempts(hub.bean(Database.class), clock);
    for (int guess = 1; guess <= 5; guess++) {
      (guess % 2 == 0 ? attempts : otherHub).begin(jo);
    }

    assertThat(attempts.begin(jo)).isPresent();
    assertThat(otherHub.begin(jo)).isPresent();
  }

  @Test
  void whatIsTypedForSomebodyUnknownIsNotKept() {
    attempts.begin(List.of(Attempts.Subject.unknown("my secret password")));

    assertThat(
            hub.bean(Database.class)
                .rows(row -> row.text("subject"), "select subject from sign_in_attempt"))
        .noneMatch(subject -> subject.contains("secret"));
  }
}
