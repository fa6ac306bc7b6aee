package org.safeandaway.hub.office;

import java.util.List;
import java.util.stream.Collectors;
import org.safeandaway.hub.notify.ChannelHealth;
import org.safeandaway.hub.notify.ChannelHealth.State;

/**
 * What the foot says below the channels that fail: by which ways people are told all the same. What
 * was never tried is not counted on. Pure.
 *
 * @param loud what must not be overlooked; empty if some way works
 */
public record WaysLeft(String loud, String words) {
  private static final String YOURSELF = "Watch the board, and telephone people yourself.";

  /**
   * @param channels how each is that is set up
   */
  public static WaysLeft of(List<ChannelHealth> channels) {
    String works = titles(channels, State.WORKS, State.UNREAD);
    if (!works.isEmpty()) {
      return new WaysLeft("", "Alarms are told by: " + works + ".");
    }
    String untried = titles(channels, State.NEVER_USED);
    return untried.isEmpty()
        ? new WaysLeft("Nobody is told of an alarm who does not look at these pages.", YOURSELF)
        : new WaysLeft(
            "No other way is known to work.", "Never tried: " + untried + ". " + YOURSELF);
  }

  private static String titles(List<ChannelHealth> channels, State... states) {
    return channels.stream()
        .filter(each -> List.of(states).contains(each.state()))
        .map(ChannelHealth::title)
        .collect(Collectors.joining(", "));
  }
}
