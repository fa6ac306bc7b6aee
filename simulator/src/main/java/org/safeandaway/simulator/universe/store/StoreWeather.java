package org.safeandaway.simulator.universe.store;

import java.time.Duration;
import org.safeandaway.hub.desk.DeskStore;
import org.safeandaway.hub.watch.WatchId;

/** What befalls the database, transaction by transaction. */
public interface StoreWeather {

  /** How a transaction ends, decided before it begins. */
  enum Fate {
    COMMITTED,
    /** No connection could be had. */
    NOT_BEGUN,
    /** The connection broke before the commit: nothing of it is there. */
    ROLLED_BACK,
    /** The connection broke during the commit, and all of it is there. */
    COMMITTED_UNHEARD
  }

  Fate fate(DeskStore.Lane lane);

  /** How long somebody else goes on holding the lock of this watch; zero if nobody does. */
  Duration lockedElsewhere(WatchId watch);

  /** Nothing ever goes wrong. */
  static StoreWeather fair() {
    return new StoreWeather() {
      @Override
      public Fate fate(DeskStore.Lane lane) {
        return Fate.COMMITTED;
      }

      @Override
      public Duration lockedElsewhere(WatchId watch) {
        return Duration.ZERO;
      }
    };
  }
}
