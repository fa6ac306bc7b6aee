package org.safeandaway.simulator.parts;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A program that does not outlive this JVM, however this JVM ends. A shell starts a watcher that
 * reads a pipe from us, then becomes the program; when we die, even by SIGKILL, the kernel closes
 * the pipe and the watcher kills the program. The watcher is started by a shell between, so that it
 * is none of the program's own children.
 */
public final class GuardedProcess {
  private static final String GUARD =
      """
      trap '' HUP
      exec 3<&0
      ( (cat <&3; kill -9 $$) >/dev/null 2>&1 & )
      exec "$@" 3<&- </dev/null
      """;
  private static final Duration TO_DIE = Duration.ofSeconds(10);

  private final List<String> command;
  private final Process process;

  private GuardedProcess(List<String> command, Process process) {
    this.command = command;
    this.process = process;
  }

  /**
   * Starts the program; all its output is appended to the log.
   *
   * @param command the program and its arguments
   */
  public static GuardedProcess start(Path log, List<String> command) {
    var guarded = new ArrayList<>(List.of("/bin/sh", "-c", GUARD, "guard"));
    guarded.addAll(command);
    try {
      var process =
          new ProcessBuilder(guarded)
              .redirectErrorStream(true)
              .redirectOutput(Redirect.appendTo(log.toFile()))
              .start();
      return new GuardedProcess(List.copyOf(command), process);
    } catch (IOException e) {
      throw new PartFailure("could not start " + command, e);
    }
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** All that the program has written to this log, in this life and earlier ones. */
  public static String readLog(Path log) {
    try {
      return Files.exists(log) ? Files.readString(log) : "";
    } catch (IOException e) {
      throw new PartFailure("no log at " + log, e);
    }
  }

  /** SIGKILL for the program and all it has started. Returns when they are gone. */
  public void kill() {
    var family = family();
    family.forEach(ProcessHandle::destroyForcibly);
    awaitExit("SIGKILL");
    // Descendants are no children of ours: there is nothing to wait on but their absence.
    long deadline = System.nanoTime() + TO_DIE.toNanos();
    while (family.stream().anyMatch(ProcessHandle::isAlive) && System.nanoTime() < deadline) {
      Waiting.briefly("a killed process goes");
    }
  }

  /** SIGSTOP for the program and all it has started. */
  public void freeze() {
    // A process may have forked between the listing and the signal: list again until all are known.
    Set<ProcessHandle> frozen = new LinkedHashSet<>();
    List<ProcessHandle> found = family();
    while (frozen.addAll(found)) {
      signal("STOP", found);
      found = family();
    }
  }

  /** Ends {@link #freeze}. */
  public void thaw() {
    signal("CONT", family());
  }

  /** Asks the program to end, with a signal such as {@code TERM}, and kills it if it does not. */
  public void stop(String signal, Duration patience) {
    if (!process.isAlive()) {
      return;
    }
    thaw();
    signal(signal, List.of(process.toHandle()));
    try {
      if (!process.waitFor(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        kill();
      }
    } catch (InterruptedException e) {
      kill();
      throw PartFailure.interrupted("stopping " + command, e);
    }
  }

  private List<ProcessHandle> family() {
    var family = new ArrayList<ProcessHandle>();
    family.add(process.toHandle());
    process.descendants().forEach(family::add);
    return family;
  }

  private void signal(String name, List<ProcessHandle> family) {
    // The shell's own kill: the program of that name is not on every machine.
    var kill = new ArrayList<>(List.of("/bin/sh", "-c", "kill -" + name + " \"$@\"", "kill"));
    family.forEach(member -> kill.add(Long.toString(member.pid())));
    try {
      var sender = new ProcessBuilder(kill).redirectErrorStream(true).start();
      String output = new String(sender.getInputStream().readAllBytes());
      if (sender.waitFor() != 0 && !process.isAlive()) {
        throw new PartFailure(command + " is gone: " + output);
      }
    } catch (IOException e) {
      throw new PartFailure("could not send " + name + " to " + command, e);
    } catch (InterruptedException e) {
      throw PartFailure.interrupted("sending " + name, e);
    }
  }

  private void awaitExit(String after) {
    try {
      if (!process.waitFor(TO_DIE.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new PartFailure(command + " lives on after " + after);
      }
    } catch (InterruptedException e) {
      throw PartFailure.interrupted("waiting for the end of " + command, e);
    }
  }
}
