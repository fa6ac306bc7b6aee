package org.safeandaway.simulator.wearables;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.safeandaway.simulator.wearables.StaticFiles.StaticFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The front door: turns away what comes from elsewhere, then hands a request to the page's files,
 * the live stream or the API, and turns what went wrong into an RFC 9457 problem.
 */
final class Site implements HttpHandler {
  private static final Logger LOG = LoggerFactory.getLogger(Site.class);
  private static final JsonType<Problem> PROBLEM = Jsonb.builder().build().type(Problem.class);

  /** The names under which a browser on this machine may know it. */
  private static final Set<String> OWN_NAMES = Set.of("127.0.0.1", "localhost", "[::1]");

  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
              + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
          "X-Content-Type-Options",
          "nosniff",
          "X-Frame-Options",
          "DENY",
          "Referrer-Policy",
          "no-referrer",
          "Cross-Origin-Resource-Policy",
          "same-origin",
          "Cross-Origin-Opener-Policy",
          "same-origin",
          "Cache-Control",
          "no-store");

  private final StaticFiles files = new StaticFiles();
  private final WearablesApi api;
  private final LiveStream stream;

  Site(WearablesApi api, LiveStream stream) {
    this.api = api;
    this.stream = stream;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      HEADERS.forEach(exchange.getResponseHeaders()::set);
      answer(exchange);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try {
      refuseOtherSites(exchange.getRequestHeaders());
      dispatch(exchange, Request.of(exchange));
    } catch (Problem.Found e) {
      if (!e.allowed().isEmpty()) {
        exchange.getResponseHeaders().set("Allow", e.allowed());
      }
      sendProblem(exchange, e.problem());
    } catch (RuntimeException e) {
      LOG.error("{} {} failed", exchange.getRequestMethod(), exchange.getRequestURI(), e);
      sendProblem(exchange, Problem.failed("See its log: " + e).problem());
    }
  }

  private void dispatch(HttpExchange exchange, Request request) throws IOException, Problem.Found {
    Optional<StaticFile> file = files.at(request.path());
    if (file.isPresent()) {
      request.takes("GET");
      send(exchange, 200, file.get().type(), file.get().bytes());
    } else if (request.path().getFirst().equals("stream") && request.path().size() == 1) {
      request.takes("GET");
      request.noParameters();
      stream.serve(exchange);
    } else {
      send(exchange, 200, "application/json", line(api.answer(request)));
    }
  }

  /**
   * Any page that a browser on this machine has open can post to loopback; only our own may. A
   * program other than a browser sends no origin. A foreign name that was made to lead here would
   * make a foreign page our own, so the name counts too.
   */
  private static void refuseOtherSites(Headers headers) throws Problem.Found {
    String host = Optional.ofNullable(headers.getFirst("Host")).orElse("");
    if (!OWN_NAMES.contains(host.replaceFirst(":\\d+$", ""))) {
      throw Problem.foreign("This answers at 127.0.0.1 and localhost only, not at " + host + ".");
    }
    Optional<String> origin = Optional.ofNullable(headers.getFirst("Origin"));
    if (origin.isPresent() && !origin.get().equals("http://" + host)) {
      throw Problem.foreign("This answers to its own pages only, not to " + origin.get() + ".");
    }
  }

  private static void sendProblem(HttpExchange exchange, Problem problem) throws IOException {
    send(exchange, problem.status(), Problem.MEDIA_TYPE, line(PROBLEM.toJson(problem)));
  }

  private static byte[] line(String json) {
    return (json + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] bytes)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
