package org.safeandaway.simulator.wearables;

import io.avaje.jsonb.Json;

/**
 * Why a request was not carried out, as RFC 9457 writes it.
 *
 * @param title the same for every problem of its kind
 * @param status the status of the response, once more
 * @param detail what was wrong with this request and what would be right, for a person
 */
@Json
record Problem(String title, int status, String detail) {
  static final String MEDIA_TYPE = "application/problem+json";

  /** Carries a problem from where it is found to where the response is written. */
  static final class Found extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final String allowed;

    private Found(Problem problem) {
      this(problem, "");
    }

    private Found(Problem problem, String allowed) {
      super(problem.detail);
      this.problem = problem;
      this.allowed = allowed;
    }

    Problem problem() {
      return problem;
    }

    /** The method that would have been right, where another was used; else empty. */
    String allowed() {
      return allowed;
    }
  }

  static Found badRequest(String detail) {
    return new Found(new Problem("The request cannot be understood", 400, detail));
  }

  static Found foreign(String detail) {
    return new Found(new Problem("The request comes from another site", 403, detail));
  }

  static Found notFound(String detail) {
    return new Found(new Problem("There is no such thing here", 404, detail));
  }

  static Found notAllowed(String allowed, String detail) {
    return new Found(new Problem("That cannot be done to this", 405, detail), allowed);
  }

  static Found conflict(String detail) {
    return new Found(new Problem("That cannot be done now", 409, detail));
  }

  static Found busy(String detail) {
    return new Found(new Problem("There is no room for more", 503, detail));
  }

  static Found failed(String detail) {
    return new Found(new Problem("The simulator failed", 500, detail));
  }
}
