package org.safeandaway.hub.desk.stored;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.safeandaway.hub.desk.Changes;
import org.safeandaway.hub.policy.Policy;
import org.safeandaway.hub.watch.DrillId;
import org.safeandaway.hub.watch.Occurrence;
import org.safeandaway.hub.watch.Participant;
import org.safeandaway.hub.watch.ParticipantId;
import org.safeandaway.hub.watch.PersonId;
import org.safeandaway.hub.watch.Plan;
import org.safeandaway.hub.watch.VisitId;
import org.safeandaway.hub.watch.WatchId;
import org.safeandaway.hub.watch.WatchInput;
import org.safeandaway.hub.watch.WatchState;
import org.safeandaway.protocol.AlarmKind;
import org.safeandaway.protocol.EventId;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.protocol.Phase;
import org.safeandaway.protocol.WearableId;

/** What is written can be read again, and means the same. */
class CodecsTest {

  @Property(tries = 500)
  void aWatchsStateComesBackAsItWas(@ForAll("states") WatchState state) throws UnreadableState {
    assertThat(WatchCodec.decode(WatchCodec.encode(state))).isEqualTo(state);
  }

  @Property(tries = 200)
  void anOwedEventComesBackAsItWas(@ForAll("events") WatchInput.FromWearable event)
      throws UnreadableState {
    assertThat(OwedStep.decode(OwedStep.encode(event))).isEqualTo(event);
  }

  @Test
  void anOwedTroubleComesBackAsItWas() throws UnreadableState {
    WatchInput.Technical trouble = new WatchInput.Technical("clock/1", "“Jumped”, by 3 s\n");

    assertThat(OwedStep.decode(OwedStep.encode(trouble))).isEqualTo(trouble);
  }

  @Test
  void aPolicyComesBackAsItWas() throws UnreadableState {
    assertThat(PolicyCodec.decode(1, PolicyCodec.encode(Policy.standard())))
        .isEqualTo(Policy.standard());
  }

  @Test
  void aLineOfTheJournalComesBackAsItWas() throws UnreadableState {
    Changes.JournalEntry entry =
        new Changes.JournalEntry(
            WatchId.SITE,
            Instant.parse("2026-03-02T12:00:00.123456Z"),
            "alarm.raised",
            new PersonId("anna"),
            new WearableId("w1"),
            null,
            Map.of("b", "2", "a", "1"));
    JournalLine line = JournalLine.decode(JournalLine.encode(entry, 7L));

    assertThat(line.at()).isEqualTo(entry.at());
    assertThat(line.details()).isEqualTo(entry.details());
    assertThat(line.revision()).isEqualTo(7);
    assertThat(new String(JournalLine.encode(entry, null), StandardCharsets.UTF_8))
        .contains("\"a\":\"1\",\"b\":\"2\"");
  }

  @Test
  void whatWasStoredBeforePlansAndLinesHadNumbersIsReadStill() throws UnreadableState {
    JournalLine line =
        JournalLine.decode(
            """
            {"watch":"site","at":"2026-03-02T12:00:00Z","what":"alarm.raised","details":{}}
            """
                .getBytes(StandardCharsets.UTF_8));
    WatchState state =
        WatchCodec.decode(
            """
            {"version":1,"stage":"PLANNED","plan":{"visit":"v","visitors":["a"],
            "expectedArrival":"2026-03-02T12:00:00Z","agreedEnd":"2026-03-02T13:00:00Z",
            "silent":true,"audiblePanic":false},"plannedBy":"p","participants":[]}""");

    assertThat(line.revision()).isNull();
    assertThat(((WatchState.Planned) state).plan().version()).isEqualTo(1);
  }

  @Test
  void whatIsNoStateIsUnreadableAndNothingElse() {
    for (String json :
        List.of(
            "",
            "null",
            "[]",
            "{}",
            "{\"version\":2,\"stage\":\"SITE\",\"participants\":[]}",
            "{\"version\":1,\"stage\":\"NOWHERE\",\"participants\":[]}",
            "{\"version\":1,\"stage\":\"GUARDING\",\"participants\":[]}",
            "{\"version\":1,\"stage\":\"STANDING\",\"participants\":[],\"wearable\":\"NO!\"}")) {
      assertThatThrownBy(() -> WatchCodec.decode(json))
          .as(json)
          .isInstanceOf(UnreadableState.class);
    }
  }

  /** The rules in the schema are the standard ones, in the form that the codec reads. */
  @Test
  void theSchemaBeginsWithTheStandardPolicy() throws Exception {
    String migration =
        Files.readString(
            Path.of("src/main/resources/db/migration/V1__watches_and_their_record.sql"));
    int begin = migration.indexOf("'{", migration.indexOf("insert into policy")) + 1;
    String rules = migration.substring(begin, migration.indexOf("}'", begin) + 1);

    assertThat(PolicyCodec.decode(1, rules)).isEqualTo(Policy.standard());
  }

