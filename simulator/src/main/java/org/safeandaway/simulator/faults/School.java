package org.safeandaway.simulator.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.simulator.office.OfficeClient;

/** The people at school, who plan a visit for each wearable and authorise it. */
final class School {
  private static final int AT_ONCE = 8;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient http;
  private final URI api;
  private final OfficeClient administrator;
  private final OfficeClient head;
  private final OfficeClient secretary;

  School(HttpClient http, URI api, String administratorToken, Fleet.Load load, Rows rows)
      throws IOException, InterruptedException {
    this.http = http;
    this.api = api;
    this.administrator = new OfficeClient(http, api, administratorToken);
    this.head = person("head", "authoriser");
    this.secretary = person("office", "office");
    person("visitor", "visitor");
    administrator.post("policy", rules(load));
    // No school may look after the silent so often; here it is so that enough falls due.
    rows.run(
        "update policy set rules = jsonb_set(rules, '{lostContactAfter}', to_jsonb('"
            + load.contactWithin()
            + "'::text)) where version = (select max(version) from policy)");
  }

  private OfficeClient person(String id, String role) throws IOException, InterruptedException {
    return new OfficeClient(http, api, tokenOf(id, role));
  }

  /** One more secretary, who takes alarms, as they are known to each of these hubs. */
  List<OfficeClient> taker(List<OneHub> hubs) throws IOException, InterruptedException {
    String token = tokenOf("taker", "office");
    return hubs.stream().map(hub -> new OfficeClient(http, hub.program().api(), token)).toList();
  }

  private String tokenOf(String id, String role) throws IOException, InterruptedException {
    administrator.post("people", Map.of("id", id, "name", "A " + id, "roles", List.of(role)));
    Object token =
        administrator
            .post("people/" + id + "/tokens", Map.of("name", "faults", "roles", List.of(role)))
            .get("token");
    return String.valueOf(token);
  }

  /** Nothing but check-ins, and looking after the silent, falls due in a run. */
  private static Map<String, Object> rules(Fleet.Load load) {
    var rules = new TreeMap<String, Object>();
    rules.put("checkInEvery", load.checkInEvery().toString());
    rules.put("checkInGrace", load.grace().toString());
    rules.put("reminders", List.of());
    rules.put("arrivalGrace", "PT24H");
    rules.put("noShowWait", "PT24H");
    rules.put("endGrace", "PT24H");
    rules.put("extensionStep", "PT15M");
    rules.put("maximumExtensions", 4);
    rules.put("leavingWithin", "PT24H");
    rules.put("lostContactAfter", "PT30S");
    rules.put("lostContactAlarms", false);
    rules.put("authoriserRoles", List.of("authoriser"));
    return rules;
  }

  void register(List<LightWearable> wearables) throws IOException, InterruptedException {
    Rig.together(
        Stream.concat(wearables.stream().map(LightWearable::id), RealWearables.IDS.stream())
            .map(id -> gently(() -> administrator.post("wearables", Map.of("id", id.value()))))
            .toList());
  }

  /** Returns once each wearable is inside, its first check-in promised. */
  void sendOut(List<LightWearable> wearables, Rows rows) throws IOException, InterruptedException {
    await(rows, "select count(*) from wearable_state where unsent = 0", wearables.size());
    Rig.together(wearables.stream().map(each -> gently(() -> sendOut(each))).toList());
  }

  private Void sendOut(LightWearable wearable) throws IOException, InterruptedException {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    var plan = new TreeMap<String, Object>();
    plan.put("visitors", List.of("visitor"));
    plan.put("expectedArrival", now.plus(Duration.ofMinutes(15)).toString());
    plan.put("agreedEnd", now.plus(Duration.ofHours(8)).toString());
    plan.put("purpose", "Home visit");
    plan.put("place", "Elm Close");
    String visit = String.valueOf(secretary.post("visits", plan).get("id"));
    head.post("visits/" + visit + "/authorisation", Map.of());
    secretary.post(
        "visits/" + visit + "/assignments",
        Map.of("participant", 1, "wearable", wearable.id().value()));
    wearable.guards(visit);
    return null;
  }

  private static final Semaphore GENTLY = new Semaphore(AT_ONCE);

  private static <T> Callable<T> gently(Callable<T> work) {
    return () -> {
      GENTLY.acquire();
      try {
        return work.call();
      } finally {
        GENTLY.release();
      }
    };
  }

  private static void await(Rows rows, String count, long most)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (rows.number(count) < most) {
      if (System.nanoTime() > end) {
        throw new IOException("waited in vain for " + most + " of: " + count);
      }
      Thread.sleep(Duration.ofMillis(100));
    }
  }

  /** Everybody is at the door and let in: from now on check-ins are promised. */
  static void arrive(Fleet fleet) throws IOException, InterruptedException {
    for (EventKind kind : List.of(EventKind.ARRIVED, EventKind.CHECK_IN)) {
      for (LightWearable wearable : fleet.wearables()) {
        wearable.make(kind, fleet.hubTime(), System.nanoTime());
      }
      long end = System.nanoTime() + PATIENCE.toNanos();
      while (fleet.unsent() > 0) {
        if (System.nanoTime() > end) {
          throw new IOException(fleet.unsent() + " events have no receipt");
        }
        Thread.sleep(Duration.ofMillis(50));
      }
    }
  }
}
