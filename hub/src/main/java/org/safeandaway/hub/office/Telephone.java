package org.safeandaway.hub.office;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.safeandaway.hub.notify.PhoneNumber;

/**
 * A number as somebody noted it, to be dialled by one press. The same one is dialled as messages go
 * to: {@code +44 (0)7700 900123} is +447700900123. Pure.
 */
public final class Telephone {
  /** All that belongs to a number; a word behind it ("ext 12", "mum's") does not. */
  private static final Pattern NUMBER =
      Pattern.compile("[+0-9][0-9\\s\\p{Z}().\\-/\\u2010-\\u2015]*");

  private Telephone() {}

  /**
   * For {@code href}: the whole number where it can be read, else its digits, such as those of 999
   * or of an extension.
   */
  public static String link(String noted) {
    Matcher number = NUMBER.matcher(noted);
    String first = number.find() ? number.group() : "";
    return "tel:"
        + PhoneNumber.of(first)
            // Two of them, with a stroke between.
            .or(() -> PhoneNumber.of(first.split("/", 2)[0]))
            .map(PhoneNumber::e164)
            .orElseGet(() -> first.replaceAll("[^+0-9]", ""));
  }
}
