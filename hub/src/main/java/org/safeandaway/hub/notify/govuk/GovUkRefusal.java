package org.safeandaway.hub.notify.govuk;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.safeandaway.hub.notify.Channel.Delivery;
import org.safeandaway.hub.notify.Channel.Outcome;
import uk.gov.service.notify.NotificationClientException;

/**
 * What GOV.UK Notify says when it does not take something. Source:
 * docs.notifications.service.gov.uk, "Error codes" of its Java client.
 *
 * @param status of the answer; 0 if there was none
 * @param error its word for it, such as {@code AuthError}; empty if it says none. Its sentences are
 *     not passed on, since they may repeat the recipient
 * @param ofRecipient whether it is about the number or address, and not about the school's account
 */
record GovUkRefusal(int status, String error, boolean ofRecipient) {
  private static final Pattern ERROR = Pattern.compile("\"error\"\\s*:\\s*\"([A-Za-z]{1,40})\"");
  private static final Pattern RECIPIENT =
      Pattern.compile("\"message\"\\s*:\\s*\"(phone_number|email_address) ");
  private static final int TOO_MANY = 429;
  private static final int NOT_FOUND = 404;

  static GovUkRefusal of(NotificationClientException e) {
    String words = e.getMessage() == null ? "" : e.getMessage();
    Matcher error = ERROR.matcher(words);
    return new GovUkRefusal(
        e.getHttpResult(), error.find() ? error.group(1) : "", RECIPIENT.matcher(words).find());
  }

  Outcome outcome() {
    String words = words();
    // The day's limit does not pass before midnight, and an alarm does not wait for it.
    boolean overForToday = error.equals("TooManyRequestsError");
    boolean stays = status == TOO_MANY ? overForToday : status / 100 == 4;
    return stays ? new Outcome.Failed(words, ofRecipient) : new Outcome.TryLater(null, words);
  }

  Delivery delivery() {
    return status == NOT_FOUND
        ? new Delivery.Failed("GOV.UK Notify does not know it")
        : new Delivery.Pending();
  }

  private String words() {
    if (status == 0) {
      return "the network failed";
    }
    return "answered " + status + (error.isEmpty() ? "" : " " + error);
  }
}
