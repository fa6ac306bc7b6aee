package org.safeandaway.simulator.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What one hub is told by its configuration file.
 *
 * @param hub its name at the broker
 * @param port where it listens, on loopback
 * @param jdbcUrl without credentials
 * @param mqttUrl as Paho takes it
 * @param mqtt the hub's account at the broker
 * @param demoPasswords whether everybody signs in with the password that everybody knows
 * @param more keys beside these
 */
public record HubSettings(
    String hub,
    int port,
    String jdbcUrl,
    String databaseUser,
    String databasePassword,
    String mqttUrl,
    Account mqtt,
    boolean demoPasswords,
    SortedMap<String, String> more) {

  public HubSettings {
    more = Collections.unmodifiableSortedMap(new TreeMap<>(more));
  }

  /** Told nothing more. */
  public HubSettings(
      String hub,
      int port,
      String jdbcUrl,
      String databaseUser,
      String databasePassword,
      String mqttUrl,
      Account mqtt,
      boolean demoPasswords) {
    this(
        hub,
        port,
        jdbcUrl,
        databaseUser,
        databasePassword,
        mqttUrl,
        mqtt,
        demoPasswords,
        new TreeMap<>());
  }

  /**
   * A hub that reaches database and broker directly. Its board hardly ever has to be watched: in
   * most tests nobody sits in the office.
   */
  public static HubSettings of(String hub, int port, Database database, Broker broker) {
    return new HubSettings(
            hub,
            port,
            database.jdbcUrl(),
            database.user(),
            database.password(),
            broker.uri(),
            broker.settings().hub(),
            false)
        .unwatchedFor("24h");
  }

  /** The same hub, whose board nobody may watch for so long while anybody is out. */
  public HubSettings unwatchedFor(String time) {
    return with("safeandaway.watching.grace", time);
  }

  /** The same hub, with another account at the broker: each of several has its own. */
  public HubSettings as(Account account) {
    return new HubSettings(
        hub, port, jdbcUrl, databaseUser, databasePassword, mqttUrl, account, demoPasswords, more);
  }

  /** The same hub, told one thing more. */
  public HubSettings with(String key, String value) {
    SortedMap<String, String> all = new TreeMap<>(more);
    all.put(key, value);
    return new HubSettings(
        hub, port, jdbcUrl, databaseUser, databasePassword, mqttUrl, mqtt, demoPasswords, all);
  }

  /** The same hub, where people need no password of their own. */
  public HubSettings withDemoPasswords() {
    return new HubSettings(
        hub, port, jdbcUrl, databaseUser, databasePassword, mqttUrl, mqtt, true, more);
  }

  /** The same hub, which reaches its database and its broker at other addresses. */
  public HubSettings through(String otherJdbcUrl, String otherMqttUrl) {
    return new HubSettings(
        hub,
        port,
        otherJdbcUrl,
        databaseUser,
        databasePassword,
        otherMqttUrl,
        mqtt,
        demoPasswords,
        more);
  }

  /** The file's text. */
  public String text() {
    return """
        safeandaway.hub.id=%s
        safeandaway.listen.host=127.0.0.1
        safeandaway.listen.port=%d
        safeandaway.database.url=%s
        safeandaway.database.username=%s
        safeandaway.database.password=%s
        safeandaway.mqtt.url=%s
        safeandaway.mqtt.username=%s
        safeandaway.mqtt.password=%s
        safeandaway.demo.passwords=%s
        """
            .formatted(
                hub,
                port,
                jdbcUrl,
                databaseUser,
                databasePassword,
                mqttUrl,
                mqtt.name(),
                mqtt.password(),
                demoPasswords)
        + more.entrySet().stream()
            .map(each -> each.getKey() + "=" + each.getValue() + "\n")
            .collect(Collectors.joining());
  }

  /** Writes the file so that only this user reads it: it holds passwords. */
  void writeTo(Path file) throws IOException {
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, text());
  }

  /** Records are printed by accident. */
  @Override
  public String toString() {
    return "HubSettings[hub=" + hub + ", port=" + port + "]";
  }
}
