package org.safeandaway.simulator.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.safeandaway.protocol.WearableId;
import org.safeandaway.simulator.parts.Account;
import org.safeandaway.simulator.parts.BrokerSettings;
import org.safeandaway.simulator.parts.HubProgram;

/**
 * The passwords and the token that the demo made at its first start in a folder, and uses again at
 * the next: the hub and the broker keep only their hashes.
 */
final class Keys {
  private static final String MQTT = "mqtt.";
  private static final String ADMINISTRATOR = "administrator.token";

  private Keys() {}

  static BrokerSettings accounts(Path data, List<WearableId> wearables) throws IOException {
    Properties kept = read(data);
    var accounts = new ArrayList<Account>();
    accounts.add(account(kept, Account.HUB));
    accounts.add(account(kept, Account.ofHub(Installation.SECOND)));
    wearables.forEach(id -> accounts.add(account(kept, id.value())));
    write(data, kept);
    return new BrokerSettings(accounts, Duration.ofMinutes(1));
  }

  private static Account account(Properties kept, String name) {
    String password = kept.getProperty(MQTT + name);
    Account account =
        password == null ? Account.withRandomPassword(name) : new Account(name, password);
    kept.setProperty(MQTT + name, account.password());
    return account;
  }

  /** The token of the first administrator, whom the hub's own command makes. */
  static String administrator(Options options, HubProgram hub, Progress progress)
      throws IOException, InterruptedException {
    Properties kept = read(options.data());
    String token = kept.getProperty(ADMINISTRATOR);
    if (token == null) {
      token =
          progress.during(
              "preparing the hub's database",
              () -> hub.makeAdministrator("admin", "Administrator of the demo"));
      kept.setProperty(ADMINISTRATOR, token);
      write(options.data(), kept);
    }
    return token;
  }

  /** Returns whether there was one. */
  static boolean forgetAdministrator(Path data) throws IOException {
    Properties kept = read(data);
    boolean was = kept.remove(ADMINISTRATOR) != null;
    write(data, kept);
    return was;
  }

  private static Properties read(Path data) throws IOException {
    Properties kept = new Properties();
    Path file = file(data);
    if (Files.exists(file)) {
      try (var reader = Files.newBufferedReader(file)) {
        kept.load(reader);
      }
    }
    return kept;
  }

  private static void write(Path data, Properties keys) throws IOException {
    Path file = file(data);
    if (!Files.exists(file)) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    try (var writer = Files.newBufferedWriter(file)) {
      keys.store(writer, "Made by the demo; delete the whole folder to start afresh.");
    }
  }

  private static Path file(Path data) {
    return data.resolve("keys.properties");
  }
}
