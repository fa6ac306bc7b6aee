package org.safeandaway.simulator.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.safeandaway.simulator.parts.HubProgram;
import org.safeandaway.simulator.parts.PartFailure;
import org.safeandaway.simulator.parts.TcpProxy;

/**
 * One of the hubs, with its links and what it has counted. Its counters begin anew at each start,
 * so they are taken down before it is killed.
 */
final class OneHub {
  private static final Duration TO_ANSWER = Duration.ofSeconds(5);

  private static final int MOST_STARTS = 5;

  private final HubProgram program;
  private final TcpProxy toDatabase;
  private final TcpProxy toBroker;
  private final HttpClient http;
  private final Map<String, Double> before = new TreeMap<>();
  private Map<String, Double> now = Map.of();
  private String token = "";

  OneHub(HubProgram program, TcpProxy toDatabase, TcpProxy toBroker, HttpClient http) {
    this.program = program;
    this.toDatabase = toDatabase;
    this.toBroker = toBroker;
    this.http = http;
  }

  HubProgram program() {
    return program;
  }

  TcpProxy toDatabase() {
    return toDatabase;
  }

  TcpProxy toBroker() {
    return toBroker;
  }

  void opensWith(String scrapingToken) {
    token = scrapingToken;
  }

  synchronized void kill() {
    takeDown();
    now.forEach((name, value) -> before.merge(name, value, Double::sum));
    now = Map.of();
    program.kill();
  }

  /**
   * As whoever runs services does: one that ends while it starts, because what it needs has gone
   * meanwhile, is started again.
   */
  void start() {
    for (int attempt = 1; ; attempt++) {
      try {
        program.start();
        return;
      } catch (PartFailure failure) {
        if (program.isRunning() || attempt == MOST_STARTS) {
          throw failure;
        }
      }
    }
  }

  /** What it has counted since its first start, as far as it could be asked. */
  synchronized double counted(String counter) {
    takeDown();
    return before.getOrDefault(counter, 0.0) + now.getOrDefault(counter, 0.0);
  }

  /** A hub that does not answer now has counted what it last said. */
  private void takeDown() {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(program.address() + "/prometheus"))
            .timeout(TO_ANSWER)
            .header("Authorization", "Bearer " + token)
            .build();
    try {
      var answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() == 200) {
        now = sums(answer.body());
      }
    } catch (IOException silent) {
      System.err.println(program.describe() + " could not be asked what it has counted");
    } catch (InterruptedException e) {
      throw PartFailure.interrupted("asking a hub what it has counted", e);
    }
  }

  private static Map<String, Double> sums(String metrics) {
    Map<String, Double> sums = new TreeMap<>();
    metrics
        .lines()
        .filter(line -> line.startsWith("safeandaway_"))
        .forEach(
            line -> {
              String name = line.split("[{ ]", 2)[0];
              double value = Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
              sums.merge(name, value, Double::sum);
            });
    return sums;
  }
}
