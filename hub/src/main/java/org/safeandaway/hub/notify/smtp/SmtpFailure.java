package org.safeandaway.hub.notify.smtp;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.util.MailConnectException;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.notify.Channel.Outcome;

/**
 * What a mail server's refusal means: by RFC 5321 a code that begins with 4 passes, one that begins
 * with 5 stays. Nothing of the server's own words is passed on, since they repeat addresses.
 *
 * <p>Many servers wait until a recipient is named before they refuse whoever sends: Postfix so by
 * default ({@code smtpd_delay_reject}) with 554 5.7.1, Exchange Online with 550 5.7.64. What a
 * refusal is about is said by the enhanced code (RFC 3463): 5.1 the address, 5.2 the mailbox, but
 * 5.1.7 and 5.1.8 the sender's address. Without one, 550, 551 and 553 are about the mailbox.
 */
final class SmtpFailure {
  /** As the library reports an answer where it has no exception of its own for it. */
  private static final Pattern CODE =
      Pattern.compile("^([245][0-9]{2})[ -]|response: ([245][0-9]{2})\\b");

  private static final Pattern ENHANCED =
      Pattern.compile("^5[0-9]{2}[ -](5\\.[0-9]{1,3}\\.[0-9]{1,3})\\b");
  private static final Pattern OF_RECIPIENT = Pattern.compile("5\\.1\\.(?![78]$).*|5\\.2\\..*");
  private static final Set<Integer> OF_MAILBOX = Set.of(550, 551, 553);

  private SmtpFailure() {}

  static Outcome outcome(MessagingException failure) {
    List<Throwable> causes = causes(failure);
    Optional<SMTPAddressFailedException> refused = first(causes, SMTPAddressFailedException.class);
    if (refused.isPresent()) {
      int code = refused.get().getReturnCode();
      return isAboutRecipient(code, refused.get().getMessage())
          ? coded(code, "does not take this recipient", true)
          : coded(code, "refuses", false);
    }
    Optional<AuthenticationFailedException> unknown =
        first(causes, AuthenticationFailedException.class);
    if (unknown.isPresent()) {
      int code = code(List.of(unknown.get())).orElse(535);
      return coded(code, "does not take the user name and password", false);
    }
    OptionalInt code = code(causes);
    if (code.isPresent()) {
      return coded(code.getAsInt(), "refuses", false);
    }
    if (first(causes, CertificateException.class).isPresent()) {
      return new Outcome.Failed("the mail server’s certificate is not one to trust");
    }
    boolean network =
        first(causes, IOException.class).isPresent()
            || first(causes, MailConnectException.class).isPresent();
    return network
        ? new Outcome.TryLater(null, "the mail server is not reached")
        : new Outcome.Failed("the mail server does not encrypt, or is none");
  }

  /** It was refused when the recipient was named. */
  private static boolean isAboutRecipient(int code, @Nullable String words) {
    Matcher enhanced = ENHANCED.matcher(words == null ? "" : words.strip());
    return enhanced.find()
        ? OF_RECIPIENT.matcher(enhanced.group(1)).matches()
        : OF_MAILBOX.contains(code);
  }

  private static Outcome coded(int code, String what, boolean recipient) {
    String words = "the mail server " + what + " (" + code + ")";
    return code / 100 == 4
        ? new Outcome.TryLater(null, words)
        : new Outcome.Failed(words, recipient);
  }

  private static OptionalInt code(List<Throwable> causes) {
    for (Throwable cause : causes) {
      int code =
          switch (cause) {
            case SMTPSendFailedException e -> e.getReturnCode();
            case SMTPSenderFailedException e -> e.getReturnCode();
            case MessagingException e -> inWords(e.getMessage());
            default -> 0;
          };
      if (code >= 400) {
        return OptionalInt.of(code);
      }
    }
    return OptionalInt.empty();
  }

  private static int inWords(@Nullable String words) {
    Matcher code = CODE.matcher(words == null ? "" : words.strip());
    if (!code.find()) {
      return 0;
    }
    return Integer.parseInt(code.group(1) == null ? code.group(2) : code.group(1));
  }

  /** Both of the chains that a MessagingException has, which may meet. */
  private static List<Throwable> causes(Throwable failure) {
    List<Throwable> all = new ArrayList<>();
    collect(failure, all);
    return all;
  }

  private static void collect(@Nullable Throwable failure, List<Throwable> all) {
    if (failure == null || all.contains(failure)) {
      return;
    }
    all.add(failure);
    if (failure instanceof MessagingException chained) {
      collect(chained.getNextException(), all);
    }
    collect(failure.getCause(), all);
  }

  private static <T> Optional<T> first(List<Throwable> causes, Class<T> type) {
    return causes.stream().filter(type::isInstance).map(type::cast).findFirst();
  }
}
