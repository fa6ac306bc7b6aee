package org.safeandaway.simulator.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.safeandaway.protocol.WearableId;
import org.safeandaway.simulator.parts.Broker;
import org.safeandaway.simulator.parts.BrokerSettings;
import org.safeandaway.simulator.parts.EmbeddedDatabase;
import org.safeandaway.simulator.parts.FreePort;
import org.safeandaway.simulator.parts.HubProgram;
import org.safeandaway.simulator.parts.HubSettings;
import org.safeandaway.simulator.parts.Mosquitto;
import org.safeandaway.simulator.wearables.VirtualWearables;
import org.safeandaway.simulator.wearables.WearablesSettings;

/**
 * All parts of the demo, as they depend on each other: database and broker, then the hub, then the
 * wearables, then the people and visits. Everything lies in one folder; deleting it starts afresh.
 */
final class Installation implements AutoCloseable {
  /** The id of the second hub, where there are two. */
  static final String SECOND = "second";

  /** Whoever tries the demo first looks around; after that the board wants to be watched. */
  private static final String FIRST_LOOK = "5m";

  private final Options options;
  private final Progress progress;
  private final Deque<AutoCloseable> started = new ArrayDeque<>();
  private final Map<String, Long> processIds = new LinkedHashMap<>();
  private final URI office;
  private @Nullable HubProgram hub;
  private @Nullable DemoFile file;

  Installation(Options options, Progress progress) {
    this.options = options;
    this.progress = progress;
    this.office = URI.create("http://127.0.0.1:" + options.port());
  }

  URI office() {
    return office;
  }

  void start() throws IOException, InterruptedException {
    takeFolder();
    checkPorts();
    BrokerSettings accounts = Keys.accounts(options.data(), wearableIds());
    EmbeddedDatabase database =
        new EmbeddedDatabase(options.data().resolve("database"), FreePort.next());
    begin("starting PostgreSQL", database, database::start);
    Mosquitto mosquitto = Mosquitto.findOrInstall(progress::say);
    Broker broker = mosquitto.broker(options.data().resolve("broker"), FreePort.next(), accounts);
    begin("starting Mosquitto (" + mosquitto.describe() + ")", broker, broker::start);
    HubProgram program =
        new HubProgram(
            options.repository(),
            options.data(),
            HubSettings.of("demo", options.port(), database, broker)
                .withDemoPasswords()
                .unwatchedFor(FIRST_LOOK));
    boolean fresh = !Files.exists(kept());
    if (fresh && Keys.forgetAdministrator(options.data())) {
      // An earlier start was interrupted before anybody could use what it made.
      database.clear();
    }
    String administrator = Keys.administrator(options, program, progress);
    begin("starting the hub", program, program::start);
    hub = program;
    if (options.hubs() == 2) {
      startSecond(database, broker);
    }
    HttpClient client = HttpClient.newHttpClient();
    started.push(client);
    Seeding seeding = new Seeding(client, api(), administrator);
    // Before the wearables, since the hub does not listen to those that it does not know.
    List<DemoFile.SignIn> people =
        fresh ? progress.during("inventing people", seeding::people) : List.of();
    VirtualWearables wearables = startWearables(broker);
    Seeding.Seeded seeded = fresh ? seed(seeding, people) : goOn();
    processIds.put("demo", ProcessHandle.current().pid());
    processIds.put("hub", program.pid());
    addChildProcesses();
    file = describe(broker, database, wearables, administrator, seeded);
    file.write(options.data());
  }

  /** It shares everything with the first but its name, its account and where it listens. */
  private void startSecond(EmbeddedDatabase database, Broker broker)
      throws IOException, InterruptedException {
    HubProgram second =
        new HubProgram(
            options.repository(),
            Files.createDirectories(options.data().resolve(SECOND)),
            HubSettings.of(SECOND, secondPort(), database, broker)
                .as(broker.settings().hub(SECOND))
                .withDemoPasswords()
                .unwatchedFor(FIRST_LOOK));
    begin("starting the second hub", second, second::start);
    processIds.put("hub " + SECOND, second.pid());
  }

  private int secondPort() {
    return options.port() + 2;
  }

  /** Two demos in one folder would ruin each other's data. */
  private void takeFolder() throws IOException {
    Files.createDirectories(options.data());
    DemoFile.remove(options.data());
    FileChannel channel =
        FileChannel.open(
            options.data().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    started.push(channel);
    if (lock(channel) == null) {
      throw new IOException(
          "another demo uses "
              + options.data()
              + "; stop it, or give this one another folder with --data");
    }
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException heldHere) {
      return null;
    }
  }

  private void checkPorts() throws IOException {
    for (int port = options.port(); port <= options.port() + options.hubs(); port++) {
      if (!FreePort.isFree(port)) {
        throw new IOException(
            "port " + port + " is in use; stop what uses it, or choose another with --port");
      }
    }
  }

