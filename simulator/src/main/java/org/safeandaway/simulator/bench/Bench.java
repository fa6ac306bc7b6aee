package org.safeandaway.simulator.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.safeandaway.hub.desk.postgres.LaneSettings;
import org.safeandaway.simulator.demo.DemoFile;

/**
 * Prints the figures of one run against a running demo: {@code Bench demo.json [--presses N]
 * [--events N]}. Targets are printed beside them and never asserted: machines differ.
 */
public final class Bench {
  private static final String SCRATCH = "bench";

  private Bench() {}

  public static void main(String[] arguments)
      throws IOException, InterruptedException, SQLException, MqttException {
    int presses = option(arguments, "--presses", 60);
    int events = option(arguments, "--events", 30_000);
    DemoFile demo = DemoFile.read(Path.of(arguments[0]));
    machine();
    String scratch = scratch(demo.database());
    Timings broker = BareParts.mqttRoundTrip(demo.mqtt());
    print("bare MQTT round trip, ms", broker);
    Timings commit;
    try (Connection connection = connect(demo.database(), scratch)) {
      commit = BareParts.singleRowCommit(connection);
    }
    print("bare single-row commit, ms", commit);
    press(demo, presses, broker.median() + commit.median());
    desk(demo, scratch, events);
  }

  private static void press(DemoFile demo, int presses, double floor)
      throws IOException, InterruptedException, SQLException {
    try (Connection connection = connect(demo.database(), demo.database().jdbcUrl())) {
      PressToAlarm.Result result = new PressToAlarm(demo).measure(connection, presses);
      print("end of hold to committed, ms", result.committed());
      print("end of hold to seen on the API, ms", result.seen());
      System.out.printf(
          "ratio to the sum of the bare two (%.2f ms), medians: committed %.1f, seen %.1f; target"
              + " under 3%n",
          floor, result.committed().median() / floor, result.seen().median() / floor);
    }
  }

  private static void desk(DemoFile demo, String scratch, int events)
      throws SQLException, InterruptedException {
    DemoFile.DatabaseAccess access = demo.database();
    LaneSettings settings = new LaneSettings(scratch, access.user(), access.password());
    DeskThroughput.Result result = new DeskThroughput(settings).measure(events);
    System.out.printf(
        "%-36s %.0f a second; %d in %.1f s, %d transactions, %d bytes of log each; target 5000%n",
        "events through the desk",
        result.eventsPerSecond(),
        result.events(),
        result.took().toMillis() / 1000.0,
        result.transactions(),
        result.walBytes());
  }

  private static void machine() {
    var system = ManagementFactory.getOperatingSystemMXBean();
    System.out.printf(
        "%s %s, %d cores, load %.1f, Java %s%n",
        system.getName(),
        system.getArch(),
        system.getAvailableProcessors(),
        system.getSystemLoadAverage(),
        Runtime.version());
  }

  private static void print(String what, Timings timings) {
    System.out.printf("%-36s %s%n", what, timings);
  }

  /** A database of our own beside the demo's. */
  private static String scratch(DemoFile.DatabaseAccess access) throws SQLException {
    try (Connection connection = connect(access, access.jdbcUrl());
        var statement = connection.createStatement()) {
      statement.execute("create database " + SCRATCH);
    }
    URI uri = URI.create(access.jdbcUrl().substring("jdbc:".length()));
    return "jdbc:postgresql://" + uri.getHost() + ":" + uri.getPort() + "/" + SCRATCH;
  }

  private static Connection connect(DemoFile.DatabaseAccess access, String url)
      throws SQLException {
    return DriverManager.getConnection(url, access.user(), access.password());
  }

  static int option(String[] arguments, String name, int otherwise) {
    for (int i = 1; i + 1 < arguments.length; i++) {
      if (arguments[i].equals(name)) {
        return Integer.parseInt(arguments[i + 1]);
      }
    }
    return otherwise;
  }
}
