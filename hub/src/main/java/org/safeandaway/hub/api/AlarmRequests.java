package org.safeandaway.hub.api;

import org.safeandaway.hub.watch.Alarm;

/** What is sent about alarms. */
public final class AlarmRequests {
  private static final int LONGEST = 2000;

  private AlarmRequests() {}

  /** The words of a note. */
  public static String words(Fields fields) {
    return fields.text("words", LONGEST);
  }

  /** How an alarm ended. */
  public record Resolution(Alarm.Reason reason, String words, boolean safeWordChecked) {
    public static Resolution read(Fields fields) {
      return new Resolution(
          fields.choice("reason", Alarm.Reason.values()),
          AlarmRequests.words(fields),
          fields.flag("safeWordChecked", false));
    }
  }
}
