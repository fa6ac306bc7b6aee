package org.safeandaway.hub.watch;

import java.util.regex.Pattern;

/**
 * Which drill.
 *
 * @param value 1 to 40 of {@code A–Z a–z 0–9 -}
 */
public record DrillId(String value) implements Comparable<DrillId> {
  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9-]{1,40}");

  public DrillId {
    if (!isValid(value)) {
      throw new IllegalArgumentException("a drill id is 1 to 40 letters, digits and -: " + value);
    }
  }

  /** Whether {@code value} has the shape of a drill's id. */
  public static boolean isValid(String value) {
    return SHAPE.matcher(value).matches();
  }

  /** The one alarm that it raises. */
  public AlarmId alarm() {
    return AlarmId.of(Cause.drill(this));
  }

  @Override
  public int compareTo(DrillId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
