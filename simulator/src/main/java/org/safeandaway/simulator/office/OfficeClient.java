package org.safeandaway.simulator.office;

import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The hub's REST API as one person uses it. */
public final class OfficeClient {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final JsonType<Map<String, Object>> OBJECT =
      Jsonb.builder().build().type(Object.class).map();
  private static final JsonType<Object> ANY = Jsonb.builder().build().type(Object.class);

  private final HttpClient client;
  private final URI root;
  private final String token;

  /**
   * @param root of the API, with a slash at its end
   * @param token opens it as one person
   */
  public OfficeClient(HttpClient client, URI root, String token) {
    this.client = client;
    this.root = root;
    this.token = token;
  }

  /** The hub did not do what it was asked to. */
  public static final class Refused extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;

    private Refused(HttpRequest request, HttpResponse<String> response) {
      super(
          request.method()
              + " "
              + request.uri().getPath()
              + " was answered "
              + response.statusCode()
              + ": "
              + response.body());
      status = response.statusCode();
    }

    /** Of HTTP. */
    public int status() {
      return status;
    }
  }

  public Map<String, Object> post(String path, Map<String, Object> body)
      throws IOException, InterruptedException {
    var request =
        to(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(OBJECT.toJson(body)))
            .build();
    String answer = send(request);
    return answer.isBlank() ? Map.of() : OBJECT.fromJson(answer);
  }

  /** One object. */
  public Map<String, Object> get(String path) throws IOException, InterruptedException {
    return OBJECT.fromJson(text(path));
  }

  /** A list of objects. */
  @SuppressWarnings("unchecked") // JSON's own types: a list holds what the API says it holds
  public List<Map<String, Object>> list(String path) throws IOException, InterruptedException {
    return (List<Map<String, Object>>) ANY.fromJson(text(path));
  }

  /** Whatever it is. */
  public String text(String path) throws IOException, InterruptedException {
    return send(to(path).GET().build());
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(root.resolve(path))
        .timeout(PATIENCE)
        .header("Authorization", "Bearer " + token)
        .header("Accept", "application/json");
  }

  private String send(HttpRequest request) throws IOException, InterruptedException {
    var response = client.send(request, BodyHandlers.ofString());
    if (response.statusCode() >= 300) {
      throw new Refused(request, response);
    }
    return response.body();
  }
}
