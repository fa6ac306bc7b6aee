package org.safeandaway.hub.visit;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.database.Database;
import org.safeandaway.hub.database.Row;
import org.safeandaway.hub.visit.AlarmSheet.Part;
import org.safeandaway.hub.visit.AlarmSheet.Reach;
import org.safeandaway.hub.watch.VisitId;
import org.safeandaway.protocol.Codec;
import org.safeandaway.protocol.Message;
import org.safeandaway.protocol.UnreadableMessage;

/** Gathers what is known around one alarm. */
@Singleton
public class AlarmSheets {
  private static final Comparator<AlarmView> OPEN_FIRST =
      Comparator.comparing((AlarmView alarm) -> !alarm.open())
          .thenComparing(Comparator.comparing(AlarmView::raisedAt).reversed());

  /**
   * A line of the journal says which notice came of it. That notice had the alarm in it only if the
   * alarm's watch spoke to the wearable then, and if there were no more alarms than a notice has
   * room for (eight); of a promise that was not kept it may be left out altogether.
   */
  private static final String SIGNALS =
      """
      with it as (select * from alarm where id = ?),
      line as (
        select j.what, j.at, convert_from(j.stored, 'UTF8')::jsonb as said
        from journal j join it on j.watch = it.watch
        where j.what in ('alarm.raised', 'alarm.taken') and j.stored is not null
          and j.at >= it.raised_at - interval '1 second'),
      told as (
        select line.what, min((line.said ->> 'revision')::bigint) as revision
        from line join it on line.said ->> 'alarm' = it.id::text
        where it.cause_kind = 'EVENT'
          and it.watch = coalesce(
            (select 'visit/' || s.visit from assignment s
             where s.wearable = it.wearable and s.begins_at <= line.at
               and (s.ends_at is null or s.ends_at > line.at) limit 1),
            'wearable/' || it.wearable)
          and 8 >= (
            select count(*) from alarm beside
            where beside.watch = it.watch and beside.raised_at <= line.at
              and (beside.resolved_at is null or beside.resolved_at > line.at))
        group by line.what)
      select it.id, it.cause_kind = 'EVENT' as event, w.id as wearable, w.label, w.revision, w.notice, s.heard_at, s.stated_at,
             s.unsent, s.battery_percent, s.link_percent, s.revision as holds,
             (select revision from told where what = 'alarm.raised') as raised_in,
             (select revision from told where what = 'alarm.taken') as taken_in
      from it
      join wearable w on w.id = it.wearable
      left join wearable_state s on s.wearable = w.id
      """;

  private final Database database;
  private final AlarmReads alarms;
  private final VisitReads visits;

  public AlarmSheets(Database database, AlarmReads alarms, VisitReads visits) {
    this.database = database;
    this.alarms = alarms;
    this.visits = visits;
  }

  public Optional<AlarmSheet> one(UUID id) {
    return alarms.one(id).map(alarm -> sheet(id, alarm));
  }

  private AlarmSheet sheet(UUID id, AlarmView alarm) {
    String visit = alarm.visit();
    VisitView itsVisit = visit == null ? null : visits.one(new VisitId(visit), null).orElse(null);
    return new AlarmSheet(
        alarm,
        itsVisit,
        database.row(AlarmSheets::knows, SIGNALS, id).orElse(null),
        reach(alarm, itsVisit),
        alarms.beside(id).stream().sorted(OPEN_FIRST).toList());
  }

  private static WearableKnows knows(Row row) throws SQLException {
    WearableKnows.Evidence evidence =
        new WearableKnows.Evidence(
            row.uuid("id").toString(),
            row.flag("event"),
            row.longOrNull("holds"),
            row.longNumber("revision"),
            notice(row.textOrNull("notice")),
            row.longOrNull("raised_in"),
            row.longOrNull("taken_in"));
    return new WearableKnows(
        row.text("wearable"),
        row.text("label"),
        row.instantOrNull("heard_at"),
        row.instantOrNull("stated_at"),
        row.numberOrNull("unsent"),
        row.numberOrNull("battery_percent"),
        row.numberOrNull("link_percent"),
        evidence.told(),
        evidence.ofAlarm(),
        evidence.ofOwner());
  }

  private static Message.@Nullable Visit notice(@Nullable String stored) {
    if (stored == null) {
      return null;
    }
    try {
      return Codec.VISIT.decode(stored.getBytes(StandardCharsets.UTF_8));
    } catch (UnreadableMessage e) {
      throw new IllegalStateException("a stored notice is not one: " + e.getMessage(), e);
    }
  }

  private List<Reach> reach(AlarmView alarm, @Nullable VisitView visit) {
    Map<String, Reach> found = new LinkedHashMap<>();
    List<VisitView.VisitorView> visitors = visit == null ? List.of() : visit.visitors();
    Map<String, VisitView.VisitorView> going = new HashMap<>();
    visitors.forEach(each -> going.put(each.person().id(), each));
    for (VisitView.VisitorView each : visitors) {
      if (Objects.equals(each.participant(), alarm.participant())) {
        add(found, each.person(), part(alarm, each.person()), each.mobile(), each.phase());
      }
    }
    List<PersonView> wearers =
        Stream.of(Optional.ofNullable(alarm.wearerThen()), Optional.ofNullable(alarm.wearerNow()))
            .flatMap(Optional::stream)
            .toList();
    Map<String, String> mobiles = mobiles(wearers);
    for (PersonView each : wearers) {
      VisitView.VisitorView here = going.get(each.id());
      String phase = here == null ? null : here.phase();
      add(found, each, part(alarm, each), mobiles.get(each.id()), phase);
    }
    for (VisitView.VisitorView each : visitors) {
      add(found, each.person(), Part.COMPANION, each.mobile(), each.phase());
    }
    return new ArrayList<>(found.values());
  }

  private static void add(
      Map<String, Reach> found,
      PersonView person,
      Part part,
      @Nullable String mobile,
      @Nullable String phase) {
    found.putIfAbsent(person.id(), new Reach(person, part, mobile, phase));
  }

  private static Part part(AlarmView alarm, PersonView person) {
    if (Objects.equals(alarm.wearerThen(), alarm.wearerNow())) {
      return Part.WEARER;
    }
    if (person.equals(alarm.wearerThen())) {
      return Part.WORE_IT_THEN;
    }
    return person.equals(alarm.wearerNow()) ? Part.WEARS_IT_NOW : Part.WEARER;
  }

  private record Mobile(String person, String number) {}

  private Map<String, String> mobiles(List<PersonView> people) {
    Map<String, String> mobiles = new HashMap<>();
    database
        .rows(
            row -> new Mobile(row.text("id"), row.text("mobile")),
            "select id, mobile from person where mobile is not null and id = any(?)",
            people.stream().map(PersonView::id).toList())
        .forEach(each -> mobiles.put(each.person(), each.number()));
    return mobiles;
  }
}
