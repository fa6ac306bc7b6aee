package org.safeandaway.simulator.acceptance;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The school's rules for a test: nothing falls due while a test runs, unless it asks for it.
 *
 * @param checkInEvery from one check-in to the next
 * @param checkInGrace from the promised check-in to the alarm
 * @param endGrace from the agreed end to the alarm
 */
public record Policy(Duration checkInEvery, Duration checkInGrace, Duration endGrace) {
  public static final Duration ARRIVAL_GRACE = Duration.ofMinutes(10);
  public static final Duration NO_SHOW_WAIT = Duration.ofMinutes(25);
  public static final Duration END_GRACE = Duration.ofMinutes(5);
  public static final Duration EXTENSION_STEP = Duration.ofMinutes(15);
  public static final Duration LEAVING_WITHIN = Duration.ofMinutes(7);
  public static final int MAXIMUM_EXTENSIONS = 1;

  public static final Policy UNHURRIED = new Policy(Duration.ofMinutes(20), Duration.ofMinutes(1));

  public Policy(Duration checkInEvery, Duration checkInGrace) {
    this(checkInEvery, checkInGrace, END_GRACE);
  }

  public Map<String, Object> json() {
    var rules = new TreeMap<String, Object>();
    rules.put("checkInEvery", checkInEvery.toString());
    rules.put("checkInGrace", checkInGrace.toString());
    rules.put("reminders", List.of("PT5M", "PT1M", "PT0S"));
    rules.put("arrivalGrace", ARRIVAL_GRACE.toString());
    rules.put("noShowWait", NO_SHOW_WAIT.toString());
    rules.put("endGrace", endGrace.toString());
    rules.put("extensionStep", EXTENSION_STEP.toString());
    rules.put("maximumExtensions", MAXIMUM_EXTENSIONS);
    rules.put("leavingWithin", LEAVING_WITHIN.toString());
    rules.put("lostContactAfter", "PT10M");
    rules.put("lostContactAlarms", true);
    rules.put("authoriserRoles", List.of("authoriser"));
    return rules;
  }
}
