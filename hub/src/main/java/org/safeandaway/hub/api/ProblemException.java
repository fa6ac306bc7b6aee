package org.safeandaway.hub.api;

import io.micronaut.http.HttpStatus;

/** Ends a request with a problem. */
final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  ProblemException(Problem problem) {
    super(problem.detail(), null, false, false);
    this.problem = problem;
  }

  static ProblemException notFound(String words) {
    return new ProblemException(Problem.of(HttpStatus.NOT_FOUND, words));
  }

  static ProblemException badRequest(String words) {
    return new ProblemException(Problem.of(HttpStatus.BAD_REQUEST, words));
  }

  static ProblemException conflict(String words) {
    return new ProblemException(Problem.of(HttpStatus.CONFLICT, words));
  }

  Problem problem() {
    return problem;
  }
}
