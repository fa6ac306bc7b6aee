package org.safeandaway.simulator.universe.tape;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.safeandaway.simulator.universe.time.Timeline;

/** Everything that was seen, in order, with its true time. */
public final class Tape {
  private final Timeline timeline;
  private final Consumer<String> echo;
  private final boolean echoes;
  private final List<Line> lines = new ArrayList<>();

  /** One sight. */
  public record Line(Duration at, Seen seen) {
    @Override
    public String toString() {
      long micros = at.toNanos() / 1000;
      return String.format("%5d.%06d %s", micros / 1_000_000, micros % 1_000_000, seen);
    }
  }

  /** A tape that only keeps. */
  public Tape(Timeline timeline) {
    this.timeline = timeline;
    this.echoes = false;
    this.echo = line -> {};
  }

  /** A tape that also says everything aloud. */
  public Tape(Timeline timeline, Consumer<String> echo) {
    this.timeline = timeline;
    this.echoes = true;
    this.echo = echo;
  }

  public void saw(Seen seen) {
    Line line = new Line(timeline.now(), seen);
    lines.add(line);
    if (echoes) {
      echo.accept(line.toString());
    }
  }

  public List<Line> lines() {
    return Collections.unmodifiableList(lines);
  }

  /** Everything of one kind, in order. */
  public <S extends Seen> Stream<Sight<S>> all(Class<S> kind) {
    return lines.stream()
        .filter(line -> kind.isInstance(line.seen()))
        .map(line -> new Sight<>(line.at(), kind.cast(line.seen())));
  }

  /** A line whose kind is known. */
  public record Sight<S extends Seen>(Duration at, S seen) {}

  /** Equal for two runs in which the same was seen at the same times, on any machine. */
  public String hash() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Line line : lines) {
        digest.update(line.toString().getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
