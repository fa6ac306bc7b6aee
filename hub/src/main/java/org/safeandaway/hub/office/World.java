package org.safeandaway.hub.office;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.health.Condition.Ailment;
import org.safeandaway.hub.notify.ChannelHealth;
import org.safeandaway.hub.visit.AlarmView;

/**
 * The state of the world in one sentence, and what is behind it. Every page of the office shows it.
 *
 * @param mood what the band's colour, the title and the icon say
 * @param saying for the band
 * @param title the same for the browser's tab, in few words
 * @param siren which sound to make until somebody has the alarm
 * @param alarms open ones, nobody's first, then the largest, then the oldest
 * @param ailments what is wrong with the hub itself
 * @param channels how each channel is that is set up
 */
public record World(
    Mood mood,
    Saying saying,
    String title,
    Siren siren,
    List<AlarmView> alarms,
    List<Ailment> ailments,
    List<ChannelHealth> channels) {
  public World {
    alarms = List.copyOf(alarms);
    ailments = List.copyOf(ailments);
    channels = List.copyOf(channels);
  }

  /** One that does not say how the channels are. */
  World(
      Mood mood,
      Saying saying,
      String title,
      Siren siren,
      List<AlarmView> alarms,
      List<Ailment> ailments) {
    this(mood, saying, title, siren, alarms, ailments, List.of());
  }

  /** The same, which says so. */
  World with(List<ChannelHealth> how) {
    return new World(mood, saying, title, siren, alarms, ailments, how);
  }

  /** Whether it speaks of a drill. */
  public boolean drill() {
    return !alarms.isEmpty() && alarms.getFirst().drill();
  }

  /**
   * A sentence, perhaps with a clock in it that ticks.
   *
   * @param since counts between the two parts; absent if nothing does
   */
  public record Saying(String before, @Nullable Instant since, String after) {
    static Saying of(String words) {
      return new Saying(words, null, "");
    }

    /** With the clock as it is now. */
    public String read(Times times) {
      return since == null ? before : before + times.relative(since) + after;
    }

    /** To be read aloud: it changes only when something happens, and not with every second. */
    public String spoken(Times times) {
      return since == null ? before : before + "at " + times.at(since) + after;
    }
  }

  /** From bad to good. */
  public enum Mood {
    /** An alarm that nobody has. */
    ALARM,
    /** Every open alarm has somebody. */
    OWNED,
    /** Something is wrong with the hub itself. */
    TROUBLE,
    /** A promise is overdue, and not yet an alarm. */
    WAITING,
    WELL;

    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** The three sounds, and none. */
  public enum Siren {
    NONE,
    TECHNICAL,
    OVERDUE,
    HELP;

    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }
}
