package org.safeandaway.hub.watch;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.safeandaway.hub.policy.ResponsePlan;

/**
 * How far the response to an alarm has come.
 *
 * @param plan as it was when the alarm was raised; a later change of the policy does not reach it
 * @param round 0 before the first step; 1 on the way up; from 2 on the last step repeats
 * @param step of the plan that is going on, counted from 0
 * @param since when that step began, in hub time; when the alarm was raised, before the first
 * @param waiting of the messages of this step (and of those that began together with it), the ones
 *     that have not failed
 * @param asked how often whoever had the alarm was asked whether they are still on it
 */
public record Response(
    ResponsePlan plan, int round, int step, Instant since, SortedSet<Telling> waiting, int asked) {
  public Response {
    waiting = Collections.unmodifiableSortedSet(new TreeSet<>(waiting));
    if (round < 0 || step < 0 || step >= plan.steps().size() || asked < 0) {
      throw new IllegalArgumentException("no such step of the plan: " + round + "/" + step);
    }
  }

  public static Response notBegun(ResponsePlan plan, Instant raisedAt) {
    return new Response(plan, 0, 0, raisedAt, new TreeSet<>(), 0);
  }

  public boolean hasBegun() {
    return round > 0;
  }

  public ResponsePlan.Step current() {
    return plan.steps().get(step);
  }

  /** The step after this one has begun, whose messages come to those of {@code before}. */
  Response at(int nextRound, int nextStep, Instant at, SortedSet<Telling> messages) {
    return new Response(plan, nextRound, nextStep, at, messages, asked);
  }

  Response without(Telling failed) {
    TreeSet<Telling> left = new TreeSet<>(waiting);
    left.remove(failed);
    return new Response(plan, round, step, since, left, asked);
  }

  Response askedAgain() {
    return new Response(plan, round, step, since, waiting, asked + 1);
  }
}
