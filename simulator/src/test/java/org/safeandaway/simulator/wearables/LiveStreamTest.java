package org.safeandaway.simulator.wearables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.safeandaway.protocol.WearableId;
import org.safeandaway.simulator.parts.Account;
import org.safeandaway.simulator.parts.FreePort;

/** Whoever watches is told everything that happens, and at once. */
@Timeout(30)
class LiveStreamTest {
  @TempDir private Path folder;
  private VirtualWearables wearables;
  private Remote remote;
  private final List<Watcher> watchers = new ArrayList<>();

  @BeforeEach
  void start() throws IOException {
    List<Account> accounts = List.of(new Account("w-01", "one"), new Account("w-02", "two"));
    wearables =
        VirtualWearables.start(
            new WearablesSettings(
                0,
                "127.0.0.1",
                FreePort.next(),
                folder,
                accounts,
                Optional.of(URI.create("http://localhost:8080"))));
    remote = new Remote(wearables.address());
  }

  @AfterEach
  void stop() throws IOException {
    for (Watcher watcher : watchers) {
      watcher.close();
    }
    remote.close();
    wearables.close();
  }

  private Watcher watch() throws IOException {
    Watcher watcher = new Watcher(wearables.address());
    watchers.add(watcher);
    return watcher;
  }

  @Test
  void beginsWithEverythingThereIs() throws IOException {
    Watcher watcher = watch();
    assertThat(watcher.type()).isEqualTo("text/event-stream");
    assertThat(watcher.next())
        .startsWith("hello ")
        .contains("\"office\":\"http://localhost:8080\"", "[\"w-01\",\"w-02\"]");
    assertThat(watcher.next()).startsWith("wearable ").contains("\"id\":\"w-01\"");
    assertThat(watcher.next()).startsWith("wearable ").contains("\"id\":\"w-02\"");
  }

  @Test
  void tellsWhatChanges() throws IOException {
    Watcher watcher = watch();
    remote.post("w-02/link?up=false");
    watcher.until(news -> news.contains("w-02") && news.contains("\"link\":false"));
    remote.post("w-01/battery?percent=55");
    watcher.until(news -> news.contains("w-01") && news.contains("\"batteryPercent\":55"));
    remote.post("w-01/buttons/panic/down");
    watcher.until(news -> news.contains("\"pressed\":[\"panic\"]"));
    watcher.until(news -> news.contains("\"told\":[{") && news.contains("PANIC"));
    remote.post("w-01/smash");
    watcher.until(news -> news.contains("\"smashed\":true") && news.contains("\"power\":false"));
  }

  @Test
  void tellsEveryChangeOfALight() throws IOException {
    Watcher watcher = watch();
    String lit = "\"wearable\":\"w-01\",\"part\":\"status-led\",\"on\":";
    watcher.until(news -> news.startsWith("output ") && news.contains(lit + "true"));
    watcher.until(news -> news.startsWith("output ") && news.contains(lit + "false"));
  }

  /** A wearable with a tick in the middle of it that nobody is told of would be a silent one. */
  @Test
  void tellsEveryTickOfAHold() throws IOException {
    Watcher watcher = watch();
    remote.post("w-01/buttons/check-in/press?hold=2100");
    String sounds = "\"part\":\"buzzer\",\"on\":";
    for (int tick = 0; tick < 2; tick++) {
      watcher.until(news -> news.contains(sounds + "true"));
      watcher.until(news -> news.contains(sounds + "false"));
    }
  }

  @Test
  void saysThatItIsThereWhenNothingHappens() throws IOException {
    Watcher watcher = watch();
    remote.post("w-01/power?on=false");
    remote.post("w-02/power?on=false");
    watcher.until(news -> news.startsWith("beat "));
  }

  /** A light that flashes is told as such; the whole view each time would be a flood. */
  @Test
  void doesNotTellTheWholeViewForALight() throws IOException {
    Watcher watcher = watch();
    watcher.until(news -> news.startsWith("wearable ") && news.contains("w-02"));
    for (int change = 0; change < 12; change++) {
      watcher.until(news -> news.startsWith("output ") && news.contains("w-01"));
      remote.post("w-01/buttons/panic/up"); // is up, so nothing but the light is different
    }
    remote.post("w-01/battery?percent=44");
    watcher.until(news -> news.contains("\"batteryPercent\":44"));
    assertThat(watcher.seen())
        .filteredOn(news -> news.startsWith("wearable ") && news.contains("w-01"))
        .as("as it was, as the firmware came up, with another battery")
        .hasSizeLessThan(6);
  }

  @Test
  void turnsAwayWhomItHasNoRoomForAndMakesRoomAgain() throws IOException {
    for (int seat = 0; seat < Audience.SEATS; seat++) {
      watch().next();
    }
    var refused = remote.send("GET", "/stream");
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(Remote.problem(refused).detail()).contains("Close one");
    watchers.removeFirst().close();
    await().until(() -> statusOfNewWatcher() == 200);
  }

  private int statusOfNewWatcher() throws IOException {
    var connection = wearables.address().resolve("/stream").toURL().openConnection();
    connection.connect();
    int status = ((java.net.HttpURLConnection) connection).getResponseCode();
    ((java.net.HttpURLConnection) connection).disconnect();
    return status;
  }

  /** What nobody takes must not be kept for ever. */
  @Test
  void aSeatThatDoesNotKeepUpIsLost() throws InterruptedException {
    Audience audience = new Audience();
    WearableId id = new WearableId("w-01");
    try (Audience.Seat seat = audience.join().orElseThrow()) {
      for (int news = 0; news < Audience.LONGEST_QUEUE; news++) {
        audience.tell(new Audience.Changed(id));
      }
      assertThat(seat.hasLostNews()).isFalse();
      audience.tell(new Audience.Changed(id));
      assertThat(seat.hasLostNews()).isTrue();
      assertThat(seat.await(1)).hasSize(Audience.LONGEST_QUEUE);
    }
  }

  /** Reads events as {@code name data}. */
  private static final class Watcher {
    private final URLConnection connection;
    private final BufferedReader lines;
    private final List<String> seen = new ArrayList<>();

    Watcher(URI address) throws IOException {
      connection = address.resolve("/stream").toURL().openConnection();
      lines =
          new BufferedReader(
              new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
    }

    String type() {
      return connection.getContentType();
    }

    String next() throws IOException {
      String event = lines.readLine();
      String data = lines.readLine();
      lines.readLine();
      String news = event.replace("event: ", "") + " " + data.replace("data: ", "");
      seen.add(news);
      return news;
    }

    void until(Predicate<String> wanted) throws IOException {
      while (!wanted.test(next())) {
        // the test's time limit ends this
      }
    }

    List<String> seen() {
      return seen;
    }

    void close() throws IOException {
      lines.close();
    }
  }
}
