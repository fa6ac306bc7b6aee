package org.safeandaway.simulator.wearables;

import com.sun.net.httpserver.HttpExchange;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a request asks for, read from its line only: these requests have no body.
 *
 * @param method in capitals
 * @param path the parts between slashes
 * @param parameters of the query, each at most once
 */
record Request(String method, List<String> path, Map<String, String> parameters) {

  static Request of(HttpExchange exchange) throws Problem.Found {
    String path = Optional.ofNullable(exchange.getRequestURI().getPath()).orElse("");
    return new Request(
        exchange.getRequestMethod(),
        List.of(path.replaceAll("^/+|/+$", "").split("/")),
        parameters(Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("")));
  }

  private static Map<String, String> parameters(String query) throws Problem.Found {
    Map<String, String> parameters = new HashMap<>();
    for (String pair : query.isEmpty() ? new String[0] : query.split("&")) {
      String[] parts = pair.split("=", 2);
      String value = parts.length == 2 ? decoded(parts[1]) : "";
      if (parameters.put(decoded(parts[0]), value) != null) {
        throw Problem.badRequest("The parameter '" + parts[0] + "' is given twice.");
      }
    }
    return parameters;
  }

  private static String decoded(String text) throws Problem.Found {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest("The query is not well encoded: " + text);
    }
  }

  /** Refuses every other method. */
  void takes(String method) throws Problem.Found {
    if (!this.method.equals(method)) {
      throw Problem.notAllowed(
          method, "/%s takes %s, not %s.".formatted(String.join("/", path), method, this.method));
    }
  }

  /** A switch such as {@code up=false}. */
  boolean flag(String name) throws Problem.Found {
    return switch (only(name)) {
      case "true" -> true;
      case "false" -> false;
      case String other ->
          throw Problem.badRequest(
              "%s must be true or false, such as %s=false; it was '%s'."
                  .formatted(name, name, other));
    };
  }

  /** A whole number within bounds, both included. */
  int number(String name, String unit, int least, int most) throws Problem.Found {
    return number(name, unit, only(name), least, most);
  }

  /** Whole numbers within bounds, both included, with commas between them. */
  List<Integer> numbers(String name, String unit, int least, int most) throws Problem.Found {
    List<Integer> numbers = new ArrayList<>();
    for (String text : only(name).split(",", -1)) {
      numbers.add(number(name, unit, text, least, most));
    }
    return List.copyOf(numbers);
  }

  private static int number(String name, String unit, String text, int least, int most)
      throws Problem.Found {
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below, with the same words as a number out of bounds
    }
    throw Problem.badRequest(
        "%s must be a whole number of %s from %d to %d; it was '%s'."
            .formatted(name, unit, least, most, text));
  }

  void noParameters() throws Problem.Found {
    if (!parameters.isEmpty()) {
      throw Problem.badRequest(
          "This takes no parameters; it was given " + String.join(", ", parameters.keySet()) + ".");
    }
  }

  private String only(String name) throws Problem.Found {
    String value = parameters.get(name);
    if (value == null || parameters.size() != 1) {
      throw Problem.badRequest(
          "This takes one parameter, %s; it was given %s."
              .formatted(
                  name, parameters.isEmpty() ? "none" : String.join(", ", parameters.keySet())));
    }
    return value;
  }
}
