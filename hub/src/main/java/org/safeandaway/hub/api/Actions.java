package org.safeandaway.hub.api;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.desk.DeskDoor;
import org.safeandaway.hub.desk.DeskInput;
import org.safeandaway.hub.desk.VisitDetails;
import org.safeandaway.hub.watch.Answer;
import org.safeandaway.hub.watch.WatchId;
import org.safeandaway.hub.watch.WatchInput;

/**
 * Lays what a person does on the desk, waits for the commit, and turns a refusal into a problem.
 */
@Singleton
public class Actions {
  /** Longer than any transaction of a healthy desk, shorter than a person's patience. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final String AGAIN =
      " Try again with the same " + Idempotency.HEADER + ", and telephone meanwhile.";

  private final DeskDoor desk;
  private final Idempotency idempotency;

  Actions(DeskDoor desk, Idempotency idempotency) {
    this.desk = desk;
    this.idempotency = idempotency;
  }

  /** Returns when it is committed. */
  public void carryOut(
      HttpRequest<?> request,
      Caller caller,
      @Nullable JsonNode body,
      WatchId watch,
      WatchInput action) {
    String fingerprint = idempotency.fingerprint(request, caller.person(), body);
    carryOut(fingerprint, watch, action, null);
  }

  /**
   * Returns when it is committed, or was before under the same fingerprint.
   *
   * @param fingerprint as {@link Idempotency} makes it
   * @param details the visit in words, where the action plans or changes one
   */
  public void carryOut(
      String fingerprint, WatchId watch, WatchInput action, @Nullable VisitDetails details) {
    DeskInput input =
        new DeskInput.Office(Idempotency.inputId(fingerprint), watch, action, details);
    Optional<CompletableFuture<DeskDoor.Committed>> commit = desk.lay(input);
    if (commit.isEmpty()) {
      throw unavailable("The hub has more to do than it can." + AGAIN);
    }
    if (await(commit.get()) instanceof Answer.Refused(Answer.Refusal why, String words)) {
      throw new ProblemException(Problem.of(status(why), words));
    }
  }

  private static Answer await(CompletableFuture<DeskDoor.Committed> commit) {
    try {
      return commit.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).answer();
    } catch (TimeoutException e) {
      throw unavailable("The hub could not store this yet; it may still." + AGAIN);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the desk failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable("The hub is stopping." + AGAIN);
    }
  }

  private static ProblemException unavailable(String words) {
    return new ProblemException(Problem.of(HttpStatus.SERVICE_UNAVAILABLE, words));
  }

  private static HttpStatus status(Answer.Refusal why) {
    return switch (why) {
      case NOT_FOUND -> HttpStatus.NOT_FOUND;
      case FORBIDDEN -> HttpStatus.FORBIDDEN;
      case CONFLICT -> HttpStatus.CONFLICT;
      case INVALID -> HttpStatus.UNPROCESSABLE_ENTITY;
    };
  }
}
