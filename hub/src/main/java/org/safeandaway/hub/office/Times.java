package org.safeandaway.hub.office;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Times as people say them: absolute first, then relative, both as seen at one instant.
 *
 * @param instant hub time at which the page is rendered
 * @param zone of the school
 */
public record Times(Instant instant, ZoneId zone) {
  private static final Locale BRITISH = Locale.UK;
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", BRITISH);
  private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("HH:mm:ss", BRITISH);
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE d MMMM", BRITISH);
  private static final DateTimeFormatter DAY_OF_YEAR =
      DateTimeFormatter.ofPattern("d MMMM yyyy", BRITISH);
  private static final DateTimeFormatter INPUT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm", BRITISH);

  /** As {@code 14:20}. */
  public String clock(Instant time) {
    return CLOCK.format(time.atZone(zone));
  }

  /** As {@code 14:20}, and with the day if it is not today: {@code tomorrow 14:20}. */
  public String at(Instant time) {
    return isToday(time) ? clock(time) : day(time) + " " + clock(time);
  }

  /** As {@code 14:20:05}, and with the day if it is not today. */
  public String second(Instant time) {
    String clock = SECOND.format(time.atZone(zone));
    return isToday(time) ? clock : day(time) + " " + clock;
  }

  /** As {@code today}, {@code tomorrow}, {@code Monday 3 March}, {@code 3 March 2025}. */
  public String day(Instant time) {
    LocalDate today = instant.atZone(zone).toLocalDate();
    LocalDate day = time.atZone(zone).toLocalDate();
    if (day.equals(today)) {
      return "today";
    }
    if (day.equals(today.plusDays(1))) {
      return "tomorrow";
    }
    if (day.equals(today.minusDays(1))) {
      return "yesterday";
    }
    boolean near = Math.abs(day.toEpochDay() - today.toEpochDay()) < 180;
    return (near ? DAY : DAY_OF_YEAR).format(time.atZone(zone));
  }

  public boolean isToday(Instant time) {
    return time.atZone(zone).toLocalDate().equals(instant.atZone(zone).toLocalDate());
  }

  /** As {@code in 6 min}, {@code 40 seconds ago}, {@code now}. */
  public String relative(Instant time) {
    Duration until = Duration.between(instant, time);
    if (until.abs().compareTo(Duration.ofSeconds(1)) < 0) {
      return "now";
    }
    return until.isNegative() ? span(until.abs()) + " ago" : "in " + span(until);
  }

  /** As {@code 40 seconds}, {@code 6 min}, {@code 2 h 5 min}, {@code 3 days}. */
  public static String span(Duration length) {
    long seconds = length.toSeconds();
    if (seconds < 60) {
      return seconds == 1 ? "1 second" : seconds + " seconds";
    }
    long minutes = length.toMinutes();
    if (minutes < 60) {
      return minutes + " min";
    }
    if (minutes < 48 * 60) {
      long rest = minutes % 60;
      return minutes / 60 + " h" + (rest == 0 ? "" : " " + rest + " min");
    }
    return minutes / (24 * 60) + " days";
  }

  /** As a {@code datetime-local} field has it, in the school's zone. */
  public String field(Instant time) {
    return INPUT.format(time.atZone(zone));
  }

  /** Milliseconds since 1970, for the clocks that tick in the browser. */
  public static long millis(Instant time) {
    return time.toEpochMilli();
  }

  public long millis() {
    return instant.toEpochMilli();
  }
}
