package org.safeandaway.hub.health;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.configuration.Settings;
import org.safeandaway.hub.database.Database;
import org.safeandaway.hub.desk.DeskStore;
import org.safeandaway.hub.desk.HubTime;
import org.safeandaway.hub.uplink.Uplink;
import org.safeandaway.hub.watch.Canary;
import org.safeandaway.hub.watch.WatchId;
import org.safeandaway.protocol.WearableId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the canary of this hub check in, through the broker, as a wearable does; and looks whether
 * the next check-in, which never comes, was missed in time. What a canary proves no part can say of
 * itself: that an alarm would come through all of them.
 */
@Singleton
public final class CanaryWatch {
  private static final Logger LOG = LoggerFactory.getLogger(CanaryWatch.class);

  static final Duration EVERY = Duration.ofSeconds(60);

  /** A check-in may get lost; two may not. */
  static final Duration SILENCE = Duration.ofSeconds(150);

  /** No deadline is later, whatever fails. */
  static final Duration LATE = Duration.ofSeconds(5);

  private static final Duration KEPT = Duration.ofDays(1);
  private static final int SHOWN = 5;

  private final Database database;
  private final HubTime time;
  private final Uplink uplink;
  private final WearableId canary;
  private final AtomicLong seq = new AtomicLong();
  private volatile Instant since;
  private volatile List<String> troubles = List.of();

  /**
   * A check-in that was missed, as it should be.
   *
   * @param armedAt when the check-in before it was stored
   */
  public record Result(Instant armedAt, Instant dueAt, Instant firedAt) {
    public Duration late() {
      return Duration.between(dueAt, firedAt);
    }
  }

  CanaryWatch(Settings settings, Database database, HubTime time, Uplink uplink) {
    this.database = database;
    this.time = time;
    this.uplink = uplink;
    this.canary = Canary.of(settings.mqtt().hub());
    this.since = time.now();
  }

  /** From now on results are waited for: what was armed before says nothing about this start. */
  void begin() {
    since = time.now();
  }

  /** A check-in, after which none comes. */
  public void sing() {
    uplink.checkIn(canary, seq.incrementAndGet());
    try {
      purge();
    } catch (DeskStore.Outage outage) {
      LOG.debug("old canaries are kept until the database answers: {}", outage.getMessage());
    }
  }

  private void purge() {
    Instant before = time.now().minus(KEPT);
    String watch = WatchId.of(canary).value();
    database.change(
        "delete from deadline where watch = ? and state <> 'OPEN' and due_at < ?", watch, before);
    database.change(
        "delete from inbound where id >= ? and id < ? and stepped and received_at < ?",
        "event/" + canary + "/",
        // The sign after '/', so that the range is that of the prefix.
        "event/" + canary + "0",
        before);
  }

  /** Looks now whether the canary still sings. */
  public void look() {
    try {
      List<Result> last = results(1);
      troubles = troubles(last.isEmpty() ? null : last.getFirst());
    } catch (DeskStore.Outage outage) {
      LOG.debug("the canary cannot be looked at now: {}", outage.getMessage());
    }
  }

  private List<String> troubles(@Nullable Result last) {
    Duration silent = Duration.between(last == null ? since : last.firedAt(), time.now());
    if (silent.compareTo(SILENCE) > 0) {
      return List.of("no canary has come through for " + silent.toSeconds() + " s");
    }
    return last != null && last.late().compareTo(LATE) > 0
        ? List.of("the last canary was " + last.late().toSeconds() + " s late")
        : List.of();
  }

  /** What was wrong when last looked at; empty if nothing was. */
  List<String> troubles() {
    return troubles;
  }

  /** The last ones of this start, the newest first. */
  public List<Result> results() {
    return results(SHOWN);
  }

  private List<Result> results(int most) {
    return database.rows(
        row ->
            new Result(row.instant("promised_at"), row.instant("due_at"), row.instant("fired_at")),
        """
        select promised_at, due_at, fired_at from deadline
        where watch = ? and kind = 'CANARY' and state = 'FIRED' and promised_at >= ?
        order by generation desc limit ?
        """,
        WatchId.of(canary).value(),
        since,
        most);
  }
}
