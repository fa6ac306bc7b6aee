package org.safeandaway.hub.api;

import io.micronaut.http.HttpStatus;

/** Ends a request with a problem. */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  public ProblemException(Problem problem) {
    super(problem.detail(), null, false, false);
    this.problem = problem;
  }

  public static ProblemException notFound(String words) {
    return new ProblemException(Problem.of(HttpStatus.NOT_FOUND, words));
  }

  public static ProblemException badRequest(String words) {
    return new ProblemException(Problem.of(HttpStatus.BAD_REQUEST, words));
  }

  public static ProblemException conflict(String words) {
    return new ProblemException(Problem.of(HttpStatus.CONFLICT, words));
  }

  public Problem problem() {
    return problem;
  }
}
