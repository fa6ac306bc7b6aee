package org.safeandaway.simulator.universe.oracle;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.safeandaway.hub.policy.Policy;
import org.safeandaway.simulator.universe.tape.Tape;

/**
 * Judges one universe by its tape:
 *
 * <ol>
 *   <li>what hands did became the event that it means;
 *   <li>no event that a wearer could rely on is lost, least of all a panic;
 *   <li>every promise that was not kept has its alarm within its bound;
 *   <li>no alarm is without a cause, and no cause has two;
 *   <li>an alarm ends and is owned only by what a person did;
 *   <li>what a wearer heard was true, and nothing told of a covert alarm;
 *   <li>nobody who is not safe is ever without a deadline or an alarm;
 *   <li>a drill is held or called off, makes way for a real alarm, ends, and is marked everywhere.
 * </ol>
 */
public final class Oracle {
  private final Facts facts;
  private final Weather weather;
  private final Policy policy;
  private final Duration end;

  /**
   * @param beginning hub time at true time zero
   * @param end until when the universe was watched; it was well for some minutes before
   */
  public Oracle(Tape tape, Policy policy, Instant beginning, Duration end) {
    this.facts = new Facts(tape, beginning);
    this.weather = new Weather(facts, end);
    this.policy = policy;
    this.end = end;
  }

  /** Everything that was not as it must be, in words; empty if all is well. */
  public List<String> judge() {
    Verdict verdict = new Verdict();
    new Gestures(facts).judge(verdict);
    new Deliveries(facts, weather, end).judge(verdict);
    new Promises(facts, weather, policy, end).judge(verdict);
    new Causes(facts, policy).judge(verdict);
    new People(facts).judge(verdict);
    new Truth(facts).judge(verdict);
    new Climbing(facts, weather, end).judge(verdict);
    new Guard(facts).judge(verdict);
    new Drills(facts, weather, end).judge(verdict);
    return verdict.violations();
  }
}
