package org.safeandaway.hub.desk.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.safeandaway.hub.desk.DeskStore.Lane;

/**
 * The desk's connections: each lane has its own, kept open, so that a panic neither waits for one
 * nor has to open one.
 *
 * <p>Every wait has a limit, the server's and ours, so that a lane is never stuck for longer than
 * these. The commit waits for the disk whatever the server's configuration says.
 */
public final class Lanes implements AutoCloseable {
  /** Source of the first three: architecture.md. */
  static final Duration LOCK_TIMEOUT = Duration.ofMillis(500);

  private static final Duration IDLE_IN_TRANSACTION = Duration.ofSeconds(2);
  private static final Duration STATEMENT_TIMEOUT = Duration.ofSeconds(5);

  /** Longer than a statement may take, so that the server's word comes first if it lives. */
  private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(7);

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

  private final Map<Lane, HikariDataSource> pools = new EnumMap<>(Lane.class);

  public Lanes(LaneSettings settings) {
    for (Lane lane : Lane.values()) {
      pools.put(lane, new HikariDataSource(pool(settings, lane)));
    }
  }

  private static HikariConfig pool(LaneSettings settings, Lane lane) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("desk-" + lane.name().toLowerCase(java.util.Locale.ROOT));
    config.setJdbcUrl(settings.url());
    config.setUsername(settings.user());
    config.setPassword(settings.password());
    config.setMaximumPoolSize(2);
    config.setMinimumIdle(1);
    config.setAutoCommit(false);
    config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    config.setConnectionTimeout(CONNECT_TIMEOUT.toMillis());
    config.setValidationTimeout(CONNECT_TIMEOUT.toMillis() / 2);
    config.setKeepaliveTime(Duration.ofSeconds(30).toMillis());
    // The hub starts without its database too, and says so instead of dying.
    config.setInitializationFailTimeout(-1);
    config.addDataSourceProperty("ApplicationName", "safeandaway " + config.getPoolName());
    config.addDataSourceProperty("connectTimeout", CONNECT_TIMEOUT.toSeconds());
    config.addDataSourceProperty("socketTimeout", SOCKET_TIMEOUT.toSeconds());
    config.addDataSourceProperty("tcpKeepAlive", "true");
    config.addDataSourceProperty(
        "options",
        "-c lock_timeout="
            + LOCK_TIMEOUT.toMillis()
            + " -c idle_in_transaction_session_timeout="
            + IDLE_IN_TRANSACTION.toMillis()
            + " -c statement_timeout="
            + STATEMENT_TIMEOUT.toMillis()
            + " -c synchronous_commit=on -c jit=off -c timezone=UTC");
    return config;
  }

  Connection connection(Lane lane) throws SQLException {
    HikariDataSource pool = pools.get(lane);
    if (pool == null) {
      throw new IllegalStateException("no pool for " + lane);
    }
    return pool.getConnection();
  }

  @Override
  public void close() {
    pools.values().forEach(HikariDataSource::close);
  }
}
