package org.safeandaway.hub.notify;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A telephone number as every network knows it (E.164). People write numbers as their country does;
 * here that is the United Kingdom: {@code 07700 900123}, {@code 0044 7700 900123} and {@code +44
 * (0)7700 900123} are one number.
 *
 * @param e164 such as {@code +447700900123}
 */
public record PhoneNumber(String e164) {
  /** At most 15 digits, by E.164; nothing shorter than 8 is a subscriber's. */
  private static final Pattern SHAPE = Pattern.compile("\\+[1-9][0-9]{7,14}");

  private static final String COUNTRY = "+44";

  public PhoneNumber {
    if (!SHAPE.matcher(e164).matches()) {
      throw new IllegalArgumentException("no telephone number in E.164");
    }
  }

  /** As somebody noted it; empty if it cannot be a number that is reached from everywhere. */
  public static Optional<PhoneNumber> of(String noted) {
    String bare =
        noted.strip().replace("(0)", "").replaceAll("[\\s\\p{Z}().\\-/\\u2010-\\u2015]", "");
    String whole =
        bare.startsWith("00")
            ? "+" + bare.substring(2)
            : bare.startsWith("0") ? COUNTRY + bare.substring(1) : bare;
    return SHAPE.matcher(whole).matches() ? Optional.of(new PhoneNumber(whole)) : Optional.empty();
  }

  /** Goes into logs: its last two digits are enough to know it again. */
  @Override
  public String toString() {
    return "…" + e164.substring(e164.length() - 2);
  }
}
