package org.safeandaway.hub.security;

import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.database.Database;
import org.safeandaway.hub.watch.PersonId;

/** The bearer tokens of the API. */
@Singleton
public class Tokens {
  private final Database database;

  public Tokens(Database database) {
    this.database = database;
  }

  /** Who holds a token, and what they may do with it. */
  public record Bearer(UUID token, PersonId person, Set<Role> roles) {}

  /**
   * A token in a list; its secret is nowhere.
   *
   * @param lastUsedAt to the minute; absent if never
   */
  @Serdeable
  public record Listed(
      UUID id,
      String name,
      List<String> roles,
      Instant madeAt,
      @Nullable Instant lastUsedAt,
      @Nullable Instant revokedAt) {}

  /**
   * Whose token this is, if it is one that still opens anything. What the person may no longer do,
   * their tokens may not either.
   */
  public Optional<Bearer> bearer(Secret secret) {
    Optional<Used> used =
        database.row(
            row ->
                new Used(
                    new Bearer(
                        row.uuid("id"), new PersonId(row.text("person")), roles(row.texts("may"))),
                    row.flag("to_note")),
            """
            select t.id, t.person,
                   coalesce(t.last_used_at < clock_timestamp() - interval '1 minute', true)
                     as to_note,
                   array(select unnest(t.roles) intersect select unnest(p.roles)) as may
            from api_token t join person p on p.id = t.person
            where t.digest = ? and t.revoked_at is null and p.active
            """,
            secret.digest());
    used.filter(Used::toNote).ifPresent(it -> noteUse(it.bearer().token()));
    return used.map(Used::bearer);
  }

  /** Makes a token; its secret is not to be had again. */
  public Secret make(PersonId person, String name, Collection<Role> roles) {
    Secret secret = Secret.make();
    database.change(
        """
        insert into api_token (name, person, roles, digest, made_at)
        values (?, ?, ?, ?, clock_timestamp())
        """,
        name,
        person.value(),
        roles.stream().map(Role::word).toList(),
        secret.digest());
    return secret;
  }

  public List<Listed> of(PersonId person) {
    return database.rows(
        row ->
            new Listed(
                row.uuid("id"),
                row.text("name"),
                row.texts("roles"),
                row.instant("made_at"),
                row.instantOrNull("last_used_at"),
                row.instantOrNull("revoked_at")),
        "select * from api_token where person = ? order by made_at",
        person.value());
  }

  /** Returns false if the person has no such token that still opens anything. */
  public boolean revoke(PersonId person, UUID token) {
    return database.change(
            """
            update api_token set revoked_at = clock_timestamp()
            where id = ? and person = ? and revoked_at is null
            """,
            token,
            person.value())
        > 0;
  }

  /** To the minute, so that reading does not write each time. */
  private record Used(Bearer bearer, boolean toNote) {}

  private void noteUse(UUID token) {
    database.change("update api_token set last_used_at = clock_timestamp() where id = ?", token);
  }

  private static Set<Role> roles(List<String> words) {
    return words.stream().flatMap(word -> Role.of(word).stream()).collect(Collectors.toSet());
  }
}
