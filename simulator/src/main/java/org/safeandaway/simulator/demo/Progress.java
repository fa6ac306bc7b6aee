package org.safeandaway.simulator.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.Callable;

/** One line for each thing that is done, with how long it took, so that nobody waits blindly. */
final class Progress {
  private final PrintStream out;

  Progress(PrintStream out) {
    this.out = out;
  }

  void say(String line) {
    out.println("demo: " + line);
    out.flush();
  }

  /** Says what begins, does it, says that it is done. */
  <T> T during(String what, Callable<T> work) throws Exception {
    out.print("demo: " + what + " … ");
    out.flush();
    long start = System.nanoTime();
    try {
      T result = work.call();
      out.printf("%d.%d s%n", tenths(start) / 10, tenths(start) % 10);
      return result;
    } catch (Exception e) {
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
