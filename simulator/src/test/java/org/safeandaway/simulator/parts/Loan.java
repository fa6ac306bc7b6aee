package org.safeandaway.simulator.parts;

/** The run's one database server, lent to one test, and given back in working order. */
record Loan(Database database) implements AutoCloseable {
  @Override
  public void close() {
    if (database.isRunning()) {
      database.resume();
    } else {
      database.start();
    }
  }
}
