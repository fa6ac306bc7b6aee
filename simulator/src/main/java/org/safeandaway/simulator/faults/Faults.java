package org.safeandaway.simulator.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.safeandaway.simulator.parts.PartFailure;

/** The fault suite by hand: {@code simulator/faults}. Prints a table, and what must not be. */
public final class Faults {
  private static final int USUAL = 200;

  /**
   * Five on the average: many faults come while others last, and there are moments in which nothing
   * is broken. A hub that was killed needs eight seconds of two busy cores until it is back; with
   * gaps much shorter hardly a deadline ever finds anybody who could fire it, and little is proved.
   */
  private static final Duration GAP = Duration.ofSeconds(10);

  private static final int WRONG = 1;
  private static final int MISUNDERSTOOD = 64;

  private Faults() {}

  private record Asked(
      Path repository, Path folder, Fleet.Load load, int faults, Duration gap, long seed) {}

  public static void main(String[] arguments) {
    Asked asked = parsed(List.of(arguments));
    try {
      System.out.println("faults: seed " + asked.seed() + ", " + asked.faults() + " faults");
      Fleet.Load load = asked.load();
      Plan plan = Plan.of(asked.seed(), asked.faults(), 2, load.vans(), asked.gap());
      Verdict verdict = Run.of(asked.repository(), asked.folder(), load, plan, System.out::println);
      System.out.println();
      System.out.print(verdict.table());
      if (verdict.isWell()) {
        System.out.println("\nNothing was lost and nothing was doubled.");
      } else {
        System.out.println("\nWRONG:");
        verdict.wrong().forEach(System.out::println);
        System.out.println(
            "The same plan: simulator/faults --faults "
                + asked.faults()
                + " --seed "
                + asked.seed()
                + (asked.gap().equals(GAP) ? "" : " --gap " + asked.gap().toSeconds())
                + (load.equals(Fleet.Load.LIGHT) ? " --light" : ""));
        System.out.println("What the parts have logged lies in " + asked.folder());
        System.exit(WRONG);
      }
    } catch (IOException | PartFailure e) {
      System.err.println("faults: " + e.getMessage());
      for (Throwable why = e.getCause(); why != null; why = why.getCause()) {
        System.err.println("  because: " + why);
      }
      System.exit(WRONG);
    } catch (InterruptedException e) {
      System.err.println("faults: interrupted");
      System.exit(WRONG);
    }
    System.exit(0);
  }

  private static Asked parsed(List<String> arguments) {
    Path repository = Path.of("").toAbsolutePath();
    Path folder = null;
    Fleet.Load load = Fleet.Load.USUAL;
    int faults = USUAL;
    Duration gap = GAP;
    long seed = ThreadLocalRandom.current().nextInt(1, 1_000_000);
    Iterator<String> rest = arguments.iterator();
    try {
      while (rest.hasNext()) {
        String option = rest.next();
        switch (option) {
          case "--repository" -> repository = Path.of(rest.next());
          case "--folder" -> folder = Path.of(rest.next());
          case "--light" -> load = Fleet.Load.LIGHT;
          case "--faults" -> faults = Integer.parseInt(rest.next());
          case "--gap" -> gap = Duration.ofSeconds(Integer.parseInt(rest.next()));
          case "--seed" -> seed = Long.parseLong(rest.next());
          default -> throw new IllegalArgumentException("unknown option " + option);
        }
      }
      return new Asked(
          repository,
          folder == null ? Files.createTempDirectory("safeandaway-faults-") : folder,
          load,
          faults,
          gap,
          seed);
    } catch (RuntimeException | IOException e) {
      System.err.println(
          "faults: the options are --faults N, --seed N, --gap S, --light and --folder F: "
              + e.getMessage());
      System.exit(MISUNDERSTOOD);
      throw new IllegalStateException("exited", e);
    }
  }
}
