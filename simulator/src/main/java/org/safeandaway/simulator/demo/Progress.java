package org.safeandaway.simulator.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;

/** One line for each thing that is done, with how long it took, so that nobody waits blindly. */
final class Progress {
  /** What takes a while. */
  interface Work<T> {
    T run() throws IOException, InterruptedException;
  }

  private final PrintStream out;

  Progress(PrintStream out) {
    this.out = out;
  }

  void say(String line) {
    out.println("demo: " + line);
    out.flush();
  }

  /** Says what begins, does it, says that it is done. */
  <T> T during(String what, Work<T> work) throws IOException, InterruptedException {
    out.print("demo: " + what + " … ");
    out.flush();
    long start = System.nanoTime();
    try {
      T result = work.run();
      out.printf("%d.%d s%n", tenths(start) / 10, tenths(start) % 10);
      return result;
    } catch (IOException | InterruptedException | RuntimeException e) {
      out.println("failed");
      throw e;
    } finally {
      out.flush();
    }
  }

  private static long tenths(long start) {
    return Duration.ofNanos(System.nanoTime() - start).toMillis() / 100;
  }
}
