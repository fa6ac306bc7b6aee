package org.safeandaway.hub.office;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.safeandaway.hub.health.Condition.Ailment;
import org.safeandaway.hub.health.Condition.Part;
import org.safeandaway.hub.visit.AlarmView;
import org.safeandaway.hub.visit.PersonView;

class SentenceTest {
  private static final Times NOW =
      new Times(Instant.parse("2026-03-03T14:14:00Z"), ZoneId.of("Europe/London"));
  private static final PersonView ASHA = new PersonView("asha", "Asha Patel");
  private static final PersonView BEN = new PersonView("ben", "Ben Okafor");
  private static final PersonView MARIA = new PersonView("maria", "Maria Lopes");

  private static Instant today(String clock) {
    return Instant.parse("2026-03-03T" + clock + ":00Z");
  }

  private static World quiet(Sentence.Guarded... guarded) {
    return Sentence.of(List.of(), List.of(), List.of(guarded), NOW);
  }

  private static World alarms(AlarmView... alarms) {
    return Sentence.of(List.of(alarms), List.of(), List.of(), NOW);
  }

  private static Sentence.Guarded out(String name, String promise, String clock) {
    return new Sentence.Guarded(name, true, promise, today(clock));
  }

  /** Pressed or missed 40 seconds ago, unless something else is said. */
  private record Raised(
      String kind,
      @Nullable PersonView then,
      @Nullable PersonView now,
      @Nullable String wearable,
      @Nullable PersonView owner,
      @Nullable Instant promisedAt,
      Instant raisedAt) {
    static Raised of(String kind, PersonView who) {
      return new Raised(kind, who, who, "w1", null, null, NOW.instant());
    }

    Raised ownedBy(PersonView other) {
      return new Raised(kind, then, now, wearable, other, promisedAt, raisedAt);
    }

    Raised wornNowBy(@Nullable PersonView other) {
      return new Raised(kind, then, other, wearable, owner, promisedAt, raisedAt);
    }

    Raised promised(String clock) {
      return new Raised(kind, then, now, wearable, owner, today(clock), raisedAt);
    }

    Raised before(Raised other) {
      return new Raised(
          kind, then, now, wearable, owner, promisedAt, other.raisedAt().minusSeconds(60));
    }

    Raised of(@Nullable String otherWearable) {
      return new Raised(kind, null, null, otherWearable, owner, promisedAt, raisedAt);
    }

    AlarmView view() {
      return view(false);
    }

    AlarmView view(boolean drill) {
      return new AlarmView(
          kind + raisedAt,
          kind,
          true,
          null,
          "Elm Close",
          1,
          wearable,
          then,
          now,
          raisedAt,
          NOW.instant().minusSeconds(40),
          promisedAt,
          false,
          false,
          owner,
          owner == null ? null : NOW.instant(),
          null,
          null,
          null,
          null,
          drill,
          null,
          null);
    }
  }

  @Nested
  class WhenAllIsWell {
    @Test
    void saysThatNobodyIsOut() {
      World world = quiet();

      assertThat(world.mood()).isEqualTo(World.Mood.WELL);
      assertThat(world.siren()).isEqualTo(World.Siren.NONE);
      assertThat(world.title()).isEqualTo("All well");
      assertThat(world.saying().read(NOW)).isEqualTo("All well. Nobody is out.");
    }

    @Test
    void saysWhoIsNext() {
      World world =
          quiet(
              out("Ben", "SAFE_AND_AWAY", "14:30"),
              out("Asha", "CHECK_IN", "14:20"),
              new Sentence.Guarded("Cleo", true, null, null));

      assertThat(world.saying().read(NOW))
          .isEqualTo("All well. Three people out. Next: Asha checks in by 14:20.");
    }

    @Test
    void countsNobodyAsOutWhoHasNotSetOut() {
      World world = quiet(new Sentence.Guarded("Asha", false, "ARRIVAL", today("15:00")));

      assertThat(world.saying().read(NOW))
          .isEqualTo("All well. Nobody is out. Next: Asha arrives by 15:00.");
    }

    @Test
    void saysOnePersonForOne() {
      assertThat(quiet(new Sentence.Guarded("Asha", true, null, null)).saying().read(NOW))
          .isEqualTo("All well. One person out.");
    }