  private void begin(String what, AutoCloseable part, Runnable start)
      throws IOException, InterruptedException {
    started.push(part);
    progress.during(
        what,
        () -> {
          start.run();
          return part;
        });
  }

  private VirtualWearables startWearables(Broker broker) throws IOException, InterruptedException {
    var accounts = wearableIds().stream().map(id -> broker.settings().wearable(id)).toList();
    VirtualWearables wearables =
        progress.during(
            "starting " + accounts.size() + " wearables",
            () ->
                VirtualWearables.start(
                    new WearablesSettings(
                        options.port() + 1,
                        broker.host(),
                        broker.port(),
                        options.data().resolve("wearables"),
                        accounts,
                        Optional.of(office))));
    started.push(wearables);
    return wearables;
  }

  private Seeding.Seeded seed(Seeding seeding, List<DemoFile.SignIn> people)
      throws IOException, InterruptedException {
    return progress.during(
        "planning visits",
        () -> {
          var seeded = new Seeding.Seeded(people, seeding.visits(Instant.now()));
          seeded.write(kept());
          return seeded;
        });
  }

  private Seeding.Seeded goOn() throws IOException {
    progress.say("going on with the people and visits in " + options.data());
    return Seeding.Seeded.read(kept());
  }

  private Path kept() {
    return options.data().resolve(Seeding.Seeded.NAME);
  }

  private DemoFile describe(
      Broker broker,
      EmbeddedDatabase database,
      VirtualWearables wearables,
      String administrator,
      Seeding.Seeded seeded) {
    Map<String, String> passwords =
        broker.settings().accounts().stream()
            .collect(
                Collectors.toMap(
                    account -> account.name(),
                    account -> account.password(),
                    (one, other) -> one,
                    LinkedHashMap::new));
    return new DemoFile(
        office.toString(),
        api().toString(),
        wearables.address().toString(),
        seeded.signIns(),
        administrator,
        DemoFile.PASSWORD,
        new DemoFile.Mqtt(broker.host(), broker.port(), passwords),
        new DemoFile.DatabaseAccess(database.jdbcUrl(), database.user(), database.password()),
        Cast.WEARABLES,
        seeded.visits(),
        Map.copyOf(processIds));
  }

  void tellHowToReachIt() {
    DemoFile described = file;
    if (described == null) {
      throw new IllegalStateException("start first");
    }
    progress.say("");
    progress.say("Safe & Away runs.");
    progress.say("  office              " + described.office());
    if (options.hubs() == 2) {
      progress.say("  the second hub      http://127.0.0.1:" + secondPort());
    }
    progress.say("  virtual wearables   " + described.wearables() + "/");
    progress.say(
        "Sign in at the office with one of these names and the password " + DemoFile.PASSWORD);
    progress.say("  %-10s %s".formatted("admin", "Administrator of the demo"));
    for (DemoFile.SignIn person : described.signIns()) {
      progress.say(
          "  %-10s %s: %s"
              .formatted(person.person(), person.name(), String.join(", ", person.roles())));
    }
    progress.say("API, tokens and everything else: " + options.data().resolve(DemoFile.NAME));
    progress.say("Ctrl-C stops everything.");
  }

  /** Waits for the stop; says so, once, when the hub ends by itself. */
  void awaitLossOr(CountDownLatch stop) throws InterruptedException {
    if (stop.await(1, TimeUnit.SECONDS)) {
      return;
    }
    HubProgram watched = hub;
    if (watched != null && !watched.isRunning()) {
      progress.say("the hub has ended; its log is " + watched.logFile());
      hub = null;
    }
  }

  private URI api() {
    return office.resolve("/api/v1/");
  }

  private static List<WearableId> wearableIds() {
    return Cast.WEARABLES.stream().map(WearableId::new).toList();
  }

  private void addChildProcesses() {
    ProcessHandle.current()
        .children()
        .forEach(
            child ->
                child
                    .info()
                    .command()
                    .map(command -> Path.of(command).getFileName().toString())
                    .filter(name -> name.startsWith("mosquitto") || name.startsWith("postgres"))
                    .ifPresent(name -> processIds.putIfAbsent(name, child.pid())));
  }

  @Override
  public void close() throws IOException {
    // The signal that ends the demo must not cut its tidying short.
    Thread.interrupted();
    DemoFile.remove(options.data());
    List<Exception> failures = new ArrayList<>();
    if (!started.isEmpty()) {
      progress.say("stopping");
    }
    while (!started.isEmpty()) {
      try {
        started.pop().close();
      } catch (Exception e) {
        failures.add(e);
      }
    }
    if (!failures.isEmpty()) {
      IOException all = new IOException("not everything stopped in good order");
      failures.forEach(all::addSuppressed);
      throw all;
    }
  }
}
