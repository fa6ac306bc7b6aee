package org.safeandaway.hub.desk;

import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.safeandaway.hub.policy.Policy;
import org.safeandaway.hub.watch.Office;
import org.safeandaway.hub.watch.Step;
import org.safeandaway.hub.watch.Watch;
import org.safeandaway.hub.watch.WatchId;
import org.safeandaway.hub.watch.WatchInput;

/** Steps watches, but for those that are poisoned: their steps fail, on purpose. */
public final class Poison implements Desk.Stepper {
  private final Set<WatchId> poisoned = new TreeSet<>();

  public void add(WatchId watch) {
    poisoned.add(watch);
  }

  public void cure() {
    poisoned.clear();
  }

  @Override
  public Step step(Watch watch, WatchInput input, Policy policy, Office office, Instant now) {
    boolean generic =
        input instanceof WatchInput.RaiseRegardless || input instanceof WatchInput.FireRegardless;
    if (poisoned.contains(watch.id()) && !generic) {
      throw new IllegalStateException("poison, on purpose");
    }
    return Watch.step(watch, input, policy, office, now);
  }
}