    @Test
    void saysTheDayOfAPromiseThatIsNotTodays() {
      World world =
          quiet(
              new Sentence.Guarded(
                  "Asha", false, "ARRIVAL", Instant.parse("2026-03-04T09:00:00Z")));

      assertThat(world.saying().read(NOW)).endsWith("Next: Asha arrives by tomorrow 09:00.");
    }

    @Test
    void refusesAPromiseWithoutATime() {
      assertThatThrownBy(() -> new Sentence.Guarded("Asha", true, "CHECK_IN", null))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void saysWhoIsLateBeforeThereIsAnAlarm() {
    World world = quiet(out("Asha", "CHECK_IN", "14:13"), out("Ben", "ARRIVAL", "14:30"));

    assertThat(world.mood()).isEqualTo(World.Mood.WAITING);
    assertThat(world.title()).isEqualTo("Waiting for Asha");
    assertThat(world.saying().read(NOW))
        .isEqualTo("Asha should have checked in at 14:13. Two people out.");
  }

  @Test
  void saysWhatIsWrongWithTheHubUnlessAnAlarmIsOpen() {
    List<Ailment> ill = List.of(new Ailment(Part.MQTT, "refused"));

    World trouble = Sentence.of(List.of(), ill, List.of(), NOW);
    World alarm = Sentence.of(List.of(Raised.of("PANIC", ASHA).view()), ill, List.of(), NOW);

    assertThat(trouble.mood()).isEqualTo(World.Mood.TROUBLE);
    assertThat(trouble.saying().read(NOW)).contains("Mosquitto does not answer");
    assertThat(
            Sentence.of(List.of(), ill, List.of(out("Asha", "CHECK_IN", "14:13")), NOW)
                .saying()
                .read(NOW))
        .contains("Mosquitto does not answer")
        .endsWith("Asha should have checked in at 14:13. One person out.");
    assertThat(alarm.mood()).isEqualTo(World.Mood.ALARM);
    assertThat(alarm.ailments()).isEqualTo(ill);
  }

  @Nested
  class InAnAlarm {
    @Test
    @Tag("PAN-1")
    void saysWhoPressedPanicAndThatNobodyHasIt() {
      World world = alarms(Raised.of("PANIC", ASHA).view());

      assertThat(world.mood()).isEqualTo(World.Mood.ALARM);
      assertThat(world.siren()).isEqualTo(World.Siren.HELP);
      assertThat(world.title()).isEqualTo("PANIC Asha Patel");
      assertThat(world.saying().read(NOW))
          .isEqualTo("Asha Patel pressed panic 40 seconds ago. Nobody has it yet.");
    }

    @Test
    void isReadAloudWithoutAClockThatTicks() {
      World.Saying saying = alarms(Raised.of("PANIC", ASHA).view()).saying();
      Times later = new Times(NOW.instant().plusSeconds(20), NOW.zone());

      assertThat(saying.spoken(later))
          .isEqualTo(saying.spoken(NOW))
          .isEqualTo("Asha Patel pressed panic at 14:13. Nobody has it yet.");
    }

    @Test
    void fallsSilentWhenSomebodyHasIt() {
      World world = alarms(Raised.of("PANIC", ASHA).ownedBy(MARIA).view());

      assertThat(world.mood()).isEqualTo(World.Mood.OWNED);
      assertThat(world.siren()).isEqualTo(World.Siren.NONE);
      assertThat(world.title()).isEqualTo("Panic open");
      assertThat(world.saying().read(NOW))
          .isEqualTo("Asha Patel pressed panic 40 seconds ago. Maria Lopes has it.");
    }

    @Test
    @Tag("CHK-3")
    void saysWhatWasPromisedAndNotWhenItsGraceEnded() {
      assertThat(
              alarms(Raised.of("MISSED_CHECK_IN", ASHA).promised("14:12").view())
                  .saying()
                  .read(NOW))
          .isEqualTo("Asha Patel should have checked in at 14:12. Nobody has it yet.");
      assertThat(alarms(Raised.of("OVERDUE", ASHA).view()).saying().read(NOW))
          .startsWith("Asha Patel should have been safe and away at 14:13.");
      assertThat(alarms(Raised.of("NOT_ARRIVED", ASHA).view()).saying().read(NOW))
          .startsWith("Asha Patel should have arrived at 14:13.");
    }

    @Test
    void saysSinceWhenSomebodyIsNotHeard() {
      assertThat(alarms(Raised.of("LOST_CONTACT", ASHA).view()).saying().read(NOW))
          .isEqualTo("Asha Patel has not been heard from since 14:13. Nobody has it yet.");
    }

    @Test
    void saysThatSafeAndAwayItselfNeedsSomebody() {
      World world = alarms(Raised.of("TECHNICAL", ASHA).of((String) null).view());

      assertThat(world.siren()).isEqualTo(World.Siren.TECHNICAL);
      assertThat(world.saying().read(NOW))
          .isEqualTo("Safe & Away itself needs somebody to look at it. Nobody has it yet.");
    }

    @Test
    void saysBothWhenTheWearableChangedHands() {
      assertThat(alarms(Raised.of("PANIC", ASHA).wornNowBy(BEN).view()).saying().read(NOW))
          .startsWith("Asha Patel or Ben Okafor pressed panic");
      assertThat(alarms(Raised.of("PANIC", ASHA).wornNowBy(null).view()).saying().read(NOW))
          .startsWith("Asha Patel pressed panic");
    }

    @Test
    void saysTheWearableWhenNobodyIsKnownToWearIt() {
      assertThat(alarms(Raised.of("PANIC", ASHA).of("w7").view()).saying().read(NOW))
          .startsWith("Wearable w7 pressed panic");
    }
  }

  @Nested
  class InSeveralAlarms {
    private final Raised panic = Raised.of("PANIC", ASHA);
    private final Raised missed = Raised.of("MISSED_CHECK_IN", BEN);

    @Test
    @Tag("ESC-4")
    void speaksOfTheLargestThatNobodyHas() {
      World world = alarms(missed.before(panic).view(), panic.view());

      assertThat(world.alarms().getFirst().kind()).isEqualTo("PANIC");
      assertThat(world.saying().read(NOW))
          .isEqualTo(
              "Asha Patel pressed panic 40 seconds ago. Nobody has it yet."
                  + " One more alarm is open, taken by nobody.");
    }

    @Test
    @Tag("ESC-4")
    void soundsForANewAlarmWhileAnotherHasSomebody() {
      World world = alarms(panic.ownedBy(MARIA).view(), missed.view());

      assertThat(world.mood()).isEqualTo(World.Mood.ALARM);
      assertThat(world.siren()).isEqualTo(World.Siren.OVERDUE);
      assertThat(world.saying().read(NOW)).endsWith("One more alarm is open.");
    }

    /** Whoever has the drill's large alarm before them must not overlook the small real one. */
    @Test
    @Tag("ESC-4")
    void speaksOfARealAlarmBeforeAnyDrill() {
      AlarmView drill = Raised.of("PANIC", ASHA).of(null).view(true);

      World world = alarms(drill, missed.view());
      assertThat(world.drill()).isFalse();
      assertThat(world.saying().read(NOW)).startsWith("Ben Okafor");
      assertThat(alarms(drill, missed.ownedBy(MARIA).view()).drill()).isFalse();

      World alone = alarms(drill);
      assertThat(alone.drill()).isTrue();
      assertThat(alone.siren()).isEqualTo(World.Siren.HELP);
      assertThat(alone.title()).isEqualTo("DRILL PANIC An imaginary visitor");
      assertThat(alone.saying().read(NOW)).startsWith("DRILL: An imaginary visitor pressed panic");
    }

    @Test
    void speaksOfTheOlderOfTwoAlike() {
      Raised older = Raised.of("PANIC", BEN).before(panic);

      assertThat(alarms(panic.view(), older.view()).title()).isEqualTo("PANIC Ben Okafor");
    }

    @Test
    void countsThoseThatNobodyHas() {
      World world =
          alarms(panic.view(), missed.view(), Raised.of("ADVICE", BEN).ownedBy(MARIA).view());

      assertThat(world.saying().read(NOW))
          .endsWith("Two more alarms are open, 1 of them taken by nobody.");
    }
  }
}
