package org.safeandaway.simulator.universe;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.safeandaway.simulator.universe.hub.Bug;

/**
 * Runs universes from the command line and says which went wrong, and how to see one again.
 *
 * <pre>
 *   Universe --seeds 10000 --from 1      runs many, on all processors
 *   Universe --seed 4711 --trace         runs one and says aloud everything that is seen
 *   Universe --bug DUPLICATE_REARMS      with a fault in the hub that must be found
 * </pre>
 *
 * <p>Exits with 1 if an invariant was violated, with 64 if it was asked wrongly.
 */
public final class Universe {
  private static final int ASKED_WRONGLY = 64;

  private Universe() {}

  public static void main(String[] arguments) {
    System.exit(run(arguments, System.out));
  }

  static int run(String[] arguments, PrintStream out) {
    try {
      Map<String, String> options = options(arguments);
      Bug bug = Bug.valueOf(options.getOrDefault("--bug", Bug.NONE.name()));
      return options.containsKey("--seed")
          ? one(number(options, "--seed", 1), options.containsKey("--trace"), bug, out)
          : many(number(options, "--from", 1), number(options, "--seeds", 2000), bug, out);
    } catch (IllegalArgumentException e) {
      out.println(e.getMessage());
      out.println(
          "Known are: --seeds <count> --from <seed>, or --seed <seed> --trace; --bug <name>");
      return ASKED_WRONGLY;
    }
  }

  private static Map<String, String> options(String[] arguments) {
    Map<String, String> options = new TreeMap<>();
    for (int i = 0; i < arguments.length; i++) {
      switch (arguments[i]) {
        case "--trace" -> options.put("--trace", "");
        case "--seed", "--seeds", "--from", "--bug" -> {
          if (i + 1 == arguments.length) {
            throw new IllegalArgumentException(arguments[i] + " needs a value");
          }
          options.put(arguments[i], arguments[++i]);
        }
        default -> throw new IllegalArgumentException("Not an option: " + arguments[i]);
      }
    }
    return options;
  }

  private static long number(Map<String, String> options, String name, long otherwise) {
    String value = options.get(name);
    try {
      return value == null ? otherwise : Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + " is a whole number, not " + value, e);
    }
  }

  private static int one(long seed, boolean trace, Bug bug, PrintStream out) {
    History.Ending ending = trace ? History.aloud(seed, bug, out::println) : History.of(seed, bug);
    ending.violations().forEach(out::println);
    out.println(
        "Seed " + seed + ": " + verdict(ending.violations()) + ", trace " + ending.tape().hash());
    return ending.violations().isEmpty() ? 0 : 1;
  }

  private static String verdict(List<String> violations) {
    return violations.isEmpty() ? "all is well" : violations.size() + " violations";
  }

  private static int many(long from, long count, Bug bug, PrintStream out) {
    Multiverse.Result result = Multiverse.run(from, count, bug);
    result
        .violations()
        .forEach((seed, violations) -> out.println("Seed " + seed + ": " + violations.getFirst()));
    out.println(summary(result, count));
    result.violations().keySet().stream()
        .findFirst()
        .ifPresent(seed -> out.println("To see one again: " + replay(seed, bug)));
    return result.violations().isEmpty() ? 0 : 1;
  }

  static String summary(Multiverse.Result result, long count) {
    double seconds = result.took().toMillis() / 1000.0;
    return String.format(
        Locale.ROOT,
        "%d universes, %.0f visit-hours in %.1f s: %.0f visit-hours and %.0f universes a second;"
            + " %d with violations.",
        count,
        hours(result.guarded()),
        seconds,
        hours(result.guarded()) / seconds,
        count / seconds,
        result.violations().size());
  }

  private static double hours(Duration duration) {
    return duration.toSeconds() / 3600.0;
  }

  /** The one command that shows a universe again. */
  static String replay(long seed, Bug bug) {
    String with = bug == Bug.NONE ? "" : " --bug " + bug;
    return "simulator/universe --seed " + seed + " --trace" + with;
  }
}
