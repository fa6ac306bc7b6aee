package org.safeandaway.hub.watch;

import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.policy.ChannelKind;

/**
 * One message about an alarm: at which step of its ladder, to whom, by what.
 *
 * @param step of the plan, counted from 0; {@link #ASKED} for "still on it?", {@link #TAKEN} or
 *     {@link #CLOSED} for those who need do nothing more
 * @param person absent for a channel that reaches whoever listens
 */
public record Telling(int step, @Nullable PersonId person, ChannelKind channel)
    implements Comparable<Telling> {
  /** In place of a step: the one who has the alarm is asked whether they are still on it. */
  public static final int ASKED = -1;

  /** In place of a step: those who were told hear that a named person has the alarm. */
  public static final int TAKEN = -2;

  /** In place of a step: those who were told hear that the alarm is closed. */
  public static final int CLOSED = -3;

  private static final Comparator<Telling> ORDER =
      Comparator.comparingInt(Telling::step)
          .thenComparing(
              Telling::person, Comparator.nullsFirst(Comparator.comparing(PersonId::value)))
          .thenComparing(Telling::channel);

  /** Whether it says that there is nothing more to do, for whoever was told before. */
  public boolean isStandDown() {
    return step == TAKEN || step == CLOSED;
  }

  /** To the same person by the same channel, whatever the step. */
  boolean isSameWay(Telling other) {
    return Objects.equals(person, other.person) && channel == other.channel;
  }

  @Override
  public int compareTo(Telling other) {
    return ORDER.compare(this, other);
  }
}
