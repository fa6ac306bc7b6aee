package org.safeandaway.simulator.browser;

import com.microsoft.playwright.Browser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The screens that one test, or one class of tests, has open. */
public final class Seats implements AutoCloseable {
  private final Browser browser;
  private final List<Seat> open = new ArrayList<>();

  Seats(Browser browser) {
    this.browser = browser;
  }

  /** A screen of a desk, with nobody signed in. */
  public Seat open(String name) {
    return open(name, new Browser.NewContextOptions().setViewportSize(1280, 800));
  }

  /** A screen as asked for; the time zone and the language are always the school's. */
  public Seat open(String name, Browser.NewContextOptions options) {
    Seat seat = new Seat(name, browser, options);
    open.add(seat);
    return seat;
  }

  /** What went wrong at any of them since the last time this was asked. */
  public List<String> takeTroubles() {
    return open.stream().flatMap(seat -> seat.takeTroubles().stream()).toList();
  }

  void keepEvidence(Path folder) {
    open.forEach(seat -> seat.keepEvidence(folder));
  }

  @Override
  public void close() {
    open.forEach(Seat::close);
  }
}
