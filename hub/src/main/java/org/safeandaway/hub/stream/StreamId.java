package org.safeandaway.hub.stream;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which event of the stream.
 *
 * @param epoch of the database: one that is restored from a backup counts the same positions again,
 *     for other events
 * @param position in the chain of the journal, from 1; 0 is before everything
 */
record StreamId(String epoch, long position) {
  private static final Pattern SHAPE = Pattern.compile("([A-Za-z0-9]{1,64})-([0-9]{1,18})");

  /** Empty if these are the words of somebody else. */
  static Optional<StreamId> of(String text) {
    Matcher matcher = SHAPE.matcher(text);
    return matcher.matches()
        ? Optional.of(new StreamId(matcher.group(1), Long.parseLong(matcher.group(2))))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return epoch + "-" + position;
  }
}
