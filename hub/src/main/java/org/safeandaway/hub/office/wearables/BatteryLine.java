package org.safeandaway.hub.office.wearables;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.safeandaway.hub.fleet.WearableHistory.State;

/**
 * How a battery went, as a line in a box of {@link #WIDTH} by 100: across is time, down is empty.
 * Pure.
 *
 * @param points as an SVG polyline has them; empty if there are fewer than two
 * @param from when it begins
 * @param until when it ends
 * @param least the lowest, in percent
 * @param most the highest, in percent
 */
public record BatteryLine(String points, Instant from, Instant until, int least, int most) {
  public static final int WIDTH = 600;

  private record Point(Instant at, int percent) {}

  static BatteryLine of(List<State> states) {
    List<Point> points =
        states.stream()
            .filter(state -> state.batteryPercent() != null)
            .map(state -> new Point(state.at(), state.batteryPercent()))
            .sorted(Comparator.comparing(Point::at))
            .toList();
    if (points.size() < 2) {
      return new BatteryLine("", Instant.EPOCH, Instant.EPOCH, 0, 0);
    }
    Instant from = points.getFirst().at();
    Instant until = points.getLast().at();
    double length = Math.max(1, Duration.between(from, until).toMillis());
    return new BatteryLine(
        points.stream()
            .map(
                point ->
                    String.format(
                        Locale.ROOT,
                        "%.1f,%d",
                        WIDTH * (Duration.between(from, point.at()).toMillis() / length),
                        100 - point.percent()))
            .collect(Collectors.joining(" ")),
        from,
        until,
        points.stream().mapToInt(Point::percent).min().orElseThrow(),
        points.stream().mapToInt(Point::percent).max().orElseThrow());
  }

  public boolean isDrawn() {
    return !points.isEmpty();
  }
}
