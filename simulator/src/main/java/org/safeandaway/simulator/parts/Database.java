package org.safeandaway.simulator.parts;

/** A PostgreSQL server that really syncs at commit, with one database for the hub. */
public interface Database extends Part {
  /** Where the hub's database is, without credentials. The same as long as the part exists. */
  String jdbcUrl();

  String user();

  String password();

  /**
   * Drops the hub's database with all that is in it, and whoever is connected, and makes it new.
   */
  void clear();
}
