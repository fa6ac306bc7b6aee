package org.safeandaway.simulator.universe.store;

import org.safeandaway.hub.desk.DeskStoreContract;
import org.safeandaway.hub.desk.StoreUnderTest;

class ModelDeskStoreTest extends DeskStoreContract {
  @Override
  protected StoreUnderTest makeStore() {
    return new ModelUnderTest();
  }
}
