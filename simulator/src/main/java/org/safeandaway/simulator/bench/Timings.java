package org.safeandaway.simulator.bench;

import java.util.Arrays;
import java.util.List;

/** Durations of one kind, as milliseconds with fractions. */
record Timings(double[] sorted) {

  static Timings ofNanos(List<Long> nanos) {
    if (nanos.isEmpty()) {
      throw new IllegalArgumentException("nothing was measured");
    }
    double[] millis = nanos.stream().mapToDouble(n -> n / 1e6).toArray();
    Arrays.sort(millis);
    return new Timings(millis);
  }

  /** The smallest one that at least this share of all do not exceed. */
  double at(double share) {
    int rank = (int) Math.ceil(share * sorted.length);
    return sorted[Math.clamp(rank - 1, 0, sorted.length - 1)];
  }

  double median() {
    return at(0.5);
  }

  @Override
  public String toString() {
    return "median %7.2f   p95 %7.2f   p99 %7.2f   max %7.2f   n %d"
        .formatted(median(), at(0.95), at(0.99), at(1), sorted.length);
  }
}
