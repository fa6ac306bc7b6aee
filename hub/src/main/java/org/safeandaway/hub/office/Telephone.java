package org.safeandaway.hub.office;

import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
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
    List<String> found = NUMBER.matcher(noted).results().map(MatchResult::group).toList();
    return "tel:"
        + found.stream()
            .flatMap(each -> read(each).stream())
            .findFirst()
            .map(PhoneNumber::e164)
            .or(() -> found.stream().findFirst().map(first -> first.replaceAll("[^+0-9]", "")))
            .orElse("");
  }

  /** Also the first of two with a stroke between. */
  private static Optional<PhoneNumber> read(String number) {
    return PhoneNumber.of(number).or(() -> PhoneNumber.of(number.split("/", 2)[0]));
  }
}
