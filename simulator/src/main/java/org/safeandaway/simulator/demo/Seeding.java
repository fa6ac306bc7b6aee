package org.safeandaway.simulator.demo;

import io.avaje.jsonb.Json;
import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.safeandaway.simulator.office.OfficeClient;

/**
 * Fills an empty hub with the {@link Cast}, through the REST API as people would: the administrator
 * makes the others, the secretary plans, the head authorises.
 */
final class Seeding {
  private static final Duration FOR_WEARABLES = Duration.ofSeconds(30);

  private final HttpClient client;
  private final URI api;
  private final OfficeClient administrator;
  private final Map<String, OfficeClient> as = new TreeMap<>();

  /**
   * What was made, kept beside the data: tokens are shown once.
   *
   * @param visits by id
   */
  @Json
  record Seeded(List<DemoFile.SignIn> signIns, List<String> visits) {
    static final String NAME = "cast.json";
    private static final JsonType<Seeded> JSON = Jsonb.builder().build().type(Seeded.class);

    static Seeded read(Path file) throws IOException {
      return JSON.fromJson(Files.readString(file));
    }

    void write(Path file) throws IOException {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, JSON.toJson(this));
    }
  }

  Seeding(HttpClient client, URI api, String administratorToken) {
    this.client = client;
    this.api = api;
    this.administrator = new OfficeClient(client, api, administratorToken);
  }

  /** People with a token each, wearables, and the demo's policy. */
  List<DemoFile.SignIn> people() throws IOException, InterruptedException {
    var signIns = new ArrayList<DemoFile.SignIn>();
    for (Cast.Person person : Cast.PEOPLE) {
      administrator.post(
          "people",
          Map.of(
              "id", person.id(),
              "name", person.name(),
              "mobile", person.mobile(),
              "roles", person.roles()));
      Object token =
          administrator
              .post(
                  "people/" + person.id() + "/tokens",
                  Map.of("name", "demo", "roles", person.roles()))
              .get("token");
      as.put(person.id(), new OfficeClient(client, api, String.valueOf(token)));
      signIns.add(
          new DemoFile.SignIn(person.id(), person.name(), person.roles(), String.valueOf(token)));
    }
    for (String wearable : Cast.WEARABLES) {
      administrator.post("wearables", Map.of("id", wearable, "label", "Wearable " + wearable));
    }
    administrator.post("policy", policy());
    return signIns;
  }

  /** A check-in every two minutes, so that a missed one is seen without a long wait. */
  private static Map<String, Object> policy() {
    var rules = new TreeMap<String, Object>();
    rules.put("checkInEvery", "PT2M");
    rules.put("checkInGrace", "PT15S");
    rules.put("reminders", List.of("PT30S", "PT10S", "PT0S"));
    rules.put("arrivalGrace", "PT2M");
    rules.put("noShowWait", "PT5M");
    rules.put("endGrace", "PT2M");
    rules.put("extensionStep", "PT15M");
    rules.put("maximumExtensions", 4);
    rules.put("leavingWithin", "PT2M");
    rules.put("lostContactAfter", "PT90S");
    rules.put("lostContactAlarms", true);
    rules.put("authoriserRoles", List.of("authoriser", "admin"));
    return rules;
  }

  /** Three visits, planned, authorised, each with a wearable. Returns their ids. */
  List<String> visits(Instant now) throws IOException, InterruptedException {
    awaitWearables();
    var ids = new ArrayList<String>();
    for (Cast.Visit visit : Cast.VISITS) {
      ids.add(plan(visit, now.truncatedTo(ChronoUnit.MINUTES)));
    }
    return ids;
  }

  private String plan(Cast.Visit visit, Instant now) throws IOException, InterruptedException {
    Instant arrival = now.plus(visit.arrivesIn());
    var plan = new TreeMap<String, Object>();
    plan.put("visitors", List.of(visit.visitor()));
    plan.put("expectedArrival", arrival.toString());
    plan.put("agreedEnd", arrival.plus(visit.lasts()).toString());
    plan.put("silent", visit.silent());
    plan.put("purpose", visit.purpose());
    plan.put("place", visit.place());
    plan.put("address", visit.address());
    plan.put("parent", visit.parent());
    plan.put("parentTelephone", visit.parentTelephone());
    plan.put("vehicle", visit.vehicle());
    plan.put("registration", visit.registration());
    plan.put("hazards", visit.hazards());
    plan.put("safeWord", visit.safeWord());
    String id = String.valueOf(person(Cast.SECRETARY).post("visits", plan).get("id"));
    person(Cast.HEAD).post("visits/" + id + "/authorisation", Map.of());
    person(Cast.SECRETARY)
        .post(
            "visits/" + id + "/assignments",
            Map.of("participant", 1, "wearable", visit.wearable()));
    return id;
  }

  private OfficeClient person(String id) {
    OfficeClient person = as.get(id);
    if (person == null) {
      throw new IllegalStateException("people come before visits: " + id);
    }
    return person;
  }

  /** A wearable is handed out only when it has said that it holds nothing unsent. */
  private void awaitWearables() throws IOException, InterruptedException {
    long end = System.nanoTime() + FOR_WEARABLES.toNanos();
    while (!haveSpoken(administrator.list("wearables"))) {
      if (System.nanoTime() > end) {
        throw new IOException(
            "the wearables have not been heard of after " + FOR_WEARABLES.toSeconds() + " s");
      }
      Thread.sleep(Duration.ofMillis(200));
    }
  }

  private static boolean haveSpoken(List<Map<String, Object>> wearables) {
    return wearables.stream()
            .filter(
                wearable ->
                    wearable.get("unsent") instanceof Number unsent && unsent.intValue() == 0)
            .count()
        >= Cast.WEARABLES.size();
  }
}
