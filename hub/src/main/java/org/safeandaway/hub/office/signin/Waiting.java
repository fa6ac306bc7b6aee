package org.safeandaway.hub.office.signin;

import java.time.Duration;
import org.safeandaway.hub.office.Times;

/** How long to wait after too many wrong passwords, so that whoever waits as long is let in. */
final class Waiting {
  private Waiting() {}

  /** In whole seconds, rounded up. */
  static Duration rounded(Duration wait) {
    return Duration.ofSeconds(wait.toSeconds() + 1);
  }

  static String sentence(Duration wait) {
    Duration rounded = rounded(wait);
    boolean minutes = rounded.toSeconds() >= 60;
    Duration said = minutes ? Duration.ofMinutes((rounded.toSeconds() + 59) / 60) : rounded;
    return "wait " + Times.span(said) + ", then try again";
  }
}
