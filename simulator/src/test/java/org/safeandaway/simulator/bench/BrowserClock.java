package org.safeandaway.simulator.bench;

import com.microsoft.playwright.Page;

/**
 * The page's clock as seen from this program. Both count the kernel's monotonic clock from a start
 * of their own, so what lies between them never changes; it is found by asking the page for its
 * time often and believing the answer that came back soonest.
 *
 * @param offset what to add to the page's {@code performance.now()} for our {@code nanoTime}, in ns
 * @param error how far off that may be, in ns: half of the soonest answer's round trip
 */
record BrowserClock(long offset, long error) {
  private static final int QUESTIONS = 200;

  static BrowserClock of(Page page) {
    BrowserClock best = new BrowserClock(0, Long.MAX_VALUE);
    for (int i = 0; i < QUESTIONS; i++) {
      long before = System.nanoTime();
      long there = nanos(page.evaluate("() => performance.now()"));
      long error = (System.nanoTime() - before) / 2;
      if (error < best.error) {
        best = new BrowserClock(before + error - there, error);
      }
    }
    return best;
  }

  /** The page's {@code performance.now()} as our {@code nanoTime}. */
  long ours(Object performanceNow) {
    return nanos(performanceNow) + offset;
  }

  private static long nanos(Object performanceNow) {
    return (long) (((Number) performanceNow).doubleValue() * 1e6);
  }
}
