package org.safeandaway.simulator.universe.store;

import org.safeandaway.hub.desk.DeskContract;
import org.safeandaway.hub.desk.StoreUnderTest;

/** The desk does on the model what it does on PostgreSQL. */
class ModelDeskTest extends DeskContract {
  @Override
  protected StoreUnderTest makeStore() {
    return new ModelUnderTest();
  }
}
