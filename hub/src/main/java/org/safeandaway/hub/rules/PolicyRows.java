package org.safeandaway.hub.rules;

import jakarta.inject.Singleton;
import java.util.List;
import org.safeandaway.hub.database.Database;
import org.safeandaway.hub.desk.stored.PolicyCodec;
import org.safeandaway.hub.desk.stored.UnreadableState;
import org.safeandaway.hub.policy.Policy;
import org.safeandaway.hub.watch.PersonId;

/** The versions of the policy. A version is never changed; a change is the next one. */
@Singleton
public class PolicyRows {
  private final Database database;

  public PolicyRows(Database database) {
    this.database = database;
  }

  public Policy newest() {
    return database
        .row(
            row -> decode(row.number("version"), row.text("rules")),
            "select version, rules from policy order by version desc limit 1")
        .orElseThrow(() -> new IllegalStateException("the schema begins with a first version"));
  }

  /** Saves these rules as the next version; the version they name is not used. */
  public Policy save(Policy rules, PersonId by) {
    String json = PolicyCodec.encode(rules);
    List<Integer> version =
        database.transaction(
            statements -> {
              statements.change("lock table policy in exclusive mode");
              return statements.rows(
                  row -> row.number("version"),
                  """
                  insert into policy (version, rules, saved_by, saved_at)
                  select max(version) + 1, ?::jsonb, ?, clock_timestamp() from policy
                  returning version
                  """,
                  json,
                  by.value());
            });
    return decode(version.getFirst(), json);
  }

  private static Policy decode(int version, String json) {
    try {
      return PolicyCodec.decode(version, json);
    } catch (UnreadableState e) {
      throw new IllegalStateException("a stored policy cannot be read", e);
    }
  }
}
