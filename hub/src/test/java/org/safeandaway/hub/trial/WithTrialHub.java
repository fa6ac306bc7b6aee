package org.safeandaway.hub.trial;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/**
 * For tests that need a hub: all tests of a class share one, on a broker and a new database of its
 * own. Classes run one after the other, so there is never more than one at a time.
 */
public abstract class WithTrialHub {
  protected static TrialBroker broker;
  protected static TrialHub hub;

  @BeforeAll
  static void startHub() {
    broker = new TrialBroker();
    hub = TrialHub.start(TrialDatabase.make(), broker.url());
  }

  @AfterAll
  static void stopHub() {
    hub.close();
    broker.close();
  }
}
