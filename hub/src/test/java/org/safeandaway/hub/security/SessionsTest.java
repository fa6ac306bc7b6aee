package org.safeandaway.hub.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.safeandaway.hub.database.Database;
import org.safeandaway.hub.people.Staff;
import org.safeandaway.hub.testing.SetClock;
import org.safeandaway.hub.trial.WithTrialHub;
import org.safeandaway.hub.watch.PersonId;

class SessionsTest extends WithTrialHub {
  private static final Instant START = Instant.parse("2026-09-14T08:00:00Z");

  private static int count;

  private PersonId jo;
  private SetClock clock;
  private Sessions sessions;

  @BeforeEach
  void someone() {
    String id = "jo" + ++count;
    hub.person(id, "Jo Head", Role.OFFICE);
    jo = new PersonId(id);
    clock = new SetClock(START);
    sessions = new Sessions(hub.bean(Database.class), clock);
  }

  @Test
  void isOfItsPersonWithTheirRolesOfNow() {
    Secret secret = sessions.begin(jo, "Firefox on Windows");
    assertThat(sessions.open(secret))
        .hasValueSatisfying(it -> assertThat(it.roles()).containsExactly(Role.OFFICE));

    hub.bean(Staff.class).change(jo, new Staff.Details("Jo", null, null, List.of("visitor")));

    Sessions.Open open = sessions.open(secret).orElseThrow();
    assertThat(open.person()).isEqualTo(jo);
    assertThat(open.roles()).containsExactly(Role.VISITOR);
  }

  @Test
  void itsSecretIsNowhereInTheDatabase() {
    Secret secret = sessions.begin(jo, "Firefox on Windows");

    List<String> rows =
        hub.bean(Database.class)
            .rows(row -> row.text("row"), "select s::text as row from session s");

    assertThat(rows).isNotEmpty().noneMatch(row -> row.contains(secret.value().substring(4, 20)));
  }

  @Test
  void endsWhenItIsIdleForTooLong() {
    Secret secret = sessions.begin(jo, "b");

    clock.pass(Sessions.IDLE.minusSeconds(1));
    assertThat(sessions.open(secret)).isPresent();
    clock.pass(Sessions.IDLE.minusSeconds(1));
    assertThat(sessions.open(secret)).as("it was used meanwhile").isPresent();
    clock.pass(Sessions.IDLE);
    assertThat(sessions.open(secret)).isEmpty();
    assertThat(sessions.of(jo)).isEmpty();
  }

  @Test
  void endsAfterAWeekHoweverMuchItIsUsed() {
    Secret secret = sessions.begin(jo, "b");

    for (Duration passed = Duration.ZERO;
        passed.compareTo(Sessions.LONGEST.minusHours(6)) < 0;
        passed = passed.plusHours(6)) {
      clock.pass(Duration.ofHours(6));
      assertThat(sessions.open(secret)).as("after %s", passed).isPresent();
    }
    clock.pass(Duration.ofHours(6));

    assertThat(sessions.open(secret)).isEmpty();
  }

  @Test
  void useIsNotedOnceAMinute() {
    Secret secret = sessions.begin(jo, "b");

    clock.pass(Duration.ofSeconds(50));
    sessions.open(secret);
    assertThat(sessions.of(jo).getFirst().lastSeenAt()).isEqualTo(START);
    clock.pass(Duration.ofSeconds(20));
    sessions.open(secret);
    assertThat(sessions.of(jo).getFirst().lastSeenAt()).isEqualTo(START.plusSeconds(70));
  }

  @Test
  void isEndedHereOrEverywhereElseOrEverywhere() {
    Secret here = sessions.begin(jo, "here");
    Secret there = sessions.begin(jo, "there");
    Secret elsewhere = sessions.begin(jo, "elsewhere");
    Sessions.Open open = sessions.open(here).orElseThrow();

    sessions.end(there);
    assertThat(sessions.open(there)).isEmpty();
    assertThat(sessions.open(elsewhere)).isPresent();
    assertThat(sessions.endOthers(jo, open.id())).isEqualTo(1);
    assertThat(sessions.open(elsewhere)).isEmpty();
    assertThat(sessions.open(here)).isPresent();
    assertThat(sessions.isOpen(open.id())).isTrue();
    sessions.endAll(jo);
    assertThat(sessions.open(here)).isEmpty();
    assertThat(sessions.isOpen(open.id())).isFalse();
  }

  @Test
  void onlyItsOwnersAreEndedByItsId() {
    Sessions.Open open = sessions.open(sessions.begin(jo, "b")).orElseThrow();

    assertThat(sessions.end(new PersonId("admin"), open.id())).isFalse();
    assertThat(sessions.isOpen(open.id())).isTrue();
    assertThat(sessions.end(jo, open.id())).isTrue();
    assertThat(sessions.end(jo, open.id())).as("again").isFalse();
  }

  @Test
  void ofSomebodyDeactivatedEndsForGood() {
    Secret secret = sessions.begin(jo, "b");

    hub.bean(Staff.class).deactivate(jo);
    assertThat(sessions.open(secret)).isEmpty();
    hub.bean(Staff.class).activate(jo);

    assertThat(sessions.open(secret)).isEmpty();
  }

  @Test
  void aSecretThatIsNoneOpensNothing() {
    assertThat(sessions.open(Secret.make())).isEmpty();
    assertThat(sessions.open(new Secret(""))).isEmpty();
  }

  @Test
  void oneNameForABrowserIsEnough() {
    sessions.begin(jo, "x".repeat(5000));

    assertThat(sessions.of(jo).getFirst().browser()).hasSize(80);
  }
}
