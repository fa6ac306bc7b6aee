package org.safeandaway.hub.visit;

import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.database.Database;
import org.safeandaway.hub.database.Row;
import org.safeandaway.hub.desk.stored.ResponseCodec;
import org.safeandaway.hub.desk.stored.UnreadableState;
import org.safeandaway.hub.policy.ChannelKind;
import org.safeandaway.hub.policy.ResponsePlan;
import org.safeandaway.hub.visit.ResponseView.ClockView;
import org.safeandaway.hub.visit.ResponseView.MessageView;
import org.safeandaway.hub.visit.ResponseView.OutcomeView;
import org.safeandaway.hub.visit.ResponseView.StepView;
import org.safeandaway.hub.watch.Response;

/** Questions about how alarms are answered. */
@Singleton
public class ResponseReads {
  private final Database database;

  public ResponseReads(Database database) {
    this.database = database;
  }

  /** Empty if there is no such alarm, or if it is older than response plans. */
  public Optional<ResponseView> one(UUID alarm) {
    return database
        .row(
            row -> row.text("response"),
            "select response from alarm where id = ? and response is not null",
            alarm)
        .map(json -> view(alarm, decoded(json)));
  }

  private ResponseView view(UUID alarm, Response response) {
    Map<Integer, Instant> begun = begun(alarm);
    List<StepView> steps = new ArrayList<>();
    for (ResponsePlan.Step each : response.plan().steps()) {
      steps.add(step(each, begun.get(steps.size())));
    }
    return new ResponseView(
        response.round(),
        response.step(),
        response.since(),
        clocks(List.of(alarm)).get(alarm.toString()),
        steps,
        outcomes(alarm),
        messages(alarm));
  }

  private static StepView step(ResponsePlan.Step it, @Nullable Instant begunAt) {
    return new StepView(
        it.action().name(),
        it.recipients().everybody(),
        List.copyOf(it.recipients().roles()),
        List.copyOf(it.recipients().people()),
        it.channels().stream().map(ChannelKind::name).toList(),
        it.limit().toString(),
        it.wording(),
        begunAt);
  }

  private record Begun(int step, Instant at) {}

  private Map<Integer, Instant> begun(UUID alarm) {
    Map<Integer, Instant> begun = new HashMap<>();
    database
        .rows(
            row -> new Begun(row.number("step"), row.instant("begun_at")),
            "select step, min(begun_at) as begun_at from alarm_step where alarm = ? group by step",
            alarm)
        .forEach(each -> begun.put(each.step(), each.at()));
    return begun;
  }

  private record Clock(String alarm, ClockView view) {}

  /** The timers of open alarms, by alarm. */
  public Map<String, ClockView> clocks(List<UUID> alarms) {
    Map<String, ClockView> clocks = new HashMap<>();
    database
        .rows(
            row ->
                new Clock(
                    row.uuid("alarm").toString(),
                    new ClockView(row.text("kind"), row.instant("due_at"))),
            """
            select alarm, kind, due_at from deadline
            where state = 'OPEN' and alarm = any(?::uuid[]) and kind <> 'DRILL'
            order by due_at desc
            """,
            alarms.stream().map(UUID::toString).toList())
        .forEach(each -> clocks.put(each.alarm(), each.view()));
    return clocks;
  }

  private List<OutcomeView> outcomes(UUID alarm) {
    return database.rows(
        row ->
            new OutcomeView(
                row.number("step"),
                Objects.requireNonNull(PersonView.of(row, "by_person", "name")),
                row.instant("noted_at"),
                row.text("outcome"),
                row.text("words")),
        """
        select o.step, o.by_person, p.name, o.noted_at, o.outcome, o.words
        from alarm_outcome o left join person p on p.id = o.by_person
        where o.alarm = ? order by o.id limit 1000
        """,
        alarm);
  }

  private List<MessageView> messages(UUID alarm) {
    return database
        .rows(
            ResponseReads::message,
            """
        select o.*, p.name, b.name as by_name from outbox o
        left join person p on p.id = o.person left join person b on b.id = o.by_person
        where o.alarm = ? order by o.id desc limit 500
        """,
            alarm)
        .reversed();
  }

  private static MessageView message(Row row) throws SQLException {
    Instant ended = row.instantOrNull("ended_at");
    Instant sent = row.instantOrNull("sent_at");
    Instant last = ended != null ? ended : sent;
    return new MessageView(
        row.number("round"),
        row.number("step"),
        PersonView.of(row, "person", "name"),
        row.text("channel"),
        row.text("state"),
        last == null ? row.instant("made_at") : last,
        row.number("attempts"),
        PersonView.of(row, "by_person", "by_name"));
  }

  private static Response decoded(String json) {
    try {
      return ResponseCodec.decode(json);
    } catch (UnreadableState e) {
      throw new IllegalStateException("the response to an alarm cannot be read", e);
    }
  }
}
