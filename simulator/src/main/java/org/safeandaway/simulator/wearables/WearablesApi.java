package org.safeandaway.simulator.wearables;

import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.safeandaway.device.wearable.Button;
import org.safeandaway.protocol.WearableId;

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
 * POST /wearables/{id}/battery?percent=5                  at 0 the power is cut
 * POST /wearables/{id}/smash                              the power is cut, and stays so
 * POST /wearables/{id}/repair
 * </pre>
 *
 * A button is {@code panic} or {@code check-in}, and to press also {@code both}. A press is
 * answered after the last release, with 200, so a script that waits for the answer has made the
 * gesture, however slow the line between them is. {@code down}, {@code up} and everything below may
 * be repeated.
 */
final class WearablesApi {
  private static final Map<String, Button> BUTTONS =
      Map.of("panic", Button.PANIC, "check-in", Button.CHECK_IN);

  /** A button down for 60 s is a fault, which must be within reach. */
  private static final int LONGEST_HOLD_MS = 120_000;

  private static final Jsonb JSON = Jsonb.builder().build();
  private static final JsonType<WearableView> ONE = JSON.type(WearableView.class);
  private static final JsonType<List<WearableView>> ALL = ONE.list();

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

  /** The JSON that answers a request. */
  String answer(Request request) throws Problem.Found {
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
    request.takes("GET");
    request.noParameters();
    return ALL.toJson(wearables.values().stream().map(VirtualWearable::view).toList());
  }

  private static WearableView get(Request request, VirtualWearable wearable) throws Problem.Found {
    request.takes("GET");
    request.noParameters();
    return wearable.view();
  }

  private static WearableView turn(Request request, VirtualWearable wearable) throws Problem.Found {
    switch (request.path().get(2)) {
      case "link" -> {
        request.takes("POST");
        wearable.link(request.flag("up"));
      }
      case "power" -> {
        request.takes("POST");
        refuseIf(wearable.power(request.flag("on")));
      }
      case "battery" -> {
        request.takes("POST");
        wearable.battery(request.number("percent", "percent", 0, 100));
      }
      case "smash" -> {
        request.takes("POST");
        request.noParameters();
        wearable.smash();
      }
      case "repair" -> {
        request.takes("POST");
        request.noParameters();
        wearable.repair();
      }
      default -> throw nothingAt(request.path());
    }
    return wearable.view();
  }

  private static void refuseIf(Optional<String> obstacle) throws Problem.Found {
    if (obstacle.isPresent()) {
      throw Problem.conflict(obstacle.get());
    }
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
        request.takes("POST");
        request.noParameters();
        wearable.down(button(name));
      }
      case "up" -> {
        request.takes("POST");
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
    request.takes("POST");
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
}
