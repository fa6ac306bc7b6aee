package org.safeandaway.hub.office;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.safeandaway.hub.health.Condition;
import org.safeandaway.hub.watch.Deadline;
import org.safeandaway.hub.watch.Participant;
import org.safeandaway.protocol.AlarmKind;
import org.safeandaway.protocol.Phase;

class VocabularyTest {

  @ParameterizedTest
  @EnumSource(value = AlarmKind.class, mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN")
  void hasAWordAShapeAndASoundForEachKindOfAlarm(AlarmKind kind) {
    Vocabulary.Kind words = Vocabulary.alarm(kind.name());

    assertThat(words.word()).isNotEqualTo(Vocabulary.alarm("UNKNOWN").word());
    assertThat(words.happened()).isNotBlank();
    assertThat(words.shape()).isNotBlank();
    assertThat(words.siren()).isNotEqualTo(World.Siren.NONE);
  }

  @Test
  void takesAnAlarmThatItDoesNotKnowForTheLargest() {
    assertThat(Vocabulary.alarm("FROM_THE_FUTURE").siren()).isEqualTo(World.Siren.HELP);
  }

  @ParameterizedTest
  @EnumSource(value = Phase.class, mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN")
  void hasWordsForEachPhase(Phase phase) {
    assertThat(Vocabulary.phase(phase.name())).isNotEqualTo("unknown");
  }

  @ParameterizedTest
  @EnumSource(
      value = Deadline.Kind.class,
      mode = EnumSource.Mode.EXCLUDE,
      // Nobody who is out promised these.
      names = {"ALARM_STEP", "STILL_ON_IT", "OWNERSHIP", "CANARY", "DRILL"})
  void hasWordsForEachPromiseKeptAndBroken(Deadline.Kind kind) {
    assertThat(Vocabulary.promise(kind.name())).isNotEqualTo("is due");
    assertThat(Vocabulary.promiseBroken(kind.name())).startsWith("should have ");
  }

  @ParameterizedTest
  @EnumSource(Participant.Question.class)
  void hasWordsForEachQuestion(Participant.Question question) {
    assertThat(Vocabulary.question(question.name())).endsWith("?").isNotEqualTo("What happened?");
  }

  @ParameterizedTest
  @EnumSource(Condition.Part.class)
  void saysWhatToDoAboutEachPartOfTheHub(Condition.Part part) {
    assertThat(Vocabulary.ailment(part).what()).endsWith(".");
    assertThat(Vocabulary.ailment(part).todo()).endsWith(".");
    assertThat(Vocabulary.part(part)).isNotBlank();
  }

  @ParameterizedTest
  @CsvSource({"0, No people", "1, One person", "2, Two people", "10, Ten people", "11, 11 people"})
  void countsInWordsUpToTen(int number, String words) {
    assertThat(Vocabulary.count(number, "person", "people")).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({"asks, Asks", "é, É", "'', ''"})
  void beginsASentence(String words, String capital) {
    assertThat(Vocabulary.capital(words)).isEqualTo(capital);
  }

  @ParameterizedTest
  @CsvSource({
    "Asha Patel, A. P., Asha",
    "'  Daniel   O’Brien ', D. O., Daniel",
    "Cher, C., Cher",
    "𝔄da L, 𝔄. L., 𝔄da"
  })
  void callsPeopleInFullOrByInitials(String name, String initials, String first) {
    assertThat(Naming.INITIALS.name(name)).isEqualTo(initials);
    assertThat(Naming.INITIALS.shortly(name)).isEqualTo(initials);
    assertThat(Naming.FULL.shortly(name)).isEqualTo(first);
    assertThat(Naming.FULL.name(name)).isEqualTo(name);
  }
}
