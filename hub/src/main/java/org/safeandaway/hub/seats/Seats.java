package org.safeandaway.hub.seats;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.configuration.Settings;
import org.safeandaway.hub.database.Database;
import org.safeandaway.hub.watch.PersonId;
import org.safeandaway.hub.watch.WatchId;
import org.safeandaway.protocol.AlarmKind;

/**
 * The seats before the board, as rows: one for each session in which a page of the office is open.
 * Pages say every ten seconds that they are there, and whether an alarm would be heard in them. A
 * seat counts while that is so and its person has done something there lately.
 */
@Singleton
public class Seats {
  private static final Duration SEEN = Duration.ofSeconds(25);

  private final Database database;
  private final WatchingSettings settings;

  public Seats(Database database, Settings settings) {
    this.database = database;
    this.settings = settings.watching();
  }

  /**
   * One seat as it is now.
   *
   * @param heard an alarm would be heard there
   * @param pressBy until when what its person did last counts; may have passed
   */
  public record Seat(boolean heard, boolean watches, Instant pressBy) {}

  /**
   * Everybody.
   *
   * @param names of those who watch, each once
   * @param out somebody is out, so that it takes somebody to watch
   * @param alarm the open alarm that nobody watches; absent if there is none
   */
  public record Room(List<String> names, boolean out, @Nullable UUID alarm) {
    public Room {
      names = List.copyOf(names);
    }
  }

  /**
   * A page of this session is there. Its first word counts as something that the person did: they
   * have just come.
   *
   * @param sound an alarm would be heard in it
   */
  public void here(UUID session, PersonId person, boolean sound) {
    database.change(
        """
        insert into board_seat as s (session, person, seen_at, sound_at, pressed_at, press_within)
        select ?, ?, now, case when ? then now end, now, make_interval(secs => ?)
        from clock_timestamp() now
        on conflict (session) do update set
          seen_at = excluded.seen_at,
          sound_at = coalesce(excluded.sound_at, least(s.sound_at, excluded.seen_at)),
          pressed_at = least(s.pressed_at, excluded.pressed_at),
          press_within = excluded.press_within
        """,
        session,
        person.value(),
        sound,
        settings.pressEvery().toMillis() / 1000.0);
  }

  /** The person has done something in this session, such as saying that they watch. */
  public void pressed(UUID session) {
    database.change(
        "update board_seat set pressed_at = clock_timestamp() where session = ?", session);
  }

  /** Empty if no page of this session was ever there. */
  public Optional<Seat> seat(UUID session) {
    return database.row(
        row -> new Seat(row.flag("heard"), row.flag("watches"), row.instant("press_by")),
        """
        select coalesce(s.sound_at > clock_timestamp() - make_interval(secs => ?), false) as heard,
          exists (select from watcher w where w.session = s.session) as watches,
          s.pressed_at + s.press_within as press_by
        from board_seat s where s.session = ?
        """,
        (double) SEEN.toSeconds(),
        session);
  }

  public Room room() {
    List<String> names =
        database.rows(
            row -> row.text("name"),
            """
            select p.name from person p where p.id in (select person from watcher)
            order by p.name, p.id limit 20
            """);
    return database
        .row(
            row -> new Room(names, row.flag("out"), alarm(row.textOrNull("alarm"))),
            """
            select somebody_is_out() as out, (
              select a.id::text from alarm a
              where a.watch = ? and a.kind = ? and a.resolved_at is null
              order by a.raised_at limit 1) as alarm
            """,
            WatchId.SITE.value(),
            AlarmKind.NOT_WATCHED.name())
        .orElseThrow();
  }

  private static @Nullable UUID alarm(@Nullable String id) {
    return id == null ? null : UUID.fromString(id);
  }

  /** How long before a press is due the page asks for it. */
  public Duration promptBefore() {
    return settings.promptBefore();
  }
}
