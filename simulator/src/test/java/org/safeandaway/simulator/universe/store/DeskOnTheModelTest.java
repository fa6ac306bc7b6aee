package org.safeandaway.simulator.universe.store;

import org.safeandaway.hub.desk.DeskContract;
import org.safeandaway.hub.desk.StoreUnderTest;

class DeskOnTheModelTest extends DeskContract {
  @Override
  protected StoreUnderTest makeStore() {
    return new ModelUnderTest();
  }
}
