package org.safeandaway.simulator.acceptance;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.safeandaway.protocol.WearableId;
import org.safeandaway.simulator.parts.Broker;
import org.safeandaway.simulator.parts.Database;
import org.safeandaway.simulator.parts.FreePort;
import org.safeandaway.simulator.parts.HubProgram;
import org.safeandaway.simulator.parts.HubSettings;
import org.safeandaway.simulator.parts.TcpProxy;
import org.safeandaway.simulator.wearables.VirtualWearables;
import org.safeandaway.simulator.wearables.WearablesSettings;

/**
 * One whole school: wearables, broker, hub, database, office. The hub reaches its broker and its
 * database over links of its own, and so does every wearable its broker; a test stalls or cuts them
 * to hold the very moment that it is about.
 */
public final class School implements AutoCloseable {
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private final Broker broker;
  private final Database database;
  private final TcpProxy toBroker;
  private final TcpProxy toDatabase;
  private final HubProgram hub;
  private final Wiretap wiretap;
  private final VirtualWearables wearables;
  private final Office office;

  /**
   * Starts everything, and returns once every wearable has been heard of.
   *
   * @param folder for what the hub and the wearables write
   */
  public School(Broker broker, Database database, Path folder, Policy policy, List<WearableId> ids)
      throws IOException, MqttException {
    open.push(http);
    this.broker = broker;
    this.database = database;
    toBroker = opened(new TcpProxy(broker.host(), broker.port()));
    URI server = URI.create(database.jdbcUrl().substring("jdbc:".length()));
    toDatabase = opened(new TcpProxy(server.getHost(), server.getPort()));
    String jdbcUrl =
        "jdbc:postgresql://" + toDatabase.host() + ":" + toDatabase.port() + server.getPath();
    HubSettings settings =
        HubSettings.of("hub-1", FreePort.next(), database, broker).withDemoPasswords();
    hub = opened(new HubProgram(repository(), folder, settings.through(jdbcUrl, toBroker.uri())));
    wiretap = opened(new Wiretap(broker));
    String token = hub.makeAdministrator(Office.ADMINISTRATOR, "Ada Administrator");
    hub.start();
    office = opened(new Office(hub, token, policy, ids));
    wearables = opened(VirtualWearables.start(settings(broker, folder, ids)));
    Waits.await("every wearable is heard of")
        .until(() -> ids.stream().allMatch(office::hasHeardOf));
  }

  private static WearablesSettings settings(Broker broker, Path folder, List<WearableId> ids)
      throws IOException {
    return new WearablesSettings(
        0,
        broker.host(),
        broker.port(),
        Files.createDirectories(folder.resolve("wearables")),
        ids.stream().map(id -> broker.settings().wearable(id)).toList());
  }

  public static Path repository() {
    return Path.of(Objects.requireNonNull(System.getProperty("repository.root")));
  }

  private <T extends AutoCloseable> T opened(T part) {
    open.push(part);
    return part;
  }

  public Broker broker() {
    return broker;
  }

  public Database database() {
    return database;
  }

  public HubProgram hub() {
    return hub;
  }

  /** The link from the hub to the broker. */
  public TcpProxy toBroker() {
    return toBroker;
  }

  /** The link from the hub to the database. */
  public TcpProxy toDatabase() {
    return toDatabase;
  }

  public Office office() {
    return office;
  }

  Wiretap wiretap() {
    return wiretap;
  }

  /** Where the virtual wearables answer. */
  public URI wearables() {
    return wearables.address();
  }

  public Worn worn(WearableId id) {
    return new Worn(http, wearables.address(), id);
  }

  @Override
  public void close() throws Exception {
    toBroker.release();
    toDatabase.release();
    while (!open.isEmpty()) {
      open.pop().close();
    }
  }
}
