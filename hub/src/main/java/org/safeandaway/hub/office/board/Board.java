package org.safeandaway.hub.office.board;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.office.Vocabulary;
import org.safeandaway.hub.visit.AlarmView;

/**
 * What the board shows below its sentence.
 *
 * @param alarms open ones, the largest first
 * @param out everybody who is out, in the order of their next promise
 * @param coming visits of today that have not begun
 * @param finished those who are safe and away today
 * @param drill when the next drill begins that was announced; absent if there is none
 */
public record Board(
    List<AlarmView> alarms,
    List<Card> out,
    List<Coming> coming,
    List<Finished> finished,
    @Nullable Instant drill) {
  public Board {
    alarms = List.copyOf(alarms);
    out = List.copyOf(out);
    coming = List.copyOf(coming);
    finished = List.copyOf(finished);
  }

  Board announcing(@Nullable Instant begins) {
    return new Board(alarms, out, coming, finished, begins);
  }

  /** How near a promise is, as a colour, a shape and a word. */
  public enum Level {
    CALM,
    AMBER,
    RED;

    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /**
   * Somebody who is out.
   *
   * @param id of the card, the same at each rendering
   * @param phase in words
   * @param promise the next; absent if none is open
   * @param agreedEnd of the visit
   * @param wearable absent if they wear none
   * @param alarm the largest open one about them; absent if none
   * @param questions what the office is asked about them, in words
   */
  public record Card(
      String id,
      String visit,
      String name,
      String place,
      String phase,
      @Nullable Promise promise,
      Instant agreedEnd,
      @Nullable Wearable wearable,
      @Nullable AlarmView alarm,
      List<String> questions) {
    public Card {
      questions = List.copyOf(questions);
    }

    /** Somebody who is out and has promised nothing is not well: nothing would raise an alarm. */
    public Level level(Instant now) {
      if (alarm != null) {
        return Level.RED;
      }
      return promise == null ? Level.AMBER : promise.level(now);
    }
  }

  /**
   * An open promise, and the time in which it is to be kept.
   *
   * @param kind a constant of {@code Deadline.Kind}
   * @param from when it was given
   * @param amberAt when the wearer is reminded of it
   * @param at when it is to be kept
   */
  public record Promise(String kind, Instant from, Instant amberAt, Instant at) {
    public Level level(Instant now) {
      if (!at.isAfter(now)) {
        return Level.RED;
      }
      return amberAt.isAfter(now) ? Level.CALM : Level.AMBER;
    }

    public String keeps() {
      return Vocabulary.promise(kind);
    }

    public String broke() {
      return Vocabulary.promiseBroken(kind);
    }

    /** How much of its time is left, from 0 to 1. */
    public double left(Instant now) {
      double whole = at.toEpochMilli() - from.toEpochMilli();
      double rest = at.toEpochMilli() - now.toEpochMilli();
      return whole <= 0 ? 0 : Math.clamp(rest / whole, 0, 1);
    }
  }

  /**
   * A wearable as it was when last heard.
   *
   * @param heardAt absent if it never was
   * @param silent it was not heard for longer than the policy allows
   */
  public record Wearable(
      String id,
      @Nullable Instant heardAt,
      boolean silent,
      @Nullable Integer battery,
      @Nullable Integer link) {
    /** Below this share of its charge a wearable is to be changed or charged. */
    private static final int LOW_BATTERY = 20;

    private static final int WEAK_LINK = 25;

    public boolean isBatteryLow() {
      return battery != null && battery < LOW_BATTERY;
    }

    public boolean isLinkWeak() {
      return link != null && link < WEAK_LINK;
    }
  }

  /**
   * A visit that has not begun.
   *
   * @param who its visitors, in words
   * @param late nobody has begun it, and it should have
   */
  public record Coming(
      String visit,
      String who,
      String place,
      Instant expectedArrival,
      boolean late,
      List<Lack> lacks) {
    public Coming {
      lacks = List.copyOf(lacks);
    }
  }

  /**
   * What a visit still lacks, and where to mend it.
   *
   * @param words as "not authorised"
   * @param mend the verb of its link
   * @param path of the page
   */
  public record Lack(String words, String mend, String path) {}

  /**
   * Somebody who is safe and away.
   *
   * @param closedAt when their visit ended; absent while the others' goes on
   * @param words how it ended
   */
  public record Finished(
      String visit, String name, String place, @Nullable Instant closedAt, String words) {}
}
