package org.safeandaway.simulator.faults;

import java.time.Duration;

/**
 * One thing that goes wrong.
 *
 * @param target which hub or which van of the fleet, from 0; the broker, the database and the clock
 *     are one each
 * @param after the one before
 * @param lasts until it is mended; what was killed is then started again
 */
record Fault(Kind kind, int target, Duration after, Duration lasts) {

  /** What can be broken, and how. */
  enum Kind {
    HUB_KILLED("hub killed (-9)", 5, 3000),
    HUB_STOPPED("hub stopped (SIGSTOP)", 5, 6000),
    HUB_LOSES_DATABASE("hub cut from the database", 3, 4000),
    HUB_LOSES_BROKER("hub cut from the broker", 3, 6000),
    BROKER_KILLED("broker killed (-9)", 3, 2000),
    BROKER_STOPPED("broker stopped (SIGSTOP)", 2, 4000),
    DATABASE_KILLED("database killed (-9)", 3, 1000),
    DATABASE_STOPPED("database stopped (SIGSTOP)", 2, 4000),
    WEARABLES_CUT("wearables cut from the broker", 4, 8000),
    WEARABLES_WITHOUT_POWER("wearables without power", 4, 5000),
    CLOCK_FORWARD("clock one hour on", 1, 0),
    CLOCK_BACK("clock one hour back", 1, 0);

    private final String words;
    private final int weight;
    private final int mostMillis;

    Kind(String words, int weight, int mostMillis) {
      this.words = words;
      this.weight = weight;
      this.mostMillis = mostMillis;
    }

    String words() {
      return words;
    }

    /** How often it comes, beside the others. */
    int weight() {
      return weight;
    }

    /** The longest that it lasts, in milliseconds. */
    int mostMillis() {
      return mostMillis;
    }

    boolean isOfAHub() {
      return switch (this) {
        case HUB_KILLED, HUB_STOPPED, HUB_LOSES_DATABASE, HUB_LOSES_BROKER -> true;
        case BROKER_KILLED,
            BROKER_STOPPED,
            DATABASE_KILLED,
            DATABASE_STOPPED,
            WEARABLES_CUT,
            WEARABLES_WITHOUT_POWER,
            CLOCK_FORWARD,
            CLOCK_BACK ->
            false;
      };
    }

    /** What it takes from whoever fires deadlines. */
    boolean stopsDeadlines() {
      return switch (this) {
        case HUB_KILLED, HUB_STOPPED, HUB_LOSES_DATABASE, DATABASE_KILLED, DATABASE_STOPPED -> true;
        case HUB_LOSES_BROKER,
            BROKER_KILLED,
            BROKER_STOPPED,
            WEARABLES_CUT,
            WEARABLES_WITHOUT_POWER,
            CLOCK_FORWARD,
            CLOCK_BACK ->
            false;
      };
    }
  }

  @Override
  public String toString() {
    String which =
        switch (kind) {
          case HUB_KILLED, HUB_STOPPED, HUB_LOSES_DATABASE, HUB_LOSES_BROKER -> " " + (target + 1);
          case WEARABLES_CUT, WEARABLES_WITHOUT_POWER -> " of van " + (target + 1);
          case BROKER_KILLED,
              BROKER_STOPPED,
              DATABASE_KILLED,
              DATABASE_STOPPED,
              CLOCK_FORWARD,
              CLOCK_BACK ->
              "";
        };
    return kind.words() + which + (lasts.isZero() ? "" : ", " + lasts.toMillis() + " ms");
  }
}
