package org.safeandaway.hub.visit;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.database.Database;
import org.safeandaway.hub.watch.PersonId;

/** Finds out which visits a list shows, and in which order; {@link VisitReads} reads them. */
@Singleton
public class VisitSearch {
  private final Database database;

  public VisitSearch(Database database) {
    this.database = database;
  }

  /**
   * Which visits. What is absent does not matter.
   *
   * @param of who planned it or goes on it
   * @param person who goes on it
   * @param words in what it is for, where, or who goes on it; empty if they do not matter
   * @param from the earliest expected arrival
   * @param before later than every expected arrival
   * @param newestFirst else the earliest arrival comes first
   */
  public record Query(
      @Nullable PersonId of,
      VisitReads.@Nullable Stage stage,
      @Nullable PersonId person,
      String words,
      @Nullable Instant from,
      @Nullable Instant before,
      boolean newestFirst) {

    /** Every visit. */
    public static Query all() {
      return new Query(null, null, null, "", null, null, true);
    }

    public Query of(@Nullable PersonId whose) {
      return new Query(whose, stage, person, words, from, before, newestFirst);
    }

    public Query in(VisitReads.@Nullable Stage other) {
      return new Query(of, other, person, words, from, before, newestFirst);
    }

    public Query between(@Nullable Instant begin, @Nullable Instant end) {
      return new Query(of, stage, person, words, begin, end, newestFirst);
    }

    public Query earliestFirst() {
      return new Query(of, stage, person, words, from, before, false);
    }
  }

  /** The ids of those from {@code offset} on, at most {@code most}. */
  public List<String> ids(Query query, int offset, int most) {
    String stage = query.stage() == null ? null : query.stage().name();
    String of = query.of() == null ? null : query.of().value();
    String person = query.person() == null ? null : query.person().value();
    String like = "%" + query.words().replaceAll("([\\\\%_])", "\\\\$1") + "%";
    return database.rows(
        row -> row.text("id"),
        """
        select v.id from visit v join watch w on w.id = 'visit/' || v.id
        where (?::text is null or w.stage = ?)
          and (?::text is null or v.planned_by = ? or exists (
            select 1 from visit_visitor o where o.visit = v.id and o.person = ?))
          and (?::text is null or exists (
            select 1 from visit_visitor o where o.visit = v.id and o.person = ?))
          and (? = '%%' or v.place ilike ? or v.purpose ilike ? or v.address ilike ? or exists (
            select 1 from visit_visitor o join person p on p.id = o.person
            where o.visit = v.id and p.name ilike ?))
          and (?::timestamptz is null or v.expected_arrival >= ?)
          and (?::timestamptz is null or v.expected_arrival < ?)
        order by
        """
            + (query.newestFirst() ? "v.expected_arrival desc, v.id" : "v.expected_arrival, v.id")
            + " limit ? offset ?",
        stage,
        stage,
        of,
        of,
        of,
        person,
        person,
        like,
        like,
        like,
        like,
        like,
        query.from(),
        query.from(),
        query.before(),
        query.before(),
        most,
        offset);
  }
}
