package org.safeandaway.hub.desk.postgres;

import org.safeandaway.hub.desk.DeskStoreContract;
import org.safeandaway.hub.desk.StoreUnderTest;

class PostgresDeskStoreTest extends DeskStoreContract {
  @Override
  protected StoreUnderTest makeStore() {
    return new PostgresUnderTest();
  }
}
