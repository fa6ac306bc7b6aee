package org.safeandaway.hub.rules;

import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.database.Database;
import org.safeandaway.hub.database.Row;
import org.safeandaway.hub.desk.stored.PolicyCodec;
import org.safeandaway.hub.desk.stored.UnreadableState;
import org.safeandaway.hub.policy.Policy;
import org.safeandaway.hub.watch.PersonId;

/** The versions of the policy. A version is never changed; a change is the next one. */
@Singleton
public class PolicyRows {
  private static final String NEWEST =
      "select version, rules from policy order by version desc limit 1";

  private final Database database;

  public PolicyRows(Database database) {
    this.database = database;
  }

  public Policy newest() {
    return database
        .row(PolicyRows::policy, NEWEST)
        .orElseThrow(() -> new IllegalStateException("the schema begins with a first version"));
  }

  /** As they were in a version; empty if there is none such. */
  public Optional<Policy> version(int version) {
    return database.row(
        PolicyRows::policy, "select version, rules from policy where version = ?", version);
  }

  /**
   * A version as it was saved.
   *
   * @param by the name of whoever saved it; absent if nobody who is known did
   */
  public record Saved(Policy policy, @Nullable String by, Instant at) {}

  /** The versions that came after one, the oldest first; the newest fifty if there are more. */
  public List<Saved> since(int version) {
    return database
        .rows(
            row -> new Saved(policy(row), row.textOrNull("name"), row.instant("saved_at")),
            """
            select y.version, y.rules, y.saved_at, p.name
            from policy y left join person p on p.id = y.saved_by
            where y.version > ? order by y.version desc limit 50
            """,
            version)
        .reversed();
  }

  /** Saves these rules as the next version; the version they name is not used. */
  public Policy save(Policy rules, PersonId by) {
    return database.transaction(
        statements -> {
          alone(statements);
          return next(statements, rules, by);
        });
  }

  /**
   * Saves what this makes of the newest rules as the next version; nobody else's change comes
   * between. Rules that stay as they are make no version.
   */
  public Policy change(UnaryOperator<Policy> change, PersonId by) {
    return database.transaction(
        statements -> {
          alone(statements);
          Policy newest = statements.rows(PolicyRows::policy, NEWEST).getFirst();
          Policy changed = change.apply(newest);
          return changed.equals(newest) ? newest : next(statements, changed, by);
        });
  }

  private static void alone(Database.Statements statements) throws SQLException {
    statements.change("lock table policy in exclusive mode");
  }

  private static Policy next(Database.Statements statements, Policy rules, PersonId by)
      throws SQLException {
    String json = PolicyCodec.encode(rules);
    int version =
        statements
            .rows(
                row -> row.number("version"),
                """
                insert into policy (version, rules, saved_by, saved_at)
                select max(version) + 1, ?::jsonb, ?, clock_timestamp() from policy
                returning version
                """,
                json,
                by.value())
            .getFirst();
    return decode(version, json);
  }

  private static Policy policy(Row row) throws SQLException {
    return decode(row.number("version"), row.text("rules"));
  }

  private static Policy decode(int version, String json) {
    try {
      return PolicyCodec.decode(version, json);
    } catch (UnreadableState e) {
      throw new IllegalStateException("a stored policy cannot be read", e);
    }
  }
}
