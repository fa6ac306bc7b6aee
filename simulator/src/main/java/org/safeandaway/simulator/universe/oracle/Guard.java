package org.safeandaway.simulator.universe.oracle;

import org.safeandaway.simulator.universe.tape.Seen;

/** Nobody who is not safe is ever without a deadline or an alarm. */
final class Guard {
  private final Facts facts;

  Guard(Facts facts) {
    this.facts = facts;
  }

  void judge(Verdict verdict) {
    facts
        .tape()
        .all(Seen.Unguarded.class)
        .forEach(
            it ->
                verdict.violated(
                    "unguarded",
                    it.at(),
                    it.seen().watch() + " participant " + it.seen().participant()));
  }
}
