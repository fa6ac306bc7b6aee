package org.safeandaway.simulator.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.safeandaway.protocol.EventKind;

/** One whole run: everything is started, put under load, broken by a plan, and reckoned up. */
final class Run {
  private static final Duration TO_REST = Duration.ofSeconds(90);
  private static final Duration BEFORE = Duration.ofSeconds(3);

  private final Rig rig;
  private final Fleet.Load load;
  private final Plan plan;
  private final Breaker breaker;
  private final List<String> restless = new ArrayList<>();
  private long begun;

  /**
   * @param rig started, with nobody doing anything
   */
  Run(Rig rig, Fleet.Load load, Plan plan, Consumer<String> say) {
    this.rig = rig;
    this.load = load;
    this.plan = plan;
    this.breaker = new Breaker(rig, say);
  }

  static Verdict of(Path repository, Path folder, Fleet.Load load, Plan plan, Consumer<String> say)
      throws IOException, InterruptedException {
    say.accept("starting the parts");
    try (Rig rig = new Rig(Servers.ofThisMachine(), repository, folder, load, plan.seed(), say)) {
      Run run = new Run(rig, load, plan, say);
      run.begin();
      return run.verdict();
    }
  }

  /** Everybody goes in and does things. */
  void begin() throws IOException, InterruptedException {
    School.arrive(rig.fleet());
    begun = System.nanoTime();
    rig.fleet().work(true);
    rig.real().work(plan.seed());
    rig.takers().work(true);
  }

  /** Everything is broken and mended, comes to rest, and is reckoned up. */
  Verdict verdict() throws IOException, InterruptedException {
    Thread.sleep(BEFORE);
    breaker.carryOut(plan);
    Thread.sleep(BEFORE);
    rig.fleet().work(false);
    rig.real().rest();
    rig.takers().work(false);
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    rest("everything has its receipt", () -> rig.fleet().unsent() + rig.real().unsent() == 0);
    rest("nobody waits for a hub's answer", () -> rig.takers().isIdle());
    rest("every promise has passed", () -> open("CHECK_IN") == 0);
    rest("every wearable holds the last notice", this::noticesAreHeld);
    rest(
        "somebody outside has heard of every alarm", () -> rig.rows().number(Ladders.UNHEARD) == 0);
    Reckoning reckoning = new Reckoning(rig, load, breaker.disturbances());
    List<String> wrong = new ArrayList<>(restless);
    wrong.addAll(reckoning.wrong());
    return new Verdict(wrong, figures(reckoning, took));
  }

  private long open(String kind) {
    return rig.rows()
        .number("select count(*) from deadline where state = 'OPEN' and kind = '" + kind + "'");
  }

  private boolean noticesAreHeld() {
    Map<String, Long> revisions = new LinkedHashMap<>();
    rig.rows()
        .all(
            row -> revisions.put(row.getString(1), row.getLong(2)),
            "select id, revision from wearable");
    return rig.fleet().wearables().stream()
        .allMatch(it -> it.revision() == revisions.getOrDefault(it.id().value(), -1L));
  }

