package org.safeandaway.simulator.acceptance;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.safeandaway.protocol.AlarmKind;
import org.safeandaway.protocol.WearableId;
import org.safeandaway.simulator.office.OfficeClient;
import org.safeandaway.simulator.parts.HubProgram;

/**
 * The people at school, over the hub's API: an administrator, a head who authorises, a secretary
 * who plans and takes alarms, and one visitor who is everywhere.
 */
public final class Office implements AutoCloseable {
  public static final String ADMINISTRATOR = "admin";
  public static final String SECRETARY = "maria";
  public static final String HEAD = "harriet";
  public static final String VISITOR = "vera";

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI hub;
  private final String token;
  private final OfficeClient administrator;
  private final OfficeClient head;
  private final OfficeClient secretary;

  /** Fills a new hub. */
  public Office(
      HubProgram hub, String administratorToken, Policy policy, List<WearableId> wearables) {
    this.hub = hub.address();
    this.token = administratorToken;
    this.administrator = new OfficeClient(http, hub.api(), administratorToken);
    this.head = person(hub, HEAD, "Harriet Cole", "authoriser");
    this.secretary = person(hub, SECRETARY, "Maria Lopes", "office");
    person(hub, VISITOR, "Vera Novak", "visitor");
    wearables.forEach(id -> post(administrator, "wearables", Map.of("id", id.value())));
    rules(policy);
  }

  private OfficeClient person(HubProgram of, String id, String name, String role) {
    post(
        administrator,
        "people",
        Map.of("id", id, "name", name, "mobile", "07700 900123", "roles", List.of(role)));
    var asked = Map.<String, Object>of("name", "test", "roles", List.of(role));
    Object made = post(administrator, "people/" + id + "/tokens", asked).get("token");
    return new OfficeClient(http, of.api(), String.valueOf(made));
  }

  /** Somebody more who visits. */
  public void addVisitor(String id, String name) {
    post(administrator, "people", Map.of("id", id, "name", name, "roles", List.of("visitor")));
  }

  /** One more that nobody wears. */
  public void addWearable(String id) {
    post(administrator, "wearables", Map.of("id", id));
  }

  /** For visits that are authorised from now on. */
  public void rules(Policy policy) {
    post(administrator, "policy", policy.json());
  }

  /** Plans a visit, authorises it and hands out the wearable; returns the visit's id. */
  public String sendOut(WearableId wearable, boolean silent) {
    return sendOut(VISITOR, wearable, silent);
  }

  /** The same for one visitor among several. */
  public String sendOut(String visitor, WearableId wearable, boolean silent) {
    String id = plan(visitor, silent);
    authorise(id);
    post(
        secretary,
        "visits/" + id + "/assignments",
        Map.of("participant", 1, "wearable", wearable.value()));
    return id;
  }

