package org.safeandaway.hub.office.watching;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.office.Naming;
import org.safeandaway.hub.office.Times;
import org.safeandaway.hub.seats.Seats;

/**
 * Who watches, for one seat.
 *
 * @param who a sentence about everybody
 * @param mine how this seat itself is
 * @param promptAt when its person is to be asked for a press
 * @param pressBy until when their last one counts
 * @param needed somebody is out, so somebody has to watch
 * @param alarm the open alarm that nobody watches, if this seat may offer to close it
 */
public record Watching(
    String who,
    Mine mine,
    Instant promptAt,
    Instant pressBy,
    boolean needed,
    @Nullable UUID alarm,
    Times now) {

  /** How a seat itself is. */
  public enum Mine {
    WATCHES,
    /** An alarm would not be heard there. */
    SILENT,
    /** Its person has done nothing there for too long. */
    AWAY;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Watching of(Seats.Room room, Seats.Seat seat, Instant promptAt, Times now, Naming naming) {
    Mine mine = seat.watches() ? Mine.WATCHES : seat.heard() ? Mine.AWAY : Mine.SILENT;
    return new Watching(
        who(room.names().stream().map(naming::name).toList(), room.out()),
        mine,
        promptAt,
        seat.pressBy(),
        room.out(),
        mine == Mine.WATCHES ? room.alarm() : null,
        now);
  }

  private static String who(List<String> names, boolean needed) {
    if (names.isEmpty()) {
      return needed ? "Nobody is watching, and somebody is out." : "Nobody is watching.";
    }
    String are = names.size() == 1 ? " is" : " are";
    return list(names) + are + " watching, sound on.";
  }

  private static String list(List<String> names) {
    int last = names.size() - 1;
    return last == 0
        ? names.getFirst()
        : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
  }

  /** Nobody does, though somebody has to. */
  public boolean isWrong() {
    return needed && who.startsWith("Nobody");
  }

  /** Of the prompt, by colour, as clocks in the browser go on to change it. */
  public String level() {
    if (mine != Mine.WATCHES) {
      return "red";
    }
    return now.instant().isBefore(promptAt) ? "calm" : "amber";
  }
}
