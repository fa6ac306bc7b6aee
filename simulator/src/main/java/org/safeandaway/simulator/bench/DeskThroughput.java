package org.safeandaway.simulator.bench;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.desk.Desk;
import org.safeandaway.hub.desk.DeskDoor;
import org.safeandaway.hub.desk.DeskInput;
import org.safeandaway.hub.desk.DeskLoop;
import org.safeandaway.hub.desk.HubTime;
import org.safeandaway.hub.desk.InputId;
import org.safeandaway.hub.desk.VisitDetails;
import org.safeandaway.hub.desk.postgres.LaneSettings;
import org.safeandaway.hub.desk.postgres.Lanes;
import org.safeandaway.hub.desk.postgres.PostgresDeskStore;
import org.safeandaway.hub.watch.Answer;
import org.safeandaway.hub.watch.ParticipantId;
import org.safeandaway.hub.watch.PersonId;
import org.safeandaway.hub.watch.Plan;
import org.safeandaway.hub.watch.VisitId;
import org.safeandaway.hub.watch.WatchId;
import org.safeandaway.hub.watch.WatchInput;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.protocol.Message;
import org.safeandaway.protocol.Outcome;
import org.safeandaway.protocol.WearableId;

/**
 * Check-ins of many visits through the real desk on PostgreSQL, as fast as it takes them: every one
 * is recorded, steps its watch, moves its deadline, is journalled and committed.
 */
final class DeskThroughput {
  private static final int VISITS = 300;

  /** Inputs on the way at once; less than the desk has room for. */
  private static final int WINDOW = 4_000;

  private static final String BOOT = "00000000000000be";
  private static final PersonId PLANNER = new PersonId("planner");
  private static final PersonId HEAD = new PersonId("head");

  private final LaneSettings settings;
  private final LongAdder transactions = new LongAdder();
  private final AtomicInteger seq = new AtomicInteger();

  DeskThroughput(LaneSettings settings) {
    this.settings = settings;
  }

  /**
   * @param walBytes what PostgreSQL wrote to its log for each event
   */
  record Result(int events, Duration took, long transactions, long walBytes) {
    double eventsPerSecond() {
      return events / (took.toNanos() / 1e9);
    }
  }

  Result measure(int events) throws SQLException, InterruptedException {
    Flyway.configure()
        .dataSource(settings.url(), settings.user(), settings.password())
        .load()
        .migrate();
    long begun = System.nanoTime();
    try (Connection connection =
            DriverManager.getConnection(settings.url(), settings.user(), settings.password());
        Lanes lanes = new Lanes(settings)) {
      people(connection);
      PostgresDeskStore store = new PostgresDeskStore(lanes);
      HubTime time =
          new HubTime(
              () -> Duration.ofNanos(System.nanoTime() - begun),
              store.site().highWater(),
              step -> System.err.println("bench: the clock stepped by " + step));
      Desk desk = new Desk(store, time);
      try (DeskLoop loop =
          new DeskLoop(desk, result -> transactions.increment(), new SimpleMeterRegistry())) {
        loop.start();
        visits(loop, time);
        run(loop, time, Math.max(events / 5, VISITS), EventKind.CHECK_IN);
        transactions.reset();
        long walBefore = walPosition(connection);
        long start = System.nanoTime();
        run(loop, time, events, EventKind.CHECK_IN);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        long wal = walPosition(connection) - walBefore;
        return new Result(events, took, transactions.sum(), wal / events);
      }
    }
  }

  private static void people(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(
          """
          insert into person (id, name, made_at)
          select 'visitor-' || n, 'Visitor ' || n, now() from generate_series(1, %d) n
          union all select 'planner', 'Planner', now() union all select 'head', 'Head', now();
          insert into wearable (id, label, registered_at)
          select 'w' || n, 'Wearable ' || n, now() from generate_series(1, %d) n
          """
              .formatted(VISITS, VISITS));
    }
  }

  private void visits(DeskLoop loop, HubTime time) throws InterruptedException {
    Instant now = time.now();
    List<DeskInput> plans = new ArrayList<>();
    List<DeskInput> authorisations = new ArrayList<>();
    List<DeskInput> assignments = new ArrayList<>();
    for (int n = 1; n <= VISITS; n++) {
      VisitId visit = new VisitId("v" + n);
      Plan plan =
          new Plan(
              visit,
              List.of(new PersonId("visitor-" + n)),
              now.plus(Duration.ofMinutes(10)),
              now.plus(Duration.ofHours(2)),
              false,
              false);
      VisitDetails details = new VisitDetails("bench", "nowhere", "", "");
      plans.add(office("plan-" + n, visit, new WatchInput.PlanVisit(PLANNER, plan), details));
      authorisations.add(
          office("allow-" + n, visit, new WatchInput.Authorise(HEAD, Set.of("authoriser")), null));
      assignments.add(
          office(
              "hand-" + n,
              visit,
              new WatchInput.Assign(
                  PLANNER, new ParticipantId(1), new WearableId("w" + n), null, "bench"),
              null));
    }
    for (List<DeskInput> step : List.of(plans, authorisations, assignments)) {
      lay(loop, step);
    }
    run(loop, time, VISITS, EventKind.ARRIVED);
  }

  private static DeskInput office(
      String id, VisitId visit, WatchInput action, @Nullable VisitDetails details) {
    return new DeskInput.Office(InputId.office(id), WatchId.of(visit), action, details);
  }

  /** Each wearable says its next one in turn. */
  private void run(DeskLoop loop, HubTime time, int events, EventKind kind)
      throws InterruptedException {
    List<DeskInput> inputs = new ArrayList<>(events);
    for (int n = 0; n < events; n++) {
      int wearable = n % VISITS + 1;
      Message.Event event =
          new Message.Event(
              BOOT, seq.incrementAndGet(), kind, "v" + wearable, time.now(), 0, false, false);
      inputs.add(new DeskInput.Event(new WearableId("w" + wearable), event, time.now()));
    }
    lay(loop, inputs);
  }

  /** Returns when the last is committed; every one must have been taken. */
  private static void lay(DeskLoop loop, List<DeskInput> inputs) throws InterruptedException {
    Semaphore window = new Semaphore(WINDOW);
    List<CompletableFuture<DeskDoor.Committed>> answers = new ArrayList<>(inputs.size());
    for (DeskInput input : inputs) {
      window.acquire();
      CompletableFuture<DeskDoor.Committed> answer =
          loop.lay(input).orElseThrow(() -> new IllegalStateException("no room at the desk"));
      answers.add(answer.whenComplete((committed, failure) -> window.release()));
    }
    for (CompletableFuture<DeskDoor.Committed> answer : answers) {
      check(answer.join().answer());
    }
  }

  private static void check(Answer answer) {
    boolean taken =
        answer instanceof Answer.Done
            || answer instanceof Answer.Receipted receipted
                && receipted.outcome() == Outcome.COUNTED;
    if (!taken) {
      throw new IllegalStateException("the desk answered " + answer);
    }
  }

  private static long walPosition(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("select pg_current_wal_lsn() - '0/0'::pg_lsn")) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