  /** Only plans it. */
  public String plan(String visitor, boolean silent) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    var plan = new TreeMap<String, Object>();
    plan.put("visitors", List.of(visitor));
    plan.put("expectedArrival", now.plus(Duration.ofMinutes(15)).toString());
    plan.put("agreedEnd", now.plus(Duration.ofMinutes(90)).toString());
    plan.put("silent", silent);
    plan.put("purpose", "Home visit");
    plan.put("place", "Elm Close");
    return String.valueOf(post(secretary, "visits", plan).get("id"));
  }

  /** Somebody is in a visit that has to end soon, with all that an alarm of it needs to know. */
  public String inVisitFor(Duration lasts) {
    Instant now = Instant.now();
    var plan = new TreeMap<String, Object>();
    plan.put("visitors", List.of(VISITOR));
    plan.put("expectedArrival", now.toString());
    plan.put("agreedEnd", now.plus(lasts).toString());
    plan.put("purpose", "Attendance");
    plan.put("place", "17 Mill Lane");
    plan.put("address", "17 Mill Lane, Amington");
    plan.put("parent", "Gareth Pugh");
    plan.put("parentTelephone", "01632 960177");
    plan.put("vehicle", "grey Toyota Yaris");
    plan.put("registration", "DM19 RVE");
    plan.put("hazards", "Large dog.");
    plan.put("safeWord", "bluebell");
    String id = String.valueOf(post(secretary, "visits", plan).get("id"));
    authorise(id);
    telephone(id, "ARRIVED");
    return id;
  }

  public void authorise(String visit) {
    post(head, "visits/" + visit + "/authorisation", Map.of());
  }

  /** How many there are of what the API lists there. */
  public int count(String path) {
    return unchecked(() -> administrator.list(path)).size();
  }

  /** The path of the page on which this person chooses a password. */
  public String setUpLink(String person) {
    return String.valueOf(
        post(administrator, "people/" + person + "/set-up-links", Map.of()).get("path"));
  }

  /** Signs this person out, wherever they are signed in. */
  public void signOut(String person) {
    String sessions = "people/" + person + "/sessions";
    for (Map<String, Object> session : unchecked(() -> administrator.list(sessions))) {
      post(administrator, sessions + "/" + session.get("id") + "/revocation", Map.of());
    }
  }

  /** Somebody rang: what the visitor said, such as {@code CHECK_IN}. */
  public void telephone(String visit, String kind) {
    post(secretary, "visits/" + visit + "/telephone", Map.of("participant", 1, "kind", kind));
  }

  public Seen.Visit visit(String id) {
    return new Seen.Visit(
        Objects.requireNonNull(unchecked(() -> secretary.get("visits/" + id)), "no visit"));
  }

  public List<Seen.Alarm> openAlarms() {
    return unchecked(() -> secretary.list("alarms?open=true")).stream()
        .map(Seen.Alarm::new)
        .toList();
  }

  /** Also those that somebody has resolved. */
  public List<Seen.Alarm> alarms(WearableId wearable, AlarmKind kind) {
    return unchecked(() -> secretary.list("alarms")).stream()
        .map(Seen.Alarm::new)
        .filter(alarm -> alarm.wearable().equals(Optional.of(wearable.value())))
        .filter(alarm -> alarm.kind() == kind)
        .toList();
  }

  /** With its notes. */
  public Seen.Alarm alarm(String id) {
    return new Seen.Alarm(unchecked(() -> secretary.get("alarms/" + id)));
  }

  public Seen.Alarm acknowledge(Seen.Alarm alarm) {
    return new Seen.Alarm(post(secretary, "alarms/" + alarm.id() + "/acknowledgement", Map.of()));
  }

  public Seen.Alarm resolve(Seen.Alarm alarm) {
    return new Seen.Alarm(
        post(
            secretary,
            "alarms/" + alarm.id() + "/resolution",
            Map.of("reason", "DRILL", "words", "A test of the system.")));
  }

  /** Whether this wearable has said that it holds nothing unsent. */
  public boolean hasHeardOf(WearableId wearable) {
    return unchecked(() -> secretary.list("wearables")).stream()
        .anyMatch(
            row ->
                wearable.value().equals(row.get("id"))
                    && row.get("unsent") instanceof Number unsent
                    && unsent.intValue() == 0);
  }

  /** The sum over all lines of a metric. */
  public double metric(String name) {
    return metric(name, "");
  }

  /** Of those lines that have this tag, such as {@code cause="VERSION"}. */
  public double metric(String name, String tag) {
    return unchecked(this::metrics)
        .lines()
        .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
        .filter(line -> line.contains(tag))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private String metrics() throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(hub.resolve("/prometheus"))
            .timeout(Duration.ofSeconds(10))
            .header("Authorization", "Bearer " + token)
            .build();
    var response = http.send(request, BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException("/prometheus answered " + response.statusCode());
    }
    return response.body();
  }

  private interface Call<T> {
    T make() throws IOException, InterruptedException;
  }

  private static Map<String, Object> post(OfficeClient as, String path, Map<String, Object> body) {
    return unchecked(() -> as.post(path, body));
  }

  private static <T> T unchecked(Call<T> call) {
    try {
      return call.make();
    } catch (IOException e) {
      throw new AssertionError("the office could not do it", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
