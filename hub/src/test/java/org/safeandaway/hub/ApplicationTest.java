package org.safeandaway.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.safeandaway.hub.trial.TrialBroker;
import org.safeandaway.hub.trial.TrialDatabase;

/** The hub as a process of its own, as it is started for good. */
class ApplicationTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int TERMINATED = 128 + 15;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SAFEANDAWAY_DATABASE_URL      |                    | safeandaway.database.url",
        "SAFEANDAWAY_DATABASE_URL      | jdbc:oracle:thin:x | safeandaway.database.url",
        "SAFEANDAWAY_DATABASE_USERNAME |                    | safeandaway.database.username",
        "SAFEANDAWAY_MQTT_URL          |                    | safeandaway.mqtt.url",
        "SAFEANDAWAY_MQTT_URL          | localhost:1883     | safeandaway.mqtt.url",
        "SAFEANDAWAY_MQTT_URL          | tcp://u:p@host:1   | safeandaway.mqtt.url",
        "SAFEANDAWAY_MQTT_PASSWORD     | alone              | safeandaway.mqtt.username",
        "SAFEANDAWAY_HUB_ID            | Main Hub           | safeandaway.hub.id",
        "SAFEANDAWAY_LISTEN_PORT       | 70000              | safeandaway.listen.port",
        "SAFEANDAWAY_LISTEN_PORT       | http               | safeandaway.listen.port",
        "SAFEANDAWAY_METRICS_SCRAPE_TOKEN | short           | safeandaway.metrics.scrape-token",
        "SAFEANDAWAY_WEB_ADDRESS       | safe.school.example | safeandaway.web.address",
        "SAFEANDAWAY_WEB_ADDRESS       | https://a.example/x | safeandaway.web.address",
        "SAFEANDAWAY_WEB_SECURE_COOKIES | perhaps           | safeandaway.web.secure-cookies",
        "SAFEANDAWAY_WEB_PROXIES       | proxy.example      | safeandaway.web.proxies",
        "SAFEANDAWAY_READY_FILE        | /no/such/folder/f  | safeandaway.ready-file",
      })
  void badConfigurationStopsTheStartWithOneLine(String variable, String value, String key)
      throws IOException, InterruptedException {
    Map<String, String> environment = environment("jdbc:postgresql://127.0.0.1:1/x");
    environment.put(variable, value == null ? "" : value);

    Run run = new Run(environment).end();

    assertThat(run.process.exitValue()).isEqualTo(78);
    assertThat(run.errors()).hasSize(1);
    assertThat(run.errors().getFirst()).startsWith("Configuration: " + key + " is ");
    assertThat(run.output()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "SAFEANDAWAY_LISTEN_HOST, 0.0.0.0",
    "SAFEANDAWAY_LISTEN_HOST, safe.school.example",
    "SAFEANDAWAY_WEB_ADDRESS, https://safe.school.example",
    "SAFEANDAWAY_WEB_PROXIES, 127.0.0.1"
  })
  void passwordsThatEverybodyKnowsAreForADemoThatNobodyElseReaches(String variable, String value)
      throws IOException, InterruptedException {
    Map<String, String> environment = environment("jdbc:postgresql://127.0.0.1:1/x");
    environment.put("SAFEANDAWAY_DEMO_PASSWORDS", "true");
    environment.put(variable, value);

    Run run = new Run(environment).end();

    assertThat(run.process.exitValue()).isEqualTo(78);
    assertThat(run.errors().getFirst()).startsWith("Configuration: safeandaway.demo.passwords is");
  }

  @Test
  void aDatabaseThatDoesNotExistIsBadConfiguration() throws IOException, InterruptedException {
    Run run = new Run(environment(TrialDatabase.make() + "0none")).end();

    assertThat(run.process.exitValue()).isEqualTo(78);
    assertThat(run.errors()).hasSize(1);
    assertThat(run.errors().getFirst()).contains("a database that does not exist");
  }

  @Test
  void aWrongCommandIsTold() throws IOException, InterruptedException {
    Run run = new Run(environment(""), "administrate").end();

    assertThat(run.process.exitValue()).isEqualTo(64);
    assertThat(run.errors().getFirst()).contains("administrator ID NAME");
  }

  @Test
  void startsServesAndStops() throws IOException, InterruptedException {
    try (TrialBroker broker = new TrialBroker()) {
      Map<String, String> environment = environment(TrialDatabase.make());
      environment.put("SAFEANDAWAY_MQTT_URL", broker.url());
      Path ready = folder.resolve("ready");
      environment.put("SAFEANDAWAY_READY_FILE", ready.toString());
      Run first = new Run(environment, "administrator", "jo", "Jo Head", "--with-token").end();
      assertThat(first.process.exitValue()).isZero();
      assertThat(first.output().getFirst()).contains("24 hours").contains("/set-up/saa_");
      String token = first.output().getLast();

      Run hub = new Run(environment);
      await().atMost(PATIENCE).until(() -> Files.exists(ready) || !hub.process.isAlive());
      String address = Files.readString(ready).strip();

      assertThat(get(address + "/api/v1/me", token)).isEqualTo(200);
      assertThat(get(address + "/api/v1/me", token + "x")).isEqualTo(401);
      await().atMost(PATIENCE).until(() -> get(address + "/health", token) == 200);
      hub.process.destroy();
      hub.end();
      assertThat(hub.process.exitValue()).isEqualTo(TERMINATED);
      assertThat(hub.output()).containsExactly("Safe & Away hub is ready on " + address);
      assertThat(String.join("\n", hub.errors())).doesNotContain(token).doesNotContain("Exception");

      Run link = new Run(environment, "set-up-link", "jo").end();
      assertThat(link.process.exitValue()).isZero();
      assertThat(link.output().getLast()).contains("/set-up/saa_");
      Run nobody = new Run(environment, "set-up-link", "nobody").end();
      assertThat(nobody.process.exitValue()).isEqualTo(1);
      assertThat(nobody.output()).isEmpty();
      Run again = new Run(environment, "administrator", "jo", "Somebody Else").end();
      assertThat(again.process.exitValue()).isEqualTo(1);
      assertThat(again.output()).isEmpty();
    }
  }

  private static int get(String address, String token) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(address))
              .header("Authorization", "Bearer " + token)
              .build();
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
  }

  private static Map<String, String> environment(String databaseUrl) {
    Map<String, String> environment = new HashMap<>();
    environment.put("SAFEANDAWAY_DATABASE_URL", databaseUrl);
    environment.put("SAFEANDAWAY_DATABASE_USERNAME", "postgres");
    environment.put("SAFEANDAWAY_DATABASE_PASSWORD", "postgres");
    environment.put("SAFEANDAWAY_MQTT_URL", "tcp://127.0.0.1:1");
    environment.put("SAFEANDAWAY_LISTEN_PORT", "0");
    return environment;
  }

  /** One run of the program, with what it wrote. */
  private final class Run {
    private final Path out;
    private final Path err;
    private final Process process;

    Run(Map<String, String> environment, String... arguments) throws IOException {
      out = Files.createTempFile(folder, "out", "");
      err = Files.createTempFile(folder, "err", "");
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xshare:auto"));
      command.addAll(List.of("-cp", System.getProperty("java.class.path")));
      command.add(Application.class.getName());
      command.addAll(List.of(arguments));
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().putAll(environment);
      builder.environment().remove("JAVA_TOOL_OPTIONS");
      builder.redirectOutput(out.toFile()).redirectError(err.toFile());
      process = builder.start();
    }

    Run end() throws InterruptedException {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("it did not end");
      }
      return this;
    }

    List<String> output() throws IOException {
      return Files.readAllLines(out);
    }

    List<String> errors() throws IOException {
      return Files.readAllLines(err);
    }
  }
}
