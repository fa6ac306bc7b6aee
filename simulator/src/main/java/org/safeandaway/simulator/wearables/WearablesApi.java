package org.safeandaway.simulator.wearables;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.safeandaway.device.wearable.Button;
import org.safeandaway.protocol.WearableId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The virtual wearables over HTTP. Every answer is JSON: the wearable as it is after the act, or an
 * RFC 9457 problem.
 *
 * <pre>
 * GET  /wearables                                         all of them
 * GET  /wearables/{id}                                    one
 * POST /wearables/{id}/buttons/{button}/press?hold=1700   down, and up again after so many ms
 * POST /wearables/{id}/buttons/{button}/press?hold=100,1500   twice, a tenth of a second between
 * POST /wearables/{id}/buttons/{button}/down              a finger stays on it
 * POST /wearables/{id}/buttons/{button}/up
 * POST /wearables/{id}/link?up=false                      no signal
 * POST /wearables/{id}/power?on=false                     the power is cut at once
 * POST /wearables/{id}/battery?percent=5
 * </pre>
 *
 * A button is {@code panic} or {@code check-in}, and to press also {@code both}. A press is
 * answered after the last release, with 200, so a script that waits for the answer has made the
 * gesture, however slow the line between them is. {@code down}, {@code up}, link, power and battery
 * may be repeated.
 */
final class WearablesApi implements HttpHandler {
  private static final Logger LOG = LoggerFactory.getLogger(WearablesApi.class);
  private static final Map<String, Button> BUTTONS =
      Map.of("panic", Button.PANIC, "check-in", Button.CHECK_IN);

  /** A button down for 60 s is a fault, which must be within reach. */
  private static final int LONGEST_HOLD_MS = 120_000;

  private static final Jsonb JSON = Jsonb.builder().build();
  private static final JsonType<WearableView> ONE = JSON.type(WearableView.class);
  private static final JsonType<List<WearableView>> ALL = ONE.list();
  private static final JsonType<Problem> PROBLEM = JSON.type(Problem.class);

  private final SortedMap<WearableId, VirtualWearable> wearables;

  WearablesApi(SortedMap<WearableId, VirtualWearable> wearables) {
    this.wearables = wearables;
  }

  static String nameOf(Button button) {
    return switch (button) {
      case PANIC -> "panic";
      case CHECK_IN -> "check-in";
    };
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      answer(exchange);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try {
      refuseOtherSites(exchange);
      send(exchange, 200, "application/json", json(Request.of(exchange)));
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

  private String json(Request request) throws Problem.Found {
    List<String> path = request.path();
    if (!path.get(0).equals("wearables")) {
      throw nothingAt(path);
    }
    return switch (path.size()) {
      case 1 -> list(request);
      case 2 -> ONE.toJson(get(request, wearable(path.get(1))));
      case 3 -> ONE.toJson(turn(request, wearable(path.get(1))));
      case 5 -> ONE.toJson(finger(request, wearable(path.get(1))));
      default -> throw nothingAt(path);
    };
  }

  private String list(Request request) throws Problem.Found {
    only("GET", request);
    request.noParameters();
    return ALL.toJson(wearables.values().stream().map(VirtualWearable::view).toList());
  }

  private static WearableView get(Request request, VirtualWearable wearable) throws Problem.Found {
    only("GET", request);
    request.noParameters();
    return wearable.view();
  }

  private static WearableView turn(Request request, VirtualWearable wearable) throws Problem.Found {
    switch (request.path().get(2)) {
      case "link" -> {
        only("POST", request);
        wearable.link(request.flag("up"));
      }
      case "power" -> {
        only("POST", request);
        wearable.power(request.flag("on"));
      }
      case "battery" -> {
        only("POST", request);
        wearable.battery(request.number("percent", "percent", 0, 100));
      }
      default -> throw nothingAt(request.path());
    }
    return wearable.view();
  }

  private static WearableView finger(Request request, VirtualWearable wearable)
      throws Problem.Found {
    if (!request.path().get(2).equals("buttons")) {
      throw nothingAt(request.path());
    }
    String name = request.path().get(3);
    switch (request.path().get(4)) {
      case "press" -> press(request, wearable, name);
      case "down" -> {
        only("POST", request);
        request.noParameters();
        wearable.down(button(name));
      }
      case "up" -> {
        only("POST", request);
        request.noParameters();
        wearable.up(button(name));
      }
      default -> throw nothingAt(request.path());
    }
    return wearable.view();
  }

  private static void press(Request request, VirtualWearable wearable, String name)
      throws Problem.Found {
    List<Button> fingers = name.equals("both") ? List.of(Button.values()) : List.of(button(name));
    only("POST", request);
    List<Integer> holds = request.numbers("hold", "milliseconds", 1, LONGEST_HOLD_MS);
    if (!wearable.press(fingers, holds.stream().map(Duration::ofMillis).toList())) {
      throw Problem.conflict(
          "The %s button of %s is already down."
              .formatted(
                  fingers.stream().map(WearablesApi::nameOf).collect(Collectors.joining(" or ")),
                  wearable.id()));
    }
  }

  private VirtualWearable wearable(String id) throws Problem.Found {
    VirtualWearable wearable = WearableId.isValid(id) ? wearables.get(new WearableId(id)) : null;
    if (wearable == null) {
      throw Problem.notFound(
          "There is no wearable '%s'. There are: %s."
              .formatted(
                  id,
                  wearables.keySet().stream()
                      .map(WearableId::value)
                      .collect(Collectors.joining(", "))));
    }
    return wearable;
  }

  private static Button button(String name) throws Problem.Found {
    Button button = BUTTONS.get(name);
    if (button == null) {
      throw Problem.notFound(
          "A wearable has no button '%s'; it has panic and check-in.".formatted(name));
    }
    return button;
  }

  private static Problem.Found nothingAt(List<String> path) {
    return Problem.notFound("There is nothing at /" + String.join("/", path) + ".");
  }

  private static void only(String method, Request request) throws Problem.Found {
    if (!request.method().equals(method)) {
      throw Problem.notAllowed(
          method,
          "/%s takes %s, not %s."
              .formatted(String.join("/", request.path()), method, request.method()));
    }
  }

  /**
   * Any page that a browser on this machine has open can post to loopback; only our own may. A
   * program other than a browser sends no origin.
   */
  private static void refuseOtherSites(HttpExchange exchange) throws Problem.Found {
    Optional<String> origin = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Origin"));
    String own = "http://" + exchange.getRequestHeaders().getFirst("Host");
    if (origin.isPresent() && !origin.get().equals(own)) {
      throw Problem.foreign("This answers to its own pages only, not to " + origin.get() + ".");
    }
  }

  private static void sendProblem(HttpExchange exchange, Problem problem) throws IOException {
    send(exchange, problem.status(), Problem.MEDIA_TYPE, PROBLEM.toJson(problem));
  }

  private static void send(HttpExchange exchange, int status, String type, String json)
      throws IOException {
    byte[] bytes = (json + "\n").getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
