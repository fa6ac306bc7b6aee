package org.safeandaway.simulator.faults;

import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.safeandaway.protocol.WearableId;
import org.safeandaway.simulator.parts.Account;
import org.safeandaway.simulator.parts.Broker;
import org.safeandaway.simulator.wearables.VirtualWearables;
import org.safeandaway.simulator.wearables.WearablesSettings;

/**
 * The real firmware, some of it, beside the light ones: somebody holds the panic button again and
 * again, and now and then takes the power away while the hub has not answered yet.
 */
final class RealWearables implements AutoCloseable {
  static final List<WearableId> IDS =
      List.of(new WearableId("real-1"), new WearableId("real-2"), new WearableId("real-3"));

  private static final JsonType<Map<String, Object>> OBJECT =
      Jsonb.builder().build().type(Object.class).map();
  private static final Duration TO_ANSWER = Duration.ofSeconds(20);
  private static final Duration OFF = Duration.ofMillis(700);
  private static final int LONGEST_REST_MILLIS = 4000;

  private final HttpClient http;
  private final VirtualWearables wearables;
  private final Map<WearableId, Integer> presses = new ConcurrentHashMap<>();
  private final Map<WearableId, Integer> cuts = new ConcurrentHashMap<>();
  private final List<Thread> hands = new ArrayList<>();
  private volatile boolean working = true;

  /** Switches them on; nobody presses anything yet. */
  RealWearables(HttpClient http, Broker broker, Path folder) throws IOException {
    this.http = http;
    List<Account> accounts = IDS.stream().map(id -> broker.settings().wearable(id)).toList();
    this.wearables =
        VirtualWearables.start(
            new WearablesSettings(0, broker.host(), broker.port(), folder, accounts));
  }

  void work(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (WearableId id : IDS) {
      SplittableRandom own = random.split();
      hands.add(Thread.ofPlatform().daemon().name("hands of " + id).start(() -> press(id, own)));
    }
  }

  /** Nobody presses any more; returns when every finger is off, and every power on. */
  void rest() throws InterruptedException {
    working = false;
    for (Thread each : hands) {
      each.join();
    }
  }

  private void press(WearableId id, SplittableRandom random) {
    try {
      while (working) {
        post(id, "/buttons/panic/press?hold=1700");
        presses.merge(id, 1, Integer::sum);
        if (unsent(id) > 0 && random.nextInt(3) > 0) {
          post(id, "/power?on=false");
          cuts.merge(id, 1, Integer::sum);
          Thread.sleep(OFF);
          post(id, "/power?on=true");
        }
        Thread.sleep(random.nextInt(LONGEST_REST_MILLIS));
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new IllegalStateException("a wearable of this process does not answer", e);
    }
  }

  /** How often each was held long enough, which is one panic each. */
  Map<WearableId, Integer> presses() {
    return new TreeMap<>(presses);
  }

  /** How often the power went while a panic had no receipt. */
  int cuts() {
    return cuts.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Events of all of them without a receipt. */
  int unsent() {
    try {
      int all = 0;
      for (WearableId id : IDS) {
        all += unsent(id);
      }
      return all;
    } catch (IOException e) {
      throw new IllegalStateException("a wearable of this process does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Integer.MAX_VALUE;
    }
  }

  private int unsent(WearableId id) throws IOException, InterruptedException {
    Object firmware = OBJECT.fromJson(send("GET", id, "")).get("firmware");
    return firmware instanceof Map<?, ?> view && view.get("unsent") instanceof List<?> unsent
        ? unsent.size()
        : 0;
  }

  private void post(WearableId id, String path) throws IOException, InterruptedException {
    send("POST", id, path);
  }

  private String send(String method, WearableId id, String path)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(wearables.address() + "/wearables/" + id + path))
            .timeout(TO_ANSWER)
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build();
    var answer = http.send(request, BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(method + " " + path + ": " + answer.body());
    }
    return answer.body();
  }

  @Override
  public void close() {
    working = false;
    wearables.close();
  }
}
