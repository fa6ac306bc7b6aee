package org.safeandaway.hub.office.channels;

import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.notify.Channel;
import org.safeandaway.hub.notify.ChannelHealth;
import org.safeandaway.hub.notify.ChannelResults;
import org.safeandaway.hub.office.forms.Sheet;

/**
 * One channel, as the page shows it.
 *
 * @param missing what to do before it can send; absent if it can
 * @param result absent if nothing was ever sent by it
 * @param test its form
 * @param preferred among those of its kind that are set up
 */
public record ChannelRow(
    Channel channel,
    @Nullable String missing,
    ChannelHealth health,
    ChannelResults.@Nullable Result result,
    Sheet test,
    boolean preferred) {

  public boolean isSetUp() {
    return missing == null;
  }

  /** A word for how it is, with a colour's name and a shape. */
  public record Looks(String word, String state, String shape) {}

  public Looks looks() {
    return switch (health.state()) {
      case WORKS -> new Looks("Works", "well", "well");
      case FAILS -> new Looks("Does not work", "alarm", "trouble");
      case UNREAD -> new Looks("Answers are not read", "alarm", "trouble");
      case NEVER_USED -> new Looks("Never tried", "wait", "waiting");
      case NOT_SET_UP -> new Looks("Not set up", "info", "wrench");
    };
  }
}
