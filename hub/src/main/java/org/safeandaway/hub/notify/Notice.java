package org.safeandaway.hub.notify;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * One message to one recipient, in words that are ready to send.
 *
 * @param id of the outbox row; the same at each attempt. Negative for a test that somebody asked
 *     for
 * @param recipient absent for a channel that reaches whoever listens
 * @param subject one line
 * @param text a few short sentences; with the code and the link, if there are any
 * @param spoken what a voice says; no link, the code digit by digit
 * @param link opens the alarm, and needs sign-in; absent if the hub's address is not configured
 * @param code by which an SMS reply takes the alarm; absent if it cannot be taken like that
 * @param alarm its opaque id; absent for a test
 * @param about the opaque kind of alarm, for programs, such as {@code PANIC}; {@code TEST}
 * @param mark what all messages of it bear in front, such as "DRILL" or "TEST"; absent for real
 * @param news what it says of the alarm
 */
public record Notice(
    long id,
    @Nullable Recipient recipient,
    String subject,
    String text,
    String spoken,
    @Nullable URI link,
    @Nullable String code,
    @Nullable String alarm,
    String about,
    @Nullable String mark,
    News news) {

  /** What is said of an alarm. */
  public enum News {
    /** It needs somebody. Of a test too, which shows how that would be. */
    ALARM,
    /** A named person has it, and whoever is told need do nothing. */
    TAKEN,
    /** It is closed, and whoever is told need do nothing. */
    CLOSED
  }

  /** That an alarm needs somebody, or a test. */
  public Notice(
      long id,
      @Nullable Recipient recipient,
      String subject,
      String text,
      String spoken,
      @Nullable URI link,
      @Nullable String code,
      @Nullable String alarm,
      String about,
      @Nullable String mark) {
    this(id, recipient, subject, text, spoken, link, code, alarm, about, mark, News.ALARM);
  }

  /**
   * A person, with what is known of how to reach them.
   *
   * @param mobile in E.164 where it was noted so; absent if none is noted
   */
  public record Recipient(
      String person, String name, @Nullable String mobile, @Nullable String email) {}

  /** The words with its mark in front, if it bears one: "DRILL: Asha Patel pressed panic". */
  public String marked(String words) {
    return mark == null ? words : mark + ": " + words;
  }

  @Override
  public String toString() {
    // Goes into logs: no names, no numbers, no code.
    return "notice " + id + " about " + about;
  }
}
