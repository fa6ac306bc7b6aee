package org.safeandaway.simulator.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Tracing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Somebody at a screen: a browser of their own as far as cookies go, with one page open. All that
 * goes wrong in it is noted: uncaught errors, lines at the console's level {@code error} (where
 * Chromium also says what the content security policy refused and which answers were 4xx or 5xx),
 * and a page that crashes. A test says beforehand which of these it means to provoke.
 */
public final class Seat implements AutoCloseable {
  /** For whatever a page is expected to do, on two busy cores. */
  public static final Duration PATIENCE = Duration.ofSeconds(20);

  private final String name;
  private final BrowserContext context;
  private final Page page;
  private final List<String> console = new ArrayList<>();
  private final List<String> troubles = new ArrayList<>();
  private final List<String> provoked = new ArrayList<>();

  /**
   * @param name for what is kept of it when a test fails
   */
  Seat(String name, Browser browser, Browser.NewContextOptions options) {
    this.name = name;
    this.context = browser.newContext(options.setLocale("en-GB").setTimezoneId("Europe/London"));
    context.setDefaultTimeout(PATIENCE.toMillis());
    context.onConsoleMessage(
        message -> {
          console.add(message.type() + ": " + message.text() + " (" + message.location() + ")");
          if (message.type().equals("error")) {
            trouble("at the console: " + message.text() + " (" + message.location() + ")");
          }
        });
    context.onWebError(error -> trouble("uncaught: " + error.error()));
    startTrace();
    this.page = context.newPage();
    page.onCrash(crashed -> trouble("the page crashed: " + crashed.url()));
  }

  private void startTrace() {
    context.tracing().start(new Tracing.StartOptions().setSnapshots(true).setScreenshots(false));
  }

  private void trouble(String what) {
    if (provoked.stream().noneMatch(what::contains)) {
      troubles.add(what);
    }
  }

  public Page page() {
    return page;
  }

  public BrowserContext context() {
    return context;
  }

  /**
   * From here on, an error with these words in it is what the test is about, such as {@code status
   * of 422} for a form that is to be refused, or {@code ERR_CONNECTION_REFUSED}.
   */
  public void provokes(String words) {
    provoked.add(words);
  }

  /** Waits in the browser's own thread; Awaitility would ask from another, which is not allowed. */
  public void await(String what, BooleanSupplier condition) {
    try {
      page.waitForCondition(condition);
    } catch (PlaywrightException e) {
      throw new AssertionError(name + " waited in vain: " + what, e);
    }
  }

  /** What went wrong since the last time this was asked. */
  public List<String> takeTroubles() {
    // A round trip: what the page has said until now has then arrived.
    if (!page.isClosed()) {
      context.cookies();
    }
    List<String> taken = List.copyOf(troubles);
    troubles.clear();
    return taken;
  }

  /** Writes the page as it is, and how it came to that, for whoever looks for the fault. */
  void keepEvidence(Path folder) {
    try {
      Files.createDirectories(folder);
      Files.write(folder.resolve(name + ".console.txt"), console);
      context
          .tracing()
          .stop(new Tracing.StopOptions().setPath(folder.resolve(name + ".trace.zip")));
      startTrace();
      if (!page.isClosed()) {
        Files.writeString(folder.resolve(name + ".html"), page.content());
        page.screenshot(
            new Page.ScreenshotOptions().setFullPage(true).setPath(folder.resolve(name + ".png")));
      }
    } catch (IOException | PlaywrightException e) {
      // The test's own failure is the one to be told.
      System.err.println("the evidence of " + name + " is not whole: " + e);
    }
  }

  @Override
  public void close() {
    context.tracing().stop();
    context.close();
  }
}
