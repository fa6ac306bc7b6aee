package org.safeandaway.simulator.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.safeandaway.simulator.demo.DemoFile;

/**
 * From the end of the hold, when the firmware knows that it is a panic, until the alarm is
 * committed, which a second connection to the database tells, and until the API shows it. Each
 * alarm is taken and closed before the next press.
 */
final class PressToAlarm {
  /** How long panic has to be held. Source: protocol.md. */
  private static final Duration HOLD = Duration.ofMillis(1500);

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Between two looks. It limits what the figures can tell apart. */
  private static final Duration LOOK_EVERY = Duration.ofNanos(200_000);

  private static final int WARM_UP = 5;

  private final DemoFile demo;
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<Long> committed = new ArrayList<>();
  private final List<Long> seen = new ArrayList<>();

  PressToAlarm(DemoFile demo) {
    this.demo = demo;
  }

  /** Both from the end of the hold. */
  record Result(Timings committed, Timings seen) {}

  Result measure(Connection database, int presses)
      throws IOException, InterruptedException, SQLException {
    for (int i = 0; i < WARM_UP + presses; i++) {
      String wearable = demo.wearableIds().get(i % demo.wearableIds().size());
      one(database, wearable, i >= WARM_UP);
    }
    return new Result(Timings.ofNanos(committed), Timings.ofNanos(seen));
  }

  private void one(Connection database, String wearable, boolean counts)
      throws IOException, InterruptedException, SQLException {
    long endOfHold = holdPanic(wearable);
    String alarm = awaitRow(database, wearable, endOfHold);
    long inDatabase = System.nanoTime();
    awaitApi(alarm, endOfHold);
    long inApi = System.nanoTime();
    releasePanic(wearable);
    if (counts) {
      committed.add(inDatabase - endOfHold);
      seen.add(inApi - endOfHold);
    }
    close(alarm);
  }

  /** Returns the alarm's id. */
  static String awaitRow(Connection database, String wearable, long since) throws SQLException {
    try (PreparedStatement look =
        database.prepareStatement(
            "select id from alarm where wearable = ? and kind = 'PANIC' and resolved_at is null")) {
      look.setString(1, wearable);
      while (true) {
        try (var rows = look.executeQuery()) {
          if (rows.next()) {
            return rows.getString(1);
          }
        }
        giveUpAfterPatience(since, "no alarm of " + wearable + " in the database");
      }
    }
  }

  private void awaitApi(String alarm, long since) throws IOException, InterruptedException {
    while (!get(demo.api() + "alarms?open=true").contains(alarm)) {
      giveUpAfterPatience(since, "the API does not show " + alarm);
    }
  }

  private static void giveUpAfterPatience(long since, String what) {
    if (System.nanoTime() - since > PATIENCE.toNanos()) {
      throw new IllegalStateException(what + " after " + PATIENCE.toSeconds() + " s");
    }
    LockSupport.parkNanos(LOOK_EVERY.toNanos());
  }

  /** As somebody in the office would. */
  void close(String alarm) throws IOException, InterruptedException {
    String path = demo.api() + "alarms/" + alarm;
    post(path + "/acknowledgement", "{}");
    post(path + "/resolution", "{\"reason\":\"DRILL\",\"words\":\"pressed by the benchmark\"}");
  }

  private String get(String uri) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(uri)).GET());
  }

  /** Puts a finger on the button, and returns when the firmware will know a panic by it. */
  long holdPanic(String wearable) throws IOException, InterruptedException {
    post(button(wearable) + "down", null);
    long endOfHold = System.nanoTime() + HOLD.toNanos();
    LockSupport.parkNanos(endOfHold - System.nanoTime());
    return endOfHold;
  }

  void releasePanic(String wearable) throws IOException, InterruptedException {
    post(button(wearable) + "up", null);
  }

  private String button(String wearable) {
    return demo.wearables() + "/wearables/" + wearable + "/buttons/panic/";
  }

  private void post(String uri, @Nullable String body) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(uri));
    if (body == null) {
      request.POST(BodyPublishers.noBody());
    } else {
      request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
    }
    send(request);
  }

  private String send(HttpRequest.Builder builder) throws IOException, InterruptedException {
    HttpRequest request =
        builder.header("Authorization", "Bearer " + demo.apiToken()).timeout(PATIENCE).build();
    HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
    if (response.statusCode() >= 300) {
      throw new IOException(
          request.uri() + " was answered " + response.statusCode() + ": " + response.body());
    }
    return response.body();
  }
}
