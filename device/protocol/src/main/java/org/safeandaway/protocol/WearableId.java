package org.safeandaway.protocol;

import java.util.regex.Pattern;

/**
 * The opaque name of a wearable, as it stands in its topics. It is never {@code hub}, which is the
 * hub's own place in the topic tree, and holds no character that MQTT gives a meaning to.
 *
 * @param value 1 to 32 of {@code a–z 0–9 -}, beginning with a letter
 */
public record WearableId(String value) implements Comparable<WearableId> {
  private static final Pattern SHAPE = Pattern.compile("[a-z][a-z0-9-]{0,31}");

  public WearableId {
    if (!isValid(value)) {
      throw new IllegalArgumentException(
          "a wearable id is 1 to 32 of a-z, 0-9 and -, begins with a letter, and is not 'hub': "
              + value);
    }
  }

  /** Whether {@code value} may stand in a topic as a wearable's name. */
  public static boolean isValid(String value) {
    return SHAPE.matcher(value).matches() && !value.equals("hub");
  }

  @Override
  public int compareTo(WearableId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
