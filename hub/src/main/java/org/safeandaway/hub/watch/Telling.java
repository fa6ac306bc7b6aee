package org.safeandaway.hub.watch;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.policy.ChannelKind;

/**
 * One message that a step of the ladder sends: to whom, by what.
 *
 * @param step of the plan, counted from 0; {@link #ASKED} for "still on it?"
 * @param person absent for a channel that reaches whoever listens
 */
public record Telling(int step, @Nullable PersonId person, ChannelKind channel)
    implements Comparable<Telling> {
  /** In place of a step: the one who has the alarm is asked whether they are still on it. */
  public static final int ASKED = -1;

  private static final Comparator<Telling> ORDER =
      Comparator.comparingInt(Telling::step)
          .thenComparing(
              Telling::person, Comparator.nullsFirst(Comparator.comparing(PersonId::value)))
          .thenComparing(Telling::channel);

  @Override
  public int compareTo(Telling other) {
    return ORDER.compare(this, other);
  }
}
