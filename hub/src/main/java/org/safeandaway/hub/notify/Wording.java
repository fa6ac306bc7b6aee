package org.safeandaway.hub.notify;

import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.safeandaway.protocol.AlarmKind;

/**
 * Puts a message into words: what has happened, to whom, since when, and what to do about it. They
 * are read by somebody whose telephone has just rung in a meeting. The mark of a drill is put in
 * front by the channel.
 *
 * @param school as its staff call it
 * @param zone in which times are said
 * @param address of the hub, for the link; absent if it is not configured
 */
public record Wording(String school, ZoneId zone, @Nullable URI address) {
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.UK);
  static final String DRILL = "DRILL";

  Notice notice(OutboxMessage message) {
    return switch (message.news()) {
      case ALARM -> alarm(message);
      case TAKEN, CLOSED -> standDown(message);
    };
  }

  private Notice alarm(OutboxMessage message) {
    String mark = message.drill() ? DRILL : null;
    URI link = address == null ? null : address.resolve("/alarms/" + message.alarm());
    String happened = happened(message);
    return new Notice(
        message.id(),
        message.recipient(),
        "Safe & Away, " + school + ": " + title(message.kind()),
        happened + " " + ask(message, link),
        "This is Safe and Away, for " + school + ". " + happened + " " + spokenAsk(message),
        link,
        message.code(),
        message.alarm().toString(),
        message.kind().name(),
        mark);
  }

  /** There is nothing to answer and nothing to open: whoever reads it can go on with their day. */
  private Notice standDown(OutboxMessage message) {
    boolean taken = message.news() == Notice.News.TAKEN;
    String by = message.by() == null ? "Somebody" : message.by();
    // A drill that a real alarm ended was closed by nobody.
    boolean byNobody = !taken && message.by() == null;
    String alarm = "the alarm" + about(message);
    String done =
        byNobody
            ? "The alarm" + about(message) + " is closed."
            : by + (taken ? " has taken " : " has closed ") + alarm + ".";
    String words = done + " You need do nothing about it." + covertly(message.kind());
    return new Notice(
        message.id(),
        message.recipient(),
        "Safe & Away, "
            + school
            + ": "
            + title(message.kind())
            + (taken ? ", " + by + " has it" : ", closed"),
        words,
        "This is Safe and Away, for " + school + ". " + words,
        null,
        null,
        message.alarm().toString(),
        message.kind().name(),
        message.drill() ? DRILL : null,
        message.news());
  }

  /** Which of several: people are on many visits, and one visit may have many alarms. */
  private String about(OutboxMessage message) {
    String who = message.subject() == null ? "" : " about " + message.subject();
    String since = CLOCK.format(message.occurredAt().atZone(zone));
    return who + " (" + title(message.kind()) + ", " + since + ")";
  }

  private static String covertly(AlarmKind kind) {
    return kind.isCovert() ? " Do not ring or text them." : "";
  }

  private String happened(OutboxMessage message) {
    String who = message.subject() == null ? "Somebody" : message.subject();
    String since = " (" + CLOCK.format(message.occurredAt().atZone(zone)) + ")";
    String what =
        switch (message.kind()) {
          case PANIC -> who + " pressed panic" + since + ".";
          case DURESS ->
              who
                  + " gave the secret signal for duress"
                  + since
                  + ". Do not ring or text them, and tell nobody who may be with them.";
          case MISSED_CHECK_IN -> who + " has missed a check-in" + since + ".";
          case OVERDUE -> who + " is not safe and away" + since + ".";
          case NOT_ARRIVED -> who + " has not arrived" + since + ".";
          case LOST_CONTACT -> "Nothing is heard of the wearable of " + who + since + ".";
          case ADVICE -> who + " asks to be rung" + since + ".";
          case TECHNICAL -> "Safe & Away itself needs somebody to look at it" + since + ".";
          case NOT_WATCHED -> "Visits are open, and nobody watches the board" + since + ".";
          case UNKNOWN -> "An alarm was raised" + since + ".";
        };
    return message.current() == null || message.current().wording().isBlank()
        ? what
        : what + " " + message.current().wording().strip();
  }

  private static String title(AlarmKind kind) {
    return switch (kind) {
      case PANIC -> "panic";
      case DURESS -> "duress";
      case MISSED_CHECK_IN -> "missed check-in";
      case OVERDUE -> "not safe and away";
      case NOT_ARRIVED -> "not arrived";
      case LOST_CONTACT -> "lost contact";
      case ADVICE -> "call me";
      case TECHNICAL -> "technical trouble";
      case NOT_WATCHED -> "nobody watches";
      case UNKNOWN -> "an alarm";
    };
  }

  private static String ask(OutboxMessage message, @Nullable URI link) {
    String page = link == null ? "Open it in Safe & Away" : "Open " + link;
    if (message.isQuestion()) {
      return "You have this alarm. Are you still on it? "
          + page
          + " and say so, or it goes to others.";
    }
    String still =
        message.round() > 1 ? "Still nobody has taken it. " : "Nobody has taken it yet. ";
    return message.code() == null
        ? still + page + " to take it."
        : still + "To take it, reply " + message.code() + ". " + page + ".";
  }

  private static String spokenAsk(OutboxMessage message) {
    return message.round() > 1
        ? "Still nobody has taken this alarm. "
        : "Nobody has taken this alarm yet. ";
  }

  /** As a voice reads it: 4, 8, 2. */
  static String digits(String code) {
    return code.chars().mapToObj(Character::toString).collect(Collectors.joining(", "));
  }

  /** What a channel sends when somebody wants to see that it works. */
  Notice test(long id, Notice.@Nullable Recipient recipient, Instant at) {
    String text =
        "This is a test of Safe & Away, "
            + school
            + ", at "
            + CLOCK.format(at.atZone(zone))
            + ". Nothing has happened. You need do nothing.";
    return new Notice(
        id,
        recipient,
        "Safe & Away, " + school,
        text,
        text.replace("&", "and"),
        address,
        null,
        null,
        "TEST",
        "TEST");
  }
}
