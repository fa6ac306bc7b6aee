package org.safeandaway.simulator.bench;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.safeandaway.simulator.browser.Chromium;
import org.safeandaway.simulator.browser.SignIn;
import org.safeandaway.simulator.demo.DemoFile;

/**
 * Prints how long after the end of the hold the alarm is committed, in the page of a board that is
 * open in Chromium, and painted: {@code PressToPaint demo.json [--presses N]}. The page itself
 * notes its two moments: when its state becomes an alarm, and in the first task after the frame
 * that shows it. The target is printed and never asserted: machines differ.
 */
public final class PressToPaint {
  private static final double TARGET_MS = 50;
  private static final int WARM_UP = 5;

  /**
   * {@code window.alarm} becomes a promise of both moments. A task that is posted within a frame's
   * callback runs after that frame was painted.
   */
  private static final String WATCH =
      """
      () => {
        window.alarm = new Promise((seen) => {
          new MutationObserver((changes, observer) => {
            if (document.body.dataset.mood !== "alarm") return;
            observer.disconnect();
            const shown = performance.now();
            requestAnimationFrame(() => {
              const after = new MessageChannel();
              after.port1.onmessage = () => seen({ shown, painted: performance.now() });
              after.port2.postMessage(null);
            });
          }).observe(document.documentElement, { subtree: true, childList: true, attributes: true });
        });
      }
      """;

  private final List<Long> committed = new ArrayList<>();
  private final List<Long> shown = new ArrayList<>();
  private final List<Long> painted = new ArrayList<>();

  private PressToPaint() {}

  public static void main(String[] arguments)
      throws IOException, InterruptedException, SQLException {
    DemoFile demo = DemoFile.read(Path.of(arguments[0]));
    int presses = Bench.option(arguments, "--presses", 60);
    DemoFile.DatabaseAccess access = demo.database();
    try (Chromium chromium = Chromium.launch(Chromium.program().orElseThrow());
        Connection database =
            DriverManager.getConnection(access.jdbcUrl(), access.user(), access.password())) {
      Page board = SignIn.board(chromium.browser(), demo, "maria");
      new PressToPaint().measure(demo, board, database, presses);
    }
  }

  private void measure(DemoFile demo, Page board, Connection database, int presses)
      throws IOException, InterruptedException, SQLException {
    BrowserClock clock = BrowserClock.of(board);
    PressToAlarm hands = new PressToAlarm(demo);
    for (int i = 0; i < WARM_UP + presses; i++) {
      String wearable = demo.wearableIds().get(i % demo.wearableIds().size());
      one(hands, board, clock, database, wearable, i >= WARM_UP);
    }
    print("end of hold to committed, ms", Timings.ofNanos(committed));
    print("end of hold to in the page, ms", Timings.ofNanos(shown));
    Timings last = Timings.ofNanos(painted);
    print("end of hold to painted, ms", last);
    System.out.printf(
        "painted is %.1f times committed, medians; target of painted %.0f ms: %s; the page's clock"
            + " is known within %.2f ms%n",
        last.median() / Timings.ofNanos(committed).median(),
        TARGET_MS,
        last.median() < TARGET_MS ? "met" : "NOT MET",
        clock.error() / 1e6);
  }

  private void one(
      PressToAlarm hands,
      Page board,
      BrowserClock clock,
      Connection database,
      String wearable,
      boolean counts)
      throws IOException, InterruptedException, SQLException {
    board.evaluate(WATCH);
    long endOfHold = hands.holdPanic(wearable);
    String alarm = PressToAlarm.awaitRow(database, wearable, endOfHold);
    long inDatabase = System.nanoTime();
    Map<?, ?> seen = (Map<?, ?>) board.evaluate("() => window.alarm");
    hands.releasePanic(wearable);
    if (counts) {
      committed.add(inDatabase - endOfHold);
      shown.add(clock.ours(seen.get("shown")) - endOfHold);
      painted.add(clock.ours(seen.get("painted")) - endOfHold);
    }
    hands.close(alarm);
    board.waitForFunction("() => document.body.dataset.mood !== 'alarm'");
  }

  private static void print(String what, Timings timings) {
    System.out.printf("%-36s %s%n", what, timings);
  }
}
