package org.safeandaway.simulator.wearables;

import io.avaje.jsonb.Jsonb;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Works virtual wearables as a script does: over HTTP, knowing nothing else of them. */
final class Remote implements AutoCloseable {
  private static final Jsonb JSON = Jsonb.builder().build();

  private final URI address;
  private final HttpClient http = HttpClient.newHttpClient();

  Remote(URI address) {
    this.address = address;
  }

  WearableView get(String id) {
    return view(send("GET", "/wearables/" + id));
  }

  WearableView post(String path) {
    return view(send("POST", "/wearables/" + path));
  }

  HttpResponse<String> send(String method, String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address + path))
            .method(method, HttpRequest.BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(method + " " + path, e);
    }
  }

  static WearableView view(HttpResponse<String> response) {
    if (response.statusCode() != 200) {
      throw new AssertionError(response.statusCode() + " " + response.body());
    }
    return JSON.type(WearableView.class).fromJson(response.body());
  }

  static Problem problem(HttpResponse<String> response) {
    return JSON.type(Problem.class).fromJson(response.body());
  }

  @Override
  public void close() {
    http.close();
  }
}
