package org.safeandaway.simulator.bench;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.safeandaway.simulator.demo.DemoFile;

/** What broker and database take by themselves, for what an alarm needs of them at the least. */
final class BareParts {
  private static final int WARM_UP = 200;
  private static final int MEASURED = 500;
  private static final long PATIENCE_MILLIS = 5_000;

  private BareParts() {}

  /** One message of QoS 1, from publishing until it is back at the same client. */
  static Timings mqttRoundTrip(DemoFile.Mqtt mqtt) throws MqttException, InterruptedException {
    var client =
        new MqttAsyncClient(
            "tcp://" + mqtt.host() + ":" + mqtt.port(), "bench", new MemoryPersistence());
    var options = new MqttConnectOptions();
    options.setUserName("hub");
    options.setPassword(String.valueOf(mqtt.passwords().get("hub")).toCharArray());
    client.connect(options).waitForCompletion(PATIENCE_MILLIS);
    try {
      BlockingQueue<String> back = new ArrayBlockingQueue<>(16);
      client
          .subscribe("sa/bench", 1, (topic, message) -> back.add(message.toString()))
          .waitForCompletion(PATIENCE_MILLIS);
      List<Long> nanos = new ArrayList<>();
      for (int i = 0; i < WARM_UP + MEASURED; i++) {
        long begun = System.nanoTime();
        byte[] payload = Integer.toString(i).getBytes(StandardCharsets.UTF_8);
        client.publish("sa/bench", payload, 1, false);
        if (back.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS) == null) {
          throw new IllegalStateException("the broker gave nothing back");
        }
        if (i >= WARM_UP) {
          nanos.add(System.nanoTime() - begun);
        }
      }
      return Timings.ofNanos(nanos);
    } finally {
      client.disconnectForcibly(0, PATIENCE_MILLIS);
      client.close(true);
    }
  }

  /** One row in one transaction, committed to disk. */
  static Timings singleRowCommit(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("create table bare (n int, words text)");
    }
    List<Long> nanos = new ArrayList<>();
    try (var insert = connection.prepareStatement("insert into bare values (?, ?)")) {
      for (int i = 0; i < WARM_UP + MEASURED; i++) {
        long begun = System.nanoTime();
        insert.setInt(1, i);
        insert.setString(2, "a row of some length, as an alarm has one");
        insert.executeUpdate();
        if (i >= WARM_UP) {
          nanos.add(System.nanoTime() - begun);
        }
      }
    }
    try (var statement = connection.createStatement()) {
      statement.execute("drop table bare");
    }
    return Timings.ofNanos(nanos);
  }
}
