package org.safeandaway.hub.health;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.configuration.Settings;
import org.safeandaway.hub.desk.HubTime;
import org.safeandaway.hub.health.Condition.Ailment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells somebody outside, again and again, that all is well here. When that stops, whatever the
 * reason, they raise the alarm: it is the one watcher that a hub without power still has.
 *
 * <ol>
 *   <li>Everything was looked at lately and nothing is wrong: ask for the URL.
 *   <li>Something is wrong: say nothing; or, where the settings ask for it, tell {@code /fail}
 *       which parts are ill, in words that name no person.
 *   <li>Keep what became of it, for people to see. It is never one of the hub's own ailments: a
 *       service outside that does not answer must not withhold the next word to it.
 * </ol>
 */
@Singleton
public final class DeadMan implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DeadMan.class);
  private static final Duration TO_CONNECT = Duration.ofSeconds(3);

  /** For one word and its answer together. */
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private static final int FIRST_BAD = 300;
  private static final int FIRST_GOOD = 200;

  private final @Nullable DeadManSettings settings;
  private final Condition condition;
  private final HubTime time;
  private final MeterRegistry meters;
  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(TO_CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private volatile @Nullable Turn last;

  /** What was said outside. */
  public enum Said {
    /** That all is well. */
    WELL,
    /** That something is wrong. */
    ILL,
    /** Nothing, since something is wrong. */
    NOTHING
  }

  /**
   * What became of one turn.
   *
   * @param trouble why it was not heard, technical; absent if it was, or nothing was said
   */
  public record Turn(Instant at, Said said, @Nullable String trouble) {}

  DeadMan(Settings settings, Condition condition, HubTime time, MeterRegistry meters) {
    this.settings = settings.deadMan();
    this.condition = condition;
    this.time = time;
    this.meters = meters;
  }

  /** Whether anybody outside waits for us. */
  public boolean isSetUp() {
    return settings != null;
  }

  /** The last turn; empty before the first. */
  public Optional<Turn> last() {
    return Optional.ofNullable(last);
  }

  /** One turn; takes {@link #LIMIT} at most. */
  public void turn() throws InterruptedException {
    if (settings == null) {
      return;
    }
    if (condition.isKnownToBeWell()) {
      done(Said.WELL, tell(settings.url(), ""));
    } else if (settings.tellsFailures()) {
      done(Said.ILL, tell(settings.failure(), illParts()));
    } else {
      done(Said.NOTHING, null);
    }
  }

  /** Names of parts alone: what they say of themselves names visits. */
  private String illParts() {
    return condition.ailments().stream()
        .map(Ailment::part)
        .distinct()
        .map(part -> part.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(" "));
  }

  private void done(Said said, @Nullable String trouble) {
    Turn before = last;
    last = new Turn(time.now(), said, trouble);
    boolean heard = said != Said.NOTHING && trouble == null;
    meters
        .counter(
            "safeandaway.dead.man.turns",
            "said",
            said.name().toLowerCase(Locale.ROOT),
            "heard",
            Boolean.toString(heard))
        .increment();
    if (trouble != null && (before == null || before.trouble() == null)) {
      LOG.warn("the service that waits for our word was not reached: {}", trouble);
    }
  }

  /**
   * @return why nobody heard it; absent if somebody did
   */
  private @Nullable String tell(URI url, String words) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .header("Content-Type", "text/plain; charset=utf-8")
            .POST(HttpRequest.BodyPublishers.ofString(words))
            .build();
    CompletableFuture<HttpResponse<Void>> answer =
        client.sendAsync(request, HttpResponse.BodyHandlers.discarding());
    try {
      int status = answer.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS).statusCode();
      return status >= FIRST_GOOD && status < FIRST_BAD ? null : "it answered " + status;
    } catch (TimeoutException e) {
      return "it did not answer within " + LIMIT.toSeconds() + " s";
    } catch (ExecutionException e) {
      // The cause's own words may hold the address, which is a secret.
      Throwable cause = e.getCause() == null ? e : e.getCause();
      return "it could not be reached: " + cause.getClass().getSimpleName();
    } finally {
      answer.cancel(true);
    }
  }

  @Override
  @PreDestroy
  public void close() {
    client.shutdownNow();
  }
}
