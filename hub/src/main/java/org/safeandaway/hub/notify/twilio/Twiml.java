package org.safeandaway.hub.notify.twilio;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** What Twilio does in a call, in its own language. */
final class Twiml {
  /** A whole document is at most 4000 characters, and says its words twice. */
  private static final int LONGEST_WORDS = 1200;

  private static final String TAKE = "Press 1 to take this alarm.";
  private static final int SECONDS_TO_PRESS = 12;

  private Twiml() {}

  /**
   * Says something twice.
   *
   * @param action is told the digit that was pressed; absent if none can be
   */
  static String call(String words, @Nullable URI action) {
    String bounded = words.substring(0, Math.min(LONGEST_WORDS, words.length()));
    if (action == null) {
      String open = say(bounded + " Open Safe and Away to take it.");
      return document(open + "<Pause length=\"1\"/>" + open);
    }
    String offer = say(bounded + " " + TAKE);
    return document(
        gather(action, offer + "<Pause length=\"2\"/>" + offer)
            + say("You pressed nothing. Nobody has taken the alarm by this call. Goodbye."));
  }

  /** Says something and waits for another digit. */
  static String again(String words, URI action) {
    return document(gather(action, say(words + " " + TAKE)));
  }

  /** Says something and ends the call. */
  static String end(String words) {
    return document(say(words) + "<Hangup/>");
  }

  private static String gather(URI action, String inside) {
    return "<Gather input=\"dtmf\" numDigits=\"1\" timeout=\""
        + SECONDS_TO_PRESS
        + "\" method=\"POST\" action=\""
        + escaped(action.toString())
        + "\">"
        + inside
        + "</Gather>";
  }

  private static String say(String words) {
    return "<Say language=\"en-GB\">" + escaped(words) + "</Say>";
  }

  private static String document(String inside) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response>" + inside + "</Response>";
  }

  private static String escaped(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            each -> {
              switch (each) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&apos;");
                // XML knows no other control characters, not even escaped.
                default -> safe.appendCodePoint(each < ' ' || each == 0xFFFE ? ' ' : each);
              }
            });
    return safe.toString();
  }
}