  @Provide
  Arbitrary<WatchState> states() {
    Arbitrary<WatchState> planned =
        Combinators.combine(plans(), people(), participants().list().ofMaxSize(3))
            .as(WatchState.Planned::new);
    Arbitrary<WatchState> guarding =
        Combinators.combine(
                plans(),
                people(),
                authorisations(),
                instants(),
                Arbitraries.integers().between(0, 9),
                participants().list().ofMaxSize(3))
            .as(WatchState.Guarding::new);
    Arbitrary<WatchState> closed =
        Combinators.combine(
                plans(), people(), instants(), words(), participants().list().ofMaxSize(3))
            .as(WatchState.Closed::new);
    Arbitrary<WatchState> standing = wearables().map(WatchState.Standing::new);
    return Arbitraries.oneOf(planned, guarding, closed, standing, sites());
  }

  private Arbitrary<WatchState> sites() {
    Arbitrary<DrillId> ids = Arbitraries.integers().between(1, 9).map(it -> new DrillId("d" + it));
    Arbitrary<WatchState.PlannedDrill> drills =
        Combinators.combine(
                Arbitraries.of(AlarmKind.values()), people(), Arbitraries.of(true, false))
            .as(WatchState.PlannedDrill::new);
    return Arbitraries.maps(ids, drills)
        .ofMaxSize(3)
        .map(each -> new WatchState.Site(new TreeMap<>(each)));
  }

  @Provide
  Arbitrary<WatchInput.FromWearable> events() {
    return Combinators.combine(
            wearables(),
            Arbitraries.integers().between(1, 3).map(ParticipantId::new).injectNull(0.3),
            eventIds(),
            Arbitraries.of(EventKind.values()),
            occurrences(),
            instants(),
            Arbitraries.of(true, false).list().ofSize(3),
            people().injectNull(0.3).list().ofSize(2))
        .as(
            (wearable, who, id, kind, occurred, at, flags, wearers) ->
                new WatchInput.FromWearable(
                    wearable,
                    who,
                    id,
                    kind,
                    occurred,
                    at,
                    flags.get(0),
                    flags.get(1),
                    flags.get(2),
                    wearers.get(0),
                    wearers.get(1)));
  }

  private Arbitrary<Participant> participants() {
    Arbitrary<Participant.CheckIn> checkIns =
        Combinators.combine(words(), instants(), Arbitraries.of(true, false))
            .as(Participant.CheckIn::new);
    Arbitrary<Participant.Ahead> aheads =
        Combinators.combine(eventIds(), occurrences(), Arbitraries.of(Phase.values()))
            .as(Participant.Ahead::new);
    Arbitrary<SortedMap<String, Long>> applied =
        Arbitraries.maps(eventIds().map(EventId::boot), Arbitraries.longs().between(1, 9_999))
            .ofMaxSize(3)
            .map(TreeMap::new);
    Arbitrary<TreeSet<Participant.Question>> questions =
        Arbitraries.of(Participant.Question.values()).set().ofMaxSize(3).map(TreeSet::new);
    return Combinators.combine(
            people(),
            wearables().injectNull(0.3),
            Arbitraries.of(Phase.values()),
            checkIns.injectNull(0.3),
            instants().injectNull(0.5),
            applied,
            eventIds().injectNull(0.3),
            Combinators.combine(aheads.list().ofMaxSize(2), questions).as(Map::entry))
        .as(
            (person, wearable, phase, last, saidSafe, seqs, upTo, rest) ->
                new Participant(
                    new ParticipantId(1),
                    person,
                    wearable,
                    phase,
                    last,
                    saidSafe,
                    seqs,
                    upTo,
                    rest.getKey(),
                    rest.getValue()));
  }

  private Arbitrary<Plan> plans() {
    return Combinators.combine(
            people().list().ofMinSize(1).ofMaxSize(3),
            instants(),
            Arbitraries.of(true, false),
            Arbitraries.of(true, false),
            Arbitraries.of(true, false),
            Arbitraries.integers().between(1, 99))
        .as(
            (visitors, at, silent, audible, safeWord, version) ->
                new Plan(
                    new VisitId("v-1"),
                    visitors,
                    at,
                    at.plusSeconds(3_600),
                    silent,
                    audible,
                    safeWord,
                    version));
  }

  private Arbitrary<WatchState.Authorisation> authorisations() {
    return Combinators.combine(people(), words(), instants(), Arbitraries.integers().between(1, 9))
        .as(WatchState.Authorisation::new);
  }

  private Arbitrary<PersonId> people() {
    return Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(9).map(PersonId::new);
  }

  private Arbitrary<WearableId> wearables() {
    return Arbitraries.integers().between(1, 99).map(number -> new WearableId("w" + number));
  }

  private Arbitrary<EventId> eventIds() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 999), Arbitraries.longs().between(1, 99_999))
        .as((boot, seq) -> new EventId("%016x".formatted(boot), seq));
  }

  private Arbitrary<Occurrence> occurrences() {
    return Combinators.combine(instants(), Arbitraries.of(true, false)).as(Occurrence::new);
  }

  private Arbitrary<Instant> instants() {
    return Arbitraries.longs()
        .between(0, 4_000_000_000_000_000L)
        .map(micros -> Instant.EPOCH.plusNanos(micros * 1_000));
  }

  private Arbitrary<String> words() {
    return Arbitraries.strings().ofMaxLength(20).excludeChars('\uD800', '\uDFFF');
  }
}
