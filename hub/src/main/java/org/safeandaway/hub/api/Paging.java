package org.safeandaway.hub.api;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.uri.UriBuilder;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list. The order of a list does not change, so the next part is what comes after the
 * last thing of this one, however many were put in before it meanwhile; its address stands in the
 * header {@code Link} (RFC 8288).
 *
 * @param after the last thing that the caller has; absent: from the beginning
 * @param limit how many at most
 */
record Paging(@Nullable String after, int limit) {
  private static final int USUAL = 200;
  private static final int MOST = 1_000;
  private static final int LONGEST = 100;

  static Paging of(HttpRequest<?> request) {
    String after = request.getParameters().get("after");
    if (after != null && (after.isBlank() || after.length() > LONGEST)) {
      throw bad("after");
    }
    return new Paging(after, limit(request.getParameters().get("limit")));
  }

  private static int limit(@Nullable String asked) {
    if (asked == null) {
      return USUAL;
    }
    boolean number = asked.matches("[0-9]{1,4}");
    int limit = number ? Integer.parseInt(asked) : 0;
    if (limit < 1 || limit > MOST) {
      throw ProblemException.badRequest("limit is a whole number from 1 to " + MOST + ".");
    }
    return limit;
  }

  @Nullable Long afterNumber() {
    if (after != null && !after.matches("[0-9]{1,18}")) {
      throw bad("after");
    }
    return after == null ? null : Long.valueOf(after);
  }

  @Nullable Instant afterInstant() {
    try {
      return after == null ? null : Instant.parse(after);
    } catch (DateTimeException e) {
      throw bad("after");
    }
  }

  private static ProblemException bad(String name) {
    return ProblemException.badRequest(
        name + " is the last one that you have: take it from the header Link.");
  }

  /** The part, and where the next one is. A full part may be the last: then the next is empty. */
  <T> HttpResponse<List<T>> answer(HttpRequest<?> request, List<T> part, Function<T, Object> name) {
    if (part.size() < limit) {
      return HttpResponse.ok(part);
    }
    String next =
        UriBuilder.of(request.getUri())
            .replaceQueryParam("limit", limit)
            .replaceQueryParam("after", name.apply(part.getLast()))
            .build()
            .toString();
    return HttpResponse.ok(part).header(HttpHeaders.LINK, "<" + next + ">; rel=\"next\"");
  }
}
