package org.safeandaway.simulator.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What goes wrong in a run, drawn from a seed: the same seed is the same plan. Every kind comes
 * once before any comes twice, so that a short plan has them all.
 *
 * @param seed it was drawn from
 */
record Plan(long seed, List<Fault> faults) {
  private static final int LEAST_MILLIS = 300;

  Plan {
    faults = List.copyOf(faults);
  }

  /**
   * @param count of faults
   * @param hubs among which
   * @param vans among which
   * @param longestGap between the beginnings of two; they overlap when one lasts longer
   */
  static Plan of(long seed, int count, int hubs, int vans, Duration longestGap) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Fault> faults = new ArrayList<>();
    List<Fault.Kind> first = shuffled(random);
    for (int n = 0; n < count; n++) {
      Fault.Kind kind = n < first.size() ? first.get(n) : drawn(random);
      int target = random.nextInt(kind.isOfAHub() ? hubs : vans);
      Duration after = Duration.ofMillis(random.nextLong(LEAST_MILLIS, longestGap.toMillis()));
      int most = kind.mostMillis();
      Duration lasts =
          Duration.ofMillis(most <= LEAST_MILLIS ? most : random.nextInt(LEAST_MILLIS, most));
      faults.add(new Fault(kind, target, after, lasts));
    }
    return new Plan(seed, faults);
  }

  private static List<Fault.Kind> shuffled(SplittableRandom random) {
    List<Fault.Kind> left = new ArrayList<>(List.of(Fault.Kind.values()));
    List<Fault.Kind> drawn = new ArrayList<>();
    while (!left.isEmpty()) {
      drawn.add(left.remove(random.nextInt(left.size())));
    }
    return drawn;
  }

  private static Fault.Kind drawn(SplittableRandom random) {
    int all = 0;
    for (Fault.Kind kind : Fault.Kind.values()) {
      all += kind.weight();
    }
    int left = random.nextInt(all);
    for (Fault.Kind kind : Fault.Kind.values()) {
      left -= kind.weight();
      if (left < 0) {
        return kind;
      }
    }
    throw new IllegalStateException("weights do not add up");
  }
}
