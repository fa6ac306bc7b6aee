package org.safeandaway.hub.trial;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.safeandaway.hub.RunningHub;
import org.safeandaway.hub.people.Staff;
import org.safeandaway.hub.security.Csrf;
import org.safeandaway.hub.security.Role;
import org.safeandaway.hub.security.Secret;
import org.safeandaway.hub.security.Sessions;
import org.safeandaway.hub.security.Tokens;
import org.safeandaway.hub.watch.PersonId;

/** A hub in this JVM, on a database and a broker, with one person of each role. */
public final class TrialHub implements AutoCloseable {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final ApplicationContext context;
  private final EmbeddedServer server;
  private final Map<String, String> tokens = new HashMap<>();

  private TrialHub(ApplicationContext context) {
    this.context = context;
    this.server = context.getBean(EmbeddedServer.class);
  }

  /**
   * Starts one; the people are {@code visitor}, {@code office}, {@code authoriser}, {@code admin}.
   */
  public static TrialHub start(String databaseUrl, String brokerUrl) {
    return start(databaseUrl, brokerUrl, Map.of());
  }

  /**
   * @param id of this hub, where several serve one school
   */
  public static TrialHub start(String databaseUrl, String brokerUrl, String id) {
    return start(databaseUrl, brokerUrl, Map.of("safeandaway.hub.id", id));
  }

  /** The same, told more. */
  public static TrialHub start(
      String databaseUrl, String brokerUrl, Map<String, Object> properties) {
    Map<String, Object> all = new HashMap<>(properties(databaseUrl, brokerUrl));
    all.putAll(properties);
    ApplicationContext context =
        ApplicationContext.builder().deduceEnvironment(false).properties(all).build();
    context.start();
    TrialHub hub = new TrialHub(context);
    for (Role role : Role.values()) {
      hub.person(role.word(), "Name of " + role.word(), role);
    }
    context.getBean(RunningHub.class).start();
    hub.server.start();
    return hub;
  }

  public static Map<String, Object> properties(String databaseUrl, String brokerUrl) {
    return Map.of(
        "safeandaway.database.url", databaseUrl,
        "safeandaway.database.username", "postgres",
        "safeandaway.database.password", "postgres",
        "safeandaway.mqtt.url", brokerUrl,
        "safeandaway.listen.port", "0",
        // Nobody sits in the office of a test, unless that is what it is about.
        "safeandaway.watching.grace", "24h",
        "safeandaway.metrics.scrape-token", "a-scrape-token-of-length");
  }

  /** Adds somebody, with a token. */
  public void person(String id, String name, Role... roles) {
    List<String> words = Arrays.stream(roles).map(Role::word).toList();
    context
        .getBean(Staff.class)
        .add(
            new PersonId(id),
            new Staff.Details(name, "07700 900123", id + "@school.example", words));
    tokens.put(
        id, context.getBean(Tokens.class).make(new PersonId(id), "trial", List.of(roles)).value());
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  public String token(String person) {
    String token = tokens.get(person);
    if (token == null) {
      throw new IllegalArgumentException("nobody of this id: " + person);
    }
    return token;
  }

  public Reply get(String person, String path) {
    return send(request(path).header("Authorization", "Bearer " + token(person)).GET());
  }

  public Reply post(String person, String path, String body, String... headers) {
    HttpRequest.Builder request =
        request(path)
            .header("Authorization", "Bearer " + token(person))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return send(request);
  }

  /**
   * Returns the id of a visit of {@code visitor}, ten minutes from now and ten minutes long, that
   * is authorised and for which this wearable is handed out.
   */
  public String guardedVisit(String wearable) {
    Instant arrival = Instant.now().plusSeconds(600);
    String visit =
        post(
                "office",
                "/api/v1/visits",
                """
                {"visitors": ["visitor"], "purpose": "p", "place": "p", "expectedArrival": "%s",
                 "agreedEnd": "%s"}
                """
                    .formatted(arrival, arrival.plusSeconds(600)))
            .field("id");
    String path = "/api/v1/visits/" + visit;
    post("authoriser", path + "/authorisation", "");
    post(
        "office",
        path + "/assignments",
        "{\"participant\": 1, \"wearable\": \"%s\", \"override\": \"new\"}".formatted(wearable));
    return visit;
  }

  /** Signs somebody in, as a browser is; returns the session's secret. */
  public Secret session(String person) {
    return context.getBean(Sessions.class).begin(new PersonId(person), "A browser on a computer");
  }

  /** A form of a page, sent by a browser with this session. */
  public HttpRequest.Builder form(Secret session, String path, String... fields) {
    StringBuilder body = new StringBuilder("csrfToken=" + Csrf.token(session));
    for (int i = 0; i < fields.length; i += 2) {
      body.append('&').append(fields[i]).append('=').append(encoded(fields[i + 1]));
    }
    return request(path)
        .header("Cookie", "saa-session=" + session.value())
        .header("Accept", "text/html")
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
  }

  /** A page, as a browser with this session asks for it. */
  public HttpRequest.Builder page(Secret session, String path) {
    return request(path)
        .header("Cookie", "saa-session=" + session.value())
        .header("Accept", "text/html")
        .GET();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(server.getURI() + path));
  }

  public Reply send(HttpRequest.Builder request) {
    HttpResponse<String> response = response(request.build());
    return new Reply(
        response.statusCode(),
        response.headers().firstValue("Content-Type").orElse(""),
        response.body(),
        response.headers());
  }

  /** With its headers. */
  public HttpResponse<String> response(HttpRequest request) {
    try {
      return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The status alone, since some answers never end. */
  public int status(HttpRequest.Builder request) {
    try {
      HttpResponse<InputStream> response =
          CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      response.body().close();
      return response.statusCode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    context.close();
  }

  /** What came back. */
  public record Reply(int status, String type, String body, HttpHeaders headers) {
    /** One of which the headers are nobody's business. */
    public Reply(int status, String type, String body) {
      this(status, type, body, HttpHeaders.of(Map.of(), (name, value) -> true));
    }

    /** Of a header that is there; empty if it is not. */
    public String header(String name) {
      return headers.firstValue(name).orElse("");
    }

    /** The value of a cookie that is set; empty if it is not. */
    public String cookie(String name) {
      return headers.allValues("Set-Cookie").stream()
          .filter(line -> line.startsWith(name + "="))
          .map(line -> line.substring(name.length() + 1).replaceAll(";.*", ""))
          .findFirst()
          .orElse("");
    }

    /** The text of the first field of this name, wherever it stands. */
    public String field(String name) {
      java.util.regex.Matcher matcher =
          java.util.regex.Pattern.compile("\"" + name + "\":\"?([^\",}\\]]*)").matcher(body);
      if (!matcher.find()) {
        throw new AssertionError("no field " + name + " in " + body);
      }
      return matcher.group(1);
    }
  }
}
