package org.safeandaway.hub.desk.postgres;

import org.safeandaway.hub.desk.DeskContract;
import org.safeandaway.hub.desk.StoreUnderTest;

class PostgresDeskTest extends DeskContract {
  @Override
  protected StoreUnderTest makeStore() {
    return new PostgresUnderTest();
  }
}