  private void rest(String what, BooleanSupplier holds) throws InterruptedException {
    long end = System.nanoTime() + TO_REST.toNanos();
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() > end) {
        restless.add("waited in vain for this: " + what);
        return;
      }
      Thread.sleep(Duration.ofMillis(200));
    }
  }

  private Map<String, String> figures(Reckoning reckoning, Duration took) {
    List<Letter> letters = new ArrayList<>();
    rig.fleet().wearables().forEach(each -> letters.addAll(each.letters()));
    Map<String, String> figures = new LinkedHashMap<>();
    figures.put("seed", Long.toString(plan.seed()));
    figures.put("faults", plan.faults().size() + " in " + took.toSeconds() + " s");
    breaker.done().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(each -> figures.put("– " + each.getKey().words(), each.getValue().toString()));
    figures.put("events", perSecond(letters.size(), took));
    figures.put("deadlines that fell due", perSecond(fellDue(), took));
    long help = letters.stream().filter(Run::isHelp).count();
    figures.put("calls for help", help + ", each with one alarm");
    figures.put(
        "panics of the real firmware",
        rig.real().presses().values().stream().mapToInt(Integer::intValue).sum()
            + ", each with one alarm; "
            + rig.real().cuts()
            + " times the power went before the receipt");
    figures.put(
        "missed check-ins",
        reckoning.alarms().stream().filter(Raised::isOfAMissedCheckIn).count()
            + ", each with one alarm");
    figures.put(
        "– passed over by a step of the clock", Long.toString(reckoning.promises().steppedOver()));
    figures.put(
        "latest alarm of a deadline, database and one hub there",
        reckoning.promises().latest().toMillis() + " ms of " + reckoning.promises().judged());
    figures.put(
        "latest alarm of a deadline, else",
        reckoning.promises().latestExcused().toMillis() + " ms");
    figures.put(
        "alarms that somebody took",
        "%,d, and closed %,d; asked in vain, and again, %,d times"
            .formatted(
                rig.takers().taken().size(), rig.takers().closed().size(), rig.takers().inVain()));
    figures.put(
        "steps that an alarm climbed",
        "%,d, the latest %d ms after its time"
            .formatted(reckoning.ladders().steps(), reckoning.ladders().latest().toMillis()));
    figures.put(
        "messages that came outside",
        "%,d; %,d of them once more than needed"
            .formatted(reckoning.ladders().messages(), reckoning.ladders().repeated()));
    deliveries(letters, figures);
    hubs(figures);
    return figures;
  }

  private long fellDue() {
    return rig.rows()
        .number(
            "select count(*) from deadline where state = 'FIRED'"
                + " or (state = 'REPLACED' and kind = 'CONTACT')");
  }

  private static boolean isHelp(Letter letter) {
    return letter.kind == EventKind.PANIC || letter.kind == EventKind.ADVICE;
  }

  private static String perSecond(long count, Duration took) {
    return "%,d (%.0f a second)".formatted(count, count / (took.toMillis() / 1000.0));
  }

  private void deliveries(List<Letter> letters, Map<String, String> figures) {
    long copies = letters.stream().mapToLong(Letter::copies).sum();
    long receipts = letters.stream().mapToLong(Letter::receipts).sum();
    long slow = letters.stream().filter(it -> it.waitedNanos() > 3_000_000_000L).count();
    long slowest = letters.stream().mapToLong(Letter::waitedNanos).max().orElse(0);
    figures.put("events sent again", "%,d".formatted(copies - letters.size()));
    figures.put("receipts beyond the first", "%,d".formatted(receipts - letters.size()));
    figures.put("gaps: events that waited more than 3 s for their receipt", "%,d".formatted(slow));
    figures.put("– the longest wait", "%.1f s".formatted(slowest / 1e9));
    figures.put(
        "notices older than one heard before",
        "%,d, ignored"
            .formatted(
                rig.fleet().wearables().stream().mapToLong(LightWearable::lowerRevisions).sum()));
    figures.put(
        "redeliveries by the broker",
        "%,d".formatted(rig.fleet().vans().stream().mapToLong(Van::redelivered).sum()));
    figures.put(
        "connections of the wearables",
        "%,d".formatted(rig.fleet().vans().stream().mapToLong(Van::connections).sum()));
  }

  private void hubs(Map<String, String> figures) {
    counted(figures, "duplicates that the hubs answered", "safeandaway_desk_duplicates_total");
    counted(figures, "batches tried again after an outage", "safeandaway_desk_outages_total");
    counted(figures, "looks of the keepers that failed", "safeandaway_keeper_outages_total");
    counted(figures, "inputs that waited for their watch", "safeandaway_desk_busy_total");
    counted(figures, "inputs that found no room", "safeandaway_uplink_overruns_total");
    counted(figures, "bugs of the desk", "safeandaway_desk_failures_total");
  }

  private void counted(Map<String, String> figures, String words, String counter) {
    double sum = rig.hubs().stream().mapToDouble(hub -> hub.counted(counter)).sum();
    figures.put(words, "%,.0f".formatted(sum));
  }
}
