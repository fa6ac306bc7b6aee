package org.safeandaway.hub.security;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which passwords are allowed: long ones that are not obvious. No rule says which characters must
 * be in it, since such rules make passwords worse. Source: NIST SP 800-63B, 5.1.1.2.
 *
 * <p>A password is obvious if too little is left of it without the words that everybody tries, runs
 * along the keyboard or the alphabet, and the person's own name.
 */
public final class PasswordRule {
  public static final int SHORTEST = 12;

  /** Nobody types more by hand; a limit keeps what must be hashed small. */
  public static final int LONGEST = 200;

  private static final int LEAST_LEFT = 6;
  private static final int LEAST_DIFFERENT = 5;
  private static final int RUN = 4;
  private static final int SHORTEST_WORD = 3;

  private static final List<String> TRIED_BY_EVERYBODY =
      List.of(
          "password",
          "passwort",
          "passphrase",
          "welcome",
          "letmein",
          "iloveyou",
          "administrator",
          "admin",
          "safeandaway",
          "safe",
          "away",
          "school",
          "academy",
          "primary",
          "secret",
          "monkey",
          "dragon",
          "football",
          "liverpool",
          "arsenal",
          "chelsea",
          "sunshine",
          "princess",
          "superman",
          "trustno",
          "changeme",
          "teacher",
          "office");

  private static final List<String> LINES =
      List.of(
          "abcdefghijklmnopqrstuvwxyz",
          "qwertyuiop",
          "asdfghjkl",
          "zxcvbnm",
          "01234567890",
          "1qaz2wsx3edc4rfv");

  private PasswordRule() {}

  /**
   * What is wrong with it, as a sentence; empty if nothing is.
   *
   * @param names the person's own: name, id, e-mail
   */
  public static Optional<String> wrong(String password, Stream<String> names) {
    int length = password.codePointCount(0, password.length());
    if (length < SHORTEST) {
      return Optional.of(
          "A password has at least " + SHORTEST + " characters. Three or four words do well.");
    }
    if (length > LONGEST) {
      return Optional.of("A password has at most " + LONGEST + " characters.");
    }
    if (isObvious(plain(password), names)) {
      return Optional.of(
          "This password is easily guessed: it is your name, a common word, or a row of keys. Take"
              + " three or four words that have nothing to do with you.");
    }
    return Optional.empty();
  }

  private static boolean isObvious(String password, Stream<String> names) {
    String left = password;
    List<String> words =
        Stream.concat(TRIED_BY_EVERYBODY.stream(), names.flatMap(PasswordRule::words))
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
    for (String word : words) {
      left = left.replace(word, "");
    }
    left = withoutRuns(left);
    return left.length() < LEAST_LEFT || left.chars().distinct().count() < LEAST_DIFFERENT;
  }

  private static Stream<String> words(String name) {
    return Arrays.stream(plain(name).split("[^\\p{L}\\p{N}]+"))
        .filter(word -> word.length() >= SHORTEST_WORD);
  }

  private static String withoutRuns(String text) {
    StringBuilder left = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      int end = Math.min(at + RUN, text.length());
      String next = text.substring(at, end);
      if (next.length() == RUN && isRun(next)) {
        at = end;
      } else {
        left.append(text.charAt(at++));
      }
    }
    return left.toString();
  }

  private static boolean isRun(String text) {
    String backwards = new StringBuilder(text).reverse().toString();
    return LINES.stream().anyMatch(line -> line.contains(text) || line.contains(backwards));
  }

  private static String plain(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
  }
}
