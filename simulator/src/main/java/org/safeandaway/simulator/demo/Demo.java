package org.safeandaway.simulator.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.safeandaway.simulator.parts.PartFailure;

/**
 * Runs everything on this machine until it is told to stop: {@code simulator/demo}. Ctrl-C and
 * SIGTERM stop all parts in the reverse order of their start.
 */
public final class Demo {
  private static final int FAILED = 1;
  private static final int MISUNDERSTOOD = 64;

  private Demo() {}

  public static void main(String[] arguments) {
    Progress progress = new Progress(System.out);
    int code = 0;
    try {
      Options options = Options.parse(List.of(arguments));
      logTo(options);
      run(options, progress);
    } catch (Options.Misunderstood e) {
      progress.say(String.valueOf(e.getMessage()));
      code = MISUNDERSTOOD;
    } catch (IOException | PartFailure e) {
      progress.say(String.valueOf(e.getMessage()));
      code = FAILED;
    } catch (InterruptedException e) {
      progress.say("interrupted");
      code = FAILED;
    }
    if (code != 0) {
      System.exit(code);
    }
  }

  /** Before anything logs: where the log goes is decided at its first line. */
  private static void logTo(Options options) throws IOException {
    Files.createDirectories(options.data());
    System.setProperty("demo.log", options.data().resolve("demo.log").toString());
    System.setProperty("logback.configurationFile", "org/safeandaway/simulator/demo/logging.xml");
  }

  private static void run(Options options, Progress progress)
      throws IOException, InterruptedException {
    CountDownLatch stop = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    Thread main = Thread.currentThread();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  stop.countDown();
                  main.interrupt();
                  awaitEnd(stopped);
                },
                "stop-demo"));
    try (Installation installation = new Installation(options, progress)) {
      installation.start();
      installation.tellHowToReachIt();
      if (options.browser()) {
        Browser.open(installation.office());
      }
      while (stop.getCount() > 0) {
        installation.awaitLossOr(stop);
      }
    } catch (InterruptedException | PartFailure e) {
      // What the stop itself interrupts has not failed.
      if (stop.getCount() > 0) {
        throw e;
      }
    } finally {
      stopped.countDown();
    }
  }

  private static void awaitEnd(CountDownLatch stopped) {
    try {
      stopped.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
