package org.safeandaway.hub.office.channels;

import java.time.Instant;
import org.safeandaway.hub.notify.Channel;
import org.safeandaway.hub.notify.ChannelResults.Test;
import org.safeandaway.hub.notify.ChannelTests;
import org.safeandaway.hub.office.Times;

/** How far a test has come, in a sentence. Pure. */
public final class TestWords {
  private TestWords() {}

  /** Whether more may still be heard of it. */
  public static boolean isGoingOn(Test test, Channel channel, Instant now) {
    boolean ended =
        test.failedAt() != null
            || test.deliveredAt() != null
            || (test.takenAt() != null && !(channel instanceof Channel.Tracked));
    return !ended && now.isBefore(test.at().plus(ChannelTests.FORGOTTEN));
  }

  /** Without who asked for it, and when. */
  public static String of(Test test, Channel channel, Times times) {
    boolean tracked = channel instanceof Channel.Tracked;
    boolean goingOn = isGoingOn(test, channel, times.instant());
    if (test.failedAt() != null) {
      return "It did not get through at "
          + times.second(test.failedAt())
          + ": "
          + test.failure()
          + ".";
    }
    if (test.deliveredAt() != null) {
      return "It arrived at " + times.second(test.deliveredAt()) + ".";
    }
    if (test.takenAt() != null) {
      String taken = "It was taken at " + times.second(test.takenAt()) + ".";
      if (!tracked) {
        return taken + " Look whether it is there.";
      }
      return taken
          + (goingOn
              ? " Waiting to hear whether it arrives…"
              : " Whether it arrived was not said within a minute.");
    }
    return goingOn ? "It is being sent…" : "Nothing more was heard of it. Send another.";
  }
}
