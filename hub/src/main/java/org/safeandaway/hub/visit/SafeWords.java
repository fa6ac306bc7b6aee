package org.safeandaway.hub.visit;

import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.safeandaway.hub.database.Database;
import org.safeandaway.hub.watch.Happening;
import org.safeandaway.hub.watch.PersonId;
import org.safeandaway.hub.watch.VisitId;
import org.safeandaway.hub.watch.WatchId;

/**
 * Reads the safe word of a visit, for whoever has just had it shown to them (rule PLAN-6). That
 * they asked for it stands in the journal; whether they may see it is read from there, so nobody
 * sees it without a trace.
 */
@Singleton
public class SafeWords {
  /** As long as a difficult telephone call. */
  static final Duration SHOWN_FOR = Duration.ofMinutes(10);

  private final Database database;

  public SafeWords(Database database) {
    this.database = database;
  }

  /**
   * A safe word that somebody may see now.
   *
   * @param until when it is hidden again
   */
  @Serdeable
  public record Shown(String safeWord, Instant until) {
    @Override
    public String toString() {
      return "a safe word until " + until;
    }
  }

  /** Empty unless this person had it shown shortly before now. */
  public Optional<Shown> shown(VisitId visit, PersonId to, Instant now) {
    return database.row(
        row -> new Shown(row.text("word"), row.instant("asked_at").plus(SHOWN_FOR)),
        """
        select w.word, j.at as asked_at
        from visit_safe_word w
        join journal j on j.watch = ? and j.what = ? and j.at > ? and j.stored is not null
          and convert_from(j.stored, 'UTF8')::jsonb ->> 'by' = ?
        where w.visit = ?
        order by j.at desc limit 1
        """,
        WatchId.of(visit).value(),
        Happening.SAFE_WORD_SHOWN.word(),
        now.minus(SHOWN_FOR),
        to.value(),
        visit.value());
  }
}
