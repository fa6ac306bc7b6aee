package org.safeandaway.hub.seats;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.database.Database;
import org.safeandaway.hub.desk.DeskDoor;
import org.safeandaway.hub.desk.DeskInput;
import org.safeandaway.hub.desk.DeskStore;
import org.safeandaway.hub.desk.HubTime;
import org.safeandaway.hub.health.Recurring;
import org.safeandaway.hub.watch.WatchId;
import org.safeandaway.protocol.AlarmKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every two seconds whether somebody watches while anybody is out. Every hub does; what they
 * saw is one row, so they agree about since when nobody does.
 *
 * <ol>
 *   <li>Since when: from the first look that found nobody. If no hub had looked for a while before,
 *       or the clock was set, it is from now: while no hub runs, no page can say that it is there.
 *   <li>For longer than the grace: one alarm, by that instant. While one is open there is no other;
 *       when a person has closed it and still nobody watches, the time begins again.
 *   <li>For a while longer than that: the wearers are told, whatever became of the alarm, since
 *       what they are told has to be true. That does not depend on any alarm, so it cannot tell of
 *       a covert one. When looks fail they are told too, since nobody can know.
 * </ol>
 */
public final class Lookout implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Lookout.class);
  private static final Duration EVERY = Duration.ofSeconds(2);

  /** Several looks may fail; a hub that starts afresh takes longer than this. */
  private static final Duration BLIND = Duration.ofSeconds(20);

  /**
   * An alarm is closed in hub time, which runs ahead of a clock that was set back; seats and looks
   * are in the clock's.
   */
  private static final String LOOK =
      """
      with seen as (
        select clock_timestamp() as now, somebody_is_out() and not board_is_watched() as nobody),
      looked as (
        update lookout l set looked_at = s.now,
          nobody_since = case
            when not s.nobody then null
            when l.nobody_since is null or l.looked_at < s.now - interval '%d seconds'
              or l.looked_at > s.now + interval '5 seconds' then s.now
            else l.nobody_since end
        from seen s
        returning l.looked_at, l.nobody_since)
      select looked_at, nobody_since,
        (select max(a.resolved_at) from alarm a where a.watch = ? and a.kind = ?)
          - (select ahead_of_clock from site) as closed_at,
        exists (select from alarm a
          where a.watch = ? and a.kind = ? and a.resolved_at is null) as alarmed
      from looked
      """
          .formatted(BLIND.toSeconds());

  private final Database database;
  private final DeskDoor desk;
  private final WatchingSettings settings;
  private final Recurring looks;
  private final HubTime.Monotonic monotonic;
  private volatile boolean watched = true;

  /** When a look last saw anything, by the monotonic clock. */
  private volatile Duration sawAt;

  /**
   * @param desk which is told that nobody watches
   */
  public Lookout(Database database, DeskDoor desk, WatchingSettings settings) {
    this(database, desk, settings, () -> Duration.ofNanos(System.nanoTime()));
  }

  Lookout(
      Database database, DeskDoor desk, WatchingSettings settings, HubTime.Monotonic monotonic) {
    this.database = database;
    this.desk = desk;
    this.settings = settings;
    this.monotonic = monotonic;
    this.sawAt = monotonic.elapsed();
    this.looks = new Recurring("lookout", EVERY, EVERY, this::look);
  }

  /**
   * What one look saw.
   *
   * @param nobodySince absent while somebody watches, or nobody is out
   * @param closedAt when an alarm that nobody watches was last closed; absent if none ever was
   * @param alarmed one is open
   */
  record Sight(
      Instant at, @Nullable Instant nobodySince, @Nullable Instant closedAt, boolean alarmed) {

    /** Since when it is time for an alarm that nobody watches; absent if it is not. */
    @Nullable Instant alarmSince(Duration grace) {
      if (nobodySince == null || alarmed) {
        return null;
      }
      Instant since = closedAt != null && closedAt.isAfter(nobodySince) ? closedAt : nobodySince;
      return at.isBefore(since.plus(grace)) ? null : since;
    }

    /** Whether wearers may believe that a person watches. */
    boolean isWatched(Duration untilTold) {
      return nobodySince == null || at.isBefore(nobodySince.plus(untilTold));
    }
  }

  public void start() {
    sawAt = monotonic.elapsed();
    looks.start();
  }

  /**
   * Whether wearers may believe that a person watches, as it was when last looked. Once no look has
   * seen anything for a while, nobody can know, so nobody may believe it.
   */
  public boolean isWatched() {
    return watched && monotonic.elapsed().minus(sawAt).compareTo(BLIND) <= 0;
  }

  /** Looks now. */
  void look() {
    String site = WatchId.SITE.value();
    String kind = AlarmKind.NOT_WATCHED.name();
    try {
      database
          .row(
              row ->
                  new Sight(
                      row.instant("looked_at"),
                      row.instantOrNull("nobody_since"),
                      row.instantOrNull("closed_at"),
                      row.flag("alarmed")),
              LOOK,
              site,
              kind,
              site,
              kind)
          .ifPresent(this::saw);
    } catch (DeskStore.Outage outage) {
      // The desk has connections of its own and may well commit: the pulse says after a while that
      // nobody watches.
      LOG.warn("nobody knows whether somebody watches: {}", outage.getMessage());
    }
  }

  private void saw(Sight sight) {
    sawAt = monotonic.elapsed();
    boolean now = sight.isWatched(settings.grace().plus(settings.wearersAfter()));
    if (now != watched) {
      LOG.warn(now ? "somebody watches again" : "nobody watches: the wearers are told");
    }
    watched = now;
    Instant since = sight.alarmSince(settings.grace());
    if (since != null && desk.lay(new DeskInput.NotWatched(since, settings.backup())).isEmpty()) {
      LOG.warn("the desk is full: that nobody watches is laid on it at the next look");
    }
  }

  @Override
  public void close() {
    looks.close();
  }
}
