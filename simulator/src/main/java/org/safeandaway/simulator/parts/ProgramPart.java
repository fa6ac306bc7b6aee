package org.safeandaway.simulator.parts;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A part that is a program of this machine. Each start is a new process of it, of which there is
 * one at a time. What differs from program to program is how it is started, when it answers, and
 * which signal asks it to end.
 */
abstract class ProgramPart implements Part {
  private static final int LAST_WORDS = 15;

  private final Path logFile;
  private final String endingSignal;
  private final Duration toEnd;
  private @Nullable GuardedProcess process;

  /**
   * @param logFile all that its processes say is appended there
   * @param endingSignal asks it to end in good order, such as {@code TERM}
   * @param toEnd after which it is killed
   */
  ProgramPart(Path logFile, String endingSignal, Duration toEnd) {
    this.logFile = logFile;
    this.endingSignal = endingSignal;
    this.toEnd = toEnd;
  }

  /** To be asked before anything that a running process has open is changed. */
  final void requireStopped() {
    if (isRunning()) {
      throw new PartFailure("already running: " + describe());
    }
  }

  /**
   * Starts a process and returns once it answers.
   *
   * @param limit for it to answer within
   */
  final void run(List<String> command, BooleanSupplier answers, Duration limit) {
    GuardedProcess started = GuardedProcess.start(logFile, command);
    process = started;
    Waiting.until(
        answers,
        started::isAlive,
        limit,
        () -> describe() + " did not start; its last words, from " + logFile + ":\n" + lastWords());
  }

  private String lastWords() {
    List<String> lines = log().lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_WORDS), lines.size()));
  }

  @Override
  public void kill() {
    running().kill();
    process = null;
  }

  @Override
  public final void pause() {
    running().freeze();
  }

  @Override
  public final void resume() {
    running().thaw();
  }

  @Override
  public final boolean isRunning() {
    return process != null && process.isAlive();
  }

  final GuardedProcess running() {
    if (process == null) {
      throw new PartFailure("not running: " + describe());
    }
    return process;
  }

  @Override
  public final String log() {
    return GuardedProcess.readLog(logFile);
  }

  @Override
  public final void close() {
    if (process != null) {
      process.stop(endingSignal, toEnd);
      process = null;
    }
  }
}
