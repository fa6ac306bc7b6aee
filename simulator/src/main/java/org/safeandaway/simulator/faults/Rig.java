package org.safeandaway.simulator.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.safeandaway.protocol.WearableId;
import org.safeandaway.simulator.parts.Account;
import org.safeandaway.simulator.parts.Broker;
import org.safeandaway.simulator.parts.BrokerSettings;
import org.safeandaway.simulator.parts.Database;
import org.safeandaway.simulator.parts.FreePort;
import org.safeandaway.simulator.parts.HubProgram;
import org.safeandaway.simulator.parts.HubSettings;
import org.safeandaway.simulator.parts.PartFailure;
import org.safeandaway.simulator.parts.TcpProxy;

/**
 * Two hubs on one database and one broker, all processes of this machine, each hub over links of
 * its own; and the fleet, every wearable on an authorised visit.
 */
public final class Rig implements AutoCloseable {
  private static final List<String> HUBS = List.of("first", "second");
  private static final String FLEET = "fleet";

  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private final Sink sink;
  private final Database database;
  private final Broker broker;
  private final List<OneHub> hubs = new ArrayList<>();
  private final SteppedClock clock;
  private final Rows rows;
  private final Fleet fleet;
  private final RealWearables real;
  private final Takers takers;

  /**
   * Starts everything; nobody does anything yet.
   *
   * @param servers broker and database
   * @param repository whose module {@code hub} is built
   * @param folder for what the parts write
   * @param say gets a line when something takes long
   */
  Rig(
      Servers servers,
      Path repository,
      Path folder,
      Fleet.Load load,
      long seed,
      Consumer<String> say)
      throws IOException {
    open.push(http);
    sink = opened(new Sink());
    database = opened(servers.database(made(folder.resolve("database"))));
    broker = opened(servers.broker(made(folder.resolve("broker")), accounts(), say));
    rows = new Rows(database);
    clock = new SteppedClock(rows);
    try {
      database.start();
      broker.start();
      for (String hub : HUBS) {
        hubs.add(hub(hub, repository, made(folder.resolve(hub))));
      }
      String token = hubs.getFirst().program().makeAdministrator("admin", "Ada Administrator");
      clock.install();
      together(hubs.stream().<Callable<Void>>map(hub -> () -> started(hub, token)).toList());
      fleet = opened(new Fleet(load, broker, broker.settings().hub(FLEET), seed));
      School school = new School(http, hubs.getFirst().program().api(), token, load, rows);
      school.register(fleet.wearables());
      fleet.start();
      real = opened(new RealWearables(http, broker, made(folder.resolve("wearables"))));
      school.sendOut(fleet.wearables(), rows);
      takers = opened(new Takers(rows, school.taker(hubs)));
      takers.start();
    } catch (InterruptedException e) {
      close();
      throw PartFailure.interrupted("starting the parts", e);
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /** One account for each hub, and one for all the wearables, which share connections. */
  private static BrokerSettings accounts() {
    return new BrokerSettings(accountsOfRealOnes(), Duration.ofSeconds(1))
        .withHubs(HUBS)
        .withHubs(List.of(FLEET));
  }

  private static List<Account> accountsOfRealOnes() {
    return Stream.concat(Stream.of(Account.HUB), RealWearables.IDS.stream().map(WearableId::value))
        .map(Account::withRandomPassword)
        .toList();
  }

  private OneHub hub(String id, Path repository, Path folder) {
    URI server = URI.create(database.jdbcUrl().substring("jdbc:".length()));
    TcpProxy toDatabase = opened(new TcpProxy(server.getHost(), server.getPort()));
    TcpProxy toBroker = opened(new TcpProxy(broker.host(), broker.port()));
    String jdbcUrl = "jdbc:postgresql://127.0.0.1:" + toDatabase.port() + server.getPath();
    HubSettings settings =
        HubSettings.of(id, FreePort.next(), database, broker)
            .as(broker.settings().hub(id))
            .withDemoPasswords()
            .with("safeandaway.notify.webhook.url", sink.address().toString())
            .with("safeandaway.notify.webhook.secret", Sink.SECRET)
            .through(jdbcUrl, toBroker.uri());
    HubProgram program = opened(new HubProgram(repository, folder, settings));
    return new OneHub(program, toDatabase, toBroker, http);
  }

  private static Void started(OneHub hub, String token) {
    hub.opensWith(token);
    hub.program().start();
    return null;
  }

  private static Path made(Path folder) throws IOException {
    return Files.createDirectories(folder);
  }

  private <T extends AutoCloseable> T opened(T part) {
    open.push(part);
    return part;
  }

  /** Does all of it at the same time, and returns when all is done. */
  static <T> void together(List<Callable<T>> work) throws IOException, InterruptedException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<T> each : threads.invokeAll(work)) {
        each.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof PartFailure failure) {
        throw failure;
      }
      throw new IOException("not everything could be done", e.getCause());
    }
  }

  Sink sink() {
    return sink;
  }

  Database database() {
    return database;
  }

  Broker broker() {
    return broker;
  }

  List<OneHub> hubs() {
    return hubs;
  }

  SteppedClock clock() {
    return clock;
  }

  Rows rows() {
    return rows;
  }

  Fleet fleet() {
    return fleet;
  }

  RealWearables real() {
    return real;
  }

  Takers takers() {
    return takers;
  }

  @Override
  public void close() {
    for (OneHub hub : hubs) {
      hub.toDatabase().release();
      hub.toBroker().release();
    }
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        System.err.println("a part did not stop in good order: " + e);
      }
    }
  }
}
