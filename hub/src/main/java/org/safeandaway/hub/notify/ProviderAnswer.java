package org.safeandaway.hub.notify;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.notify.Channel.Outcome;

/**
 * What a provider answered.
 *
 * @param body may hold what was sent, names and numbers too: never logged
 */
public record ProviderAnswer(int status, HttpHeaders headers, String body)
    implements ProviderHttp.Result {
  private static final int TOO_MANY = 429;
  private static final int REQUEST_TIMEOUT = 408;
  private static final int TOO_EARLY = 425;

  /** Whether it was taken. */
  public boolean isGood() {
    return status / 100 == 2;
  }

  /**
   * What becomes of a notice by an answer that is not good, where the provider means by a status
   * what HTTP means by it: too many requests and its own faults pass, everything else stays.
   */
  public Outcome refusal() {
    if (isGood()) {
      throw new IllegalStateException("this is no refusal: " + status);
    }
    boolean passes =
        status == TOO_MANY || status == REQUEST_TIMEOUT || status == TOO_EARLY || status / 100 == 5;
    return passes
        ? new Outcome.TryLater(retryAfter(), "answered " + status)
        : new Outcome.Failed("answered " + status);
  }

  /**
   * What the header Retry-After asks for: seconds, or a date, which is held against the provider's
   * own clock. Absent if it says nothing that makes sense.
   */
  public @Nullable Duration retryAfter() {
    Optional<String> asked = headers.firstValue("Retry-After").map(String::strip);
    if (asked.isEmpty()) {
      return null;
    }
    if (asked.get().matches("[0-9]{1,9}")) {
      return Duration.ofSeconds(Long.parseLong(asked.get()));
    }
    Optional<Instant> until = asked.flatMap(ProviderAnswer::date);
    Optional<Instant> now = date();
    if (until.isEmpty() || now.isEmpty() || until.get().isBefore(now.get())) {
      return null;
    }
    return Duration.between(now.get(), until.get());
  }

  /** When it was given, by the provider's own clock; empty if it does not say. */
  public Optional<Instant> date() {
    return headers.firstValue("Date").flatMap(ProviderAnswer::date);
  }

  private static Optional<Instant> date(String value) {
    try {
      return Optional.of(
          ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return "answer " + status;
  }
}
