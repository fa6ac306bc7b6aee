package org.safeandaway.simulator.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;

/** Counts how often a page fetched itself again. */
final class Fetches {
  private int made;
  private int atOnce;
  private int mostAtOnce;

  Fetches(Page page) {
    page.onRequest(
        request -> {
          if (isRefresh(request)) {
            made++;
            mostAtOnce = Math.max(mostAtOnce, ++atOnce);
          }
        });
    page.onRequestFinished(this::ended);
    page.onRequestFailed(this::ended);
  }

  /** As the page's own script marks it. */
  static boolean isRefresh(Request request) {
    return request.headers().containsKey("x-refresh");
  }

  private void ended(Request request) {
    if (isRefresh(request)) {
      atOnce--;
    }
  }

  int made() {
    return made;
  }

  int mostAtOnce() {
    return mostAtOnce;
  }
}
