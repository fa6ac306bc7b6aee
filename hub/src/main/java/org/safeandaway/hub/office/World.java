package org.safeandaway.hub.office;

import java.util.List;
import org.safeandaway.hub.visit.AlarmView;

/**
 * The state of the world in one sentence, and what is behind it. Every page of the office shows it.
 *
 * @param mood what the band's colour, the title and the icon say
 * @param sentence for the band
 * @param title the same for the browser's tab, in few words
 * @param siren which sound to make until somebody has the alarm
 * @param alarms open ones, nobody's first, then the oldest
 */
public record World(Mood mood, String sentence, String title, Siren siren, List<AlarmView> alarms) {
  public World {
    alarms = List.copyOf(alarms);
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
