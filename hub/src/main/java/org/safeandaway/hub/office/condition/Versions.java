package org.safeandaway.hub.office.condition;

import jakarta.inject.Singleton;
import org.safeandaway.hub.Application;
import org.safeandaway.hub.database.Database;

/** What runs here, for whoever is asked about it on the telephone. */
@Singleton
class Versions {
  private final Database database;

  Versions(Database database) {
    this.database = database;
  }

  /**
   * @param tables the version of the database's tables
   */
  public record Found(String hub, String java, String postgres, String tables) {}

  Found find() {
    String packaged = Application.class.getPackage().getImplementationVersion();
    return database
        .row(
            row ->
                new Found(
                    packaged == null ? "not packaged" : packaged,
                    Runtime.version().toString(),
                    row.text("postgres"),
                    row.text("tables")),
            """
            select current_setting('server_version') as postgres,
              (select version from flyway_schema_history
               where success and version is not null
               order by installed_rank desc limit 1) as tables
            """)
        .orElseThrow(() -> new IllegalStateException("a setting always has a value"));
  }
}
