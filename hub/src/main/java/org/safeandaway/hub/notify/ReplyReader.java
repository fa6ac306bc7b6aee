package org.safeandaway.hub.notify;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.notify.ReplyBook.Outcome;

/**
 * What an answer means.
 *
 * <ol>
 *   <li>One that was dealt with before means nothing more.
 *   <li>Without something that looks like a code nobody takes an alarm (rule ESC-3): an automatic
 *       answer, thanks, STOP. Nobody is answered either, or two machines would talk for ever.
 *   <li>A number that has sent too many wrong codes is not looked at for a while, nor answered.
 *   <li>The code has to be one that was sent to this very number, and not used before.
 *   <li>Whoever has it takes the alarm, and is told what came of it.
 * </ol>
 */
@Singleton
public class ReplyReader {
  /** Wrong codes of one number within {@link #WHILE}, of a million that there are. */
  static final int GUESSES = 5;

  static final Duration WHILE = Duration.ofMinutes(15);

  private static final int CODE_DIGITS = 6;

  /** No shorter one is reached from everywhere in the country. */
  private static final int TELEPHONE_DIGITS = 9;

  private static final Pattern NUMBER = Pattern.compile("[0-9](?:[ -]?[0-9])*");
  private static final String OPEN = " Open Safe & Away to see the alarm.";

  private final ReplyBook book;
  private final Taking taking;

  public ReplyReader(ReplyBook book, Taking taking) {
    this.book = book;
    this.taking = taking;
  }

  /** Deals with it; returns what to answer, if anything. */
  public Optional<String> read(String channel, Channel.Reply reply) {
    if (book.isWritten(reply)) {
      return Optional.empty();
    }
    Verdict verdict = judge(reply);
    boolean first =
        verdict.outcome() != null
            && book.write(channel, reply, sender(reply), verdict.outbox(), verdict.outcome());
    return first ? Optional.ofNullable(verdict.words()) : Optional.empty();
  }

  /**
   * @param outbox the message that it answers; absent if it answers none
   * @param outcome absent if it has to be read again
   * @param words to answer with; absent if nobody is answered
   */
  private record Verdict(
      @Nullable Long outbox, @Nullable Outcome outcome, @Nullable String words) {}

  private static String sender(Channel.Reply reply) {
    return PhoneNumber.of(reply.from()).map(PhoneNumber::e164).orElse(reply.from());
  }

  private Verdict judge(Channel.Reply reply) {
    Optional<PhoneNumber> from = PhoneNumber.of(reply.from());
    Set<String> codes = codes(reply.text());
    if (from.isEmpty() || codes.isEmpty()) {
      return new Verdict(null, Outcome.NO_CODE, null);
    }
    int guesses = book.guesses(from.get().e164(), WHILE);
    if (guesses >= GUESSES) {
      return new Verdict(null, Outcome.GUESSING, null);
    }
    return book.sent().stream()
        .filter(sent -> sent.to().equals(from.get()) && codes.contains(sent.code()))
        .findFirst()
        .map(sent -> answered(sent, reply))
        .orElseGet(() -> wrong(from.get(), guesses + 1 == GUESSES));
  }

  private Verdict answered(ReplyBook.Sent sent, Channel.Reply reply) {
    if (sent.spent()) {
      return new Verdict(sent.outbox(), Outcome.SPENT, "You have used that code already." + OPEN);
    }
    Taking.Taken taken = taking.take(sent.outbox(), "sms", "reply/" + reply.id());
    Outcome outcome =
        switch (taken) {
          case Taking.Theirs theirs -> Outcome.TAKEN;
          case Taking.Others others -> Outcome.LATE;
          case Taking.Over over -> Outcome.LATE;
          case Taking.Refused refused -> Outcome.REFUSED;
          case Taking.NotNow notNow -> null;
        };
    return new Verdict(sent.outbox(), outcome, taken.words());
  }

  private Verdict wrong(PhoneNumber from, boolean last) {
    String shut = last ? " Answers from this number are not looked at for a while now." : "";
    return book.isKnown(from)
        ? new Verdict(
            null, Outcome.WRONG_CODE, "That code is not right, so nothing is taken." + shut + OPEN)
        : new Verdict(
            null,
            Outcome.UNKNOWN_NUMBER,
            "Safe & Away does not know this number, so nothing is taken." + shut);
  }

  /** Six digits, together or as 482 715; not those in a telephone number. */
  static Set<String> codes(String text) {
    Set<String> codes = new HashSet<>();
    Matcher numbers = NUMBER.matcher(text);
    while (numbers.find()) {
      String whole = numbers.group().replaceAll("[ -]", "");
      if (whole.length() == CODE_DIGITS) {
        codes.add(whole);
      } else if (whole.length() < TELEPHONE_DIGITS) {
        Arrays.stream(numbers.group().split("[ -]"))
            .filter(part -> part.length() == CODE_DIGITS)
            .forEach(codes::add);
      }
    }
    return codes;
  }
}
