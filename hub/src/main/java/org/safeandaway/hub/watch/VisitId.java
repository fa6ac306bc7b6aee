package org.safeandaway.hub.watch;

import java.util.regex.Pattern;

/**
 * The opaque name of a visit. It crosses the broker, so it says nothing about who or where.
 *
 * @param value 1 to 40 of {@code A–Z a–z 0–9 -}
 */
public record VisitId(String value) implements Comparable<VisitId> {
  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9-]{1,40}");

  public VisitId {
    if (!isValid(value)) {
      throw new IllegalArgumentException("a visit id is 1 to 40 letters, digits and -: " + value);
    }
  }

  /** Whether {@code value} has the shape of a visit's id. */
  public static boolean isValid(String value) {
    return SHAPE.matcher(value).matches();
  }

  @Override
  public int compareTo(VisitId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
