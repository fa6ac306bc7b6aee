package org.safeandaway.simulator.universe.broker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.safeandaway.simulator.universe.time.Chance;
import org.safeandaway.simulator.universe.time.Timeline;

/**
 * The way between one client and the broker. While it is cut nothing passes, and nobody is told:
 * TCP goes on repeating, and what was under way arrives after the cut if the connection still
 * lives.
 */
public final class Route {
  private final Timeline timeline;
  private final Chance chance;
  private final Quality quality;
  private final List<Line> lines = new ArrayList<>();
  private boolean cut;

  /**
   * How good it is.
   *
   * @param least the shortest time that a packet takes
   * @param mean of what comes on top, mostly little, now and then much
   * @param lost of the packets, to be repeated by TCP after {@code repeatAfter}
   */
  public record Quality(Duration least, Duration mean, double lost, Duration repeatAfter) {}

  public Route(Timeline timeline, Chance chance, Quality quality) {
    this.timeline = timeline;
    this.chance = chance;
    this.quality = quality;
  }

  public boolean isCut() {
    return cut;
  }

  /** Nothing passes from now on. Both ends find out for themselves, each in its own time. */
  public void cut() {
    if (!cut) {
      cut = true;
      List.copyOf(lines).forEach(Line::silenceBegins);
    }
  }

  public void mend() {
    if (cut) {
      cut = false;
      List.copyOf(lines).forEach(Line::silenceEnds);
    }
  }

  /** Breaks every connection on it at once, as a router that restarts does; both ends learn it. */
  public void reset() {
    List.copyOf(lines).forEach(line -> line.breakNow("connection reset"));
  }

  Duration delay() {
    Duration delay = quality.least().plus(chance.around(quality.mean()));
    while (chance.happens(quality.lost())) {
      delay = delay.plus(quality.repeatAfter());
    }
    return delay;
  }

  Chance chance() {
    return chance;
  }

  Timeline timeline() {
    return timeline;
  }

  void opened(Line line) {
    lines.add(line);
  }

  void closed(Line line) {
    lines.remove(line);
  }
}
