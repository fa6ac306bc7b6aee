package org.safeandaway.simulator.parts;

import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/** PostgreSQL in a container. */
final class DockerDatabase extends DockerPart implements Database {
  private static final int INNER_PORT = 5432;
  private static final String NAME = "safeandaway";

  private final String password;

  DockerDatabase() {
    this(Account.withRandomPassword(NAME).password());
  }

  private DockerDatabase(String password) {
    super(container(password), INNER_PORT);
    this.password = password;
  }

  private static PostgreSQLContainer container(String password) {
    return new PostgreSQLContainer(DockerImageName.parse("postgres:17"))
        .withUsername(NAME)
        .withPassword(password)
        .withDatabaseName(NAME)
        // Testcontainers' own command switches syncing off.
        .withCommand("postgres", "-c", "fsync=on", "-c", "synchronous_commit=on");
  }

  @Override
  boolean answers() {
    return Sql.answers(url("postgres"), NAME, password);
  }

  @Override
  public void clear() {
    Sql.recreate(url("postgres"), NAME, password, NAME);
  }

  @Override
  public String jdbcUrl() {
    return "jdbc:postgresql://" + host() + ":" + port() + "/" + NAME;
  }

  private String url(String database) {
    return "jdbc:postgresql://%s:%d/%s?connectTimeout=2&socketTimeout=20"
        .formatted(host(), port(), database);
  }

  @Override
  public String user() {
    return NAME;
  }

  @Override
  public String password() {
    return password;
  }
}
