package org.safeandaway.hub.notify.twilio;

import static org.safeandaway.hub.notify.twilio.TwilioApi.number;
import static org.safeandaway.hub.notify.twilio.TwilioApi.text;

import io.micronaut.json.tree.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.notify.Channel;
import org.safeandaway.hub.notify.Notice;
import org.safeandaway.hub.notify.PhoneNumber;
import org.safeandaway.hub.notify.ProviderHttp;
import org.safeandaway.hub.notify.RepliesUnread;
import org.safeandaway.hub.policy.ChannelKind;

/**
 * SMS. People answer with the code in it; what came in is read from the account's list of messages,
 * the newest first, page by page, until the pages are older than what is asked for. A list may be
 * full of what somebody else has sent by the same account; however long it is, the newest answers
 * stand in front.
 *
 * <p>How old something is is told by Twilio's own clock alone, which dates the messages and each
 * answer: hub time may be an hour ahead of it, and this machine's clock be wrong.
 */
public final class TwilioSms implements Channel.Tracked, Channel.Answered {
  private static final String WHAT = "Messages";

  /** Twilio refuses a longer one (error 21617). */
  private static final int LONGEST = 1600;

  private static final int PAGE = 100;
  private static final int PAGES = 20;

  /** After this no further page is asked for, so that all of them together keep to 10 s. */
  private static final Duration ENOUGH = Duration.ofSeconds(5);

  /**
   * What fails for this telephone alone. Everything else may be so for all: an account that is
   * suspended (30002), a sender that the networks take for spam (30007), and what is not known.
   */
  private static final Set<Integer> OF_THE_TELEPHONE = Set.of(21610, 30003, 30004, 30005, 30006);

  private final TwilioSettings settings;
  private final @Nullable TwilioApi api;
  private final @Nullable TwilioApi reading;

  /** Twilio's clock, at its last answer; absent before the first. */
  private volatile @Nullable Instant told;

  TwilioSms(TwilioSettings settings, ProviderHttp http, ProviderHttp impatient) {
    this.settings = settings;
    this.api = TwilioApi.of(settings, http);
    this.reading = TwilioApi.of(settings, impatient);
  }

  @Override
  public String name() {
    return "twilio-sms";
  }

  @Override
  public String title() {
    return "SMS by Twilio";
  }

  @Override
  public ChannelKind kind() {
    return ChannelKind.SMS;
  }

  @Override
  public String about() {
    return "An SMS to the person's own telephone, by an account at Twilio. It is taken by answering with"
        + " the code in it; the hub asks Twilio for answers every few seconds.";
  }

  @Override
  public List<Setting> settings() {
    return settings.shown();
  }

  @Override
  public Optional<String> missing() {
    return settings
        .missingLogin()
        .or(
            () ->
                settings.from() == null && settings.messagingService() == null
                    ? Optional.of(
                        "Set safeandaway.notify.twilio.from, the number that sends, or"
                            + " safeandaway.notify.twilio.messaging-service.")
                    : Optional.empty());
  }

  @Override
  public Outcome send(Notice notice) throws InterruptedException {
    Optional<PhoneNumber> to = mobile(notice);
    if (to.isEmpty()) {
      return new Outcome.Failed("no mobile number is noted, or none that can be reached", true);
    }
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("To", to.get().e164());
    String service = settings.messagingService();
    PhoneNumber from = settings.from();
    if (service != null) {
      fields.put("MessagingServiceSid", service);
    } else if (from != null) {
      fields.put("From", from.e164());
    }
    String text = notice.marked(notice.text());
    fields.put("Body", text.substring(0, Math.min(LONGEST, text.length())));
    return api == null ? new Outcome.Failed(missing().orElse("")) : api.create(WHAT, fields);
  }

  /** Of the person to whom a notice goes; empty if nobody can call it. */
  static Optional<PhoneNumber> mobile(Notice notice) {
    Notice.Recipient recipient = notice.recipient();
    String noted = recipient == null ? null : recipient.mobile();
    return noted == null ? Optional.empty() : PhoneNumber.of(noted);
  }

  @Override
  public Delivery look(String reference) throws InterruptedException {
    return api == null
        ? new Delivery.Pending()
        : api.look(WHAT, reference, "message", TwilioSms::delivery);
  }

  private static Delivery delivery(JsonNode message) {
    String status = text(message, "status");
    return switch (status) {
      case "delivered", "read" -> new Delivery.Delivered();
      case "undelivered", "failed", "canceled", "partially_delivered" ->
          failure(status, number(message, "error_code"));
      // Whatever is new, and what is on its way: accepted, scheduled, queued, sending, sent.
      default -> new Delivery.Pending();
    };
  }

  private static Delivery failure(String status, int code) {
    String why =
        switch (code) {
          case 30003 -> ": the telephone is off or out of reach";
          case 30004 -> ": the number blocks it, or the person has answered STOP";
          case 30005 -> ": nobody has this number";
          case 30006 -> ": the number takes no SMS; is it a landline?";
          case 30007 -> ": the network took it for spam";
          default -> "";
        };
    return new Delivery.Failed(
        "the SMS is " + status + (code == 0 ? "" : ", error " + code) + why,
        OF_THE_TELEPHONE.contains(code));
  }

  @Override
  public List<Reply> replies(Duration back) throws InterruptedException {
    if (reading == null) {
      return List.of();
    }
    long begun = System.nanoTime();
    List<Reply> replies = new ArrayList<>();
    try {
      TwilioApi.Done page = done(reading.messages(which(back)));
      Instant since = now(page).minus(back);
      for (int count = 1; ; count++) {
        List<Message> on = messages(page.body());
        on.stream()
            .filter(message -> message.inbound() && !message.at().isBefore(since))
            .map(Message::reply)
            .forEach(replies::add);
        String next = text(page.body(), "next_page_uri");
        boolean older = on.stream().anyMatch(message -> message.at().isBefore(since));
        boolean enough = count == PAGES || System.nanoTime() - begun > ENOUGH.toNanos();
        if (next.isEmpty() || older || enough) {
          return theOldestFirst(replies);
        }
        page = done(reading.page(next));
      }
    } catch (Unreadable e) {
      throw new RepliesUnread(e.why, theOldestFirst(replies));
    }
  }

  /** A page could not be had; what was read before it is good. */
  private static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    private final String why;

    Unreadable(String why) {
      super(why, null, false, false);
      this.why = why;
    }
  }

  private static List<Reply> theOldestFirst(List<Reply> replies) {
    return replies.stream().sorted(Comparator.comparing(Reply::at)).toList();
  }

  /** The list is by days; the rest is left out here. At first all days are asked for. */
  private Map<String, String> which(Duration back) {
    Map<String, String> which = new LinkedHashMap<>();
    PhoneNumber from = settings.from();
    if (from != null && settings.messagingService() == null) {
      which.put("To", from.e164());
    }
    Instant before = told;
    if (before != null) {
      which.put("DateSent>", before.minus(back).atOffset(ZoneOffset.UTC).toLocalDate().toString());
    }
    which.put("PageSize", String.valueOf(PAGE));
    return which;
  }

  private Instant now(TwilioApi.Done answer) throws Unreadable {
    Instant now = answer.at();
    if (now == null) {
      throw new Unreadable("what answered does not say what time it is");
    }
    told = now;
    return now;
  }

  private static TwilioApi.Done done(TwilioApi.Result result) throws Unreadable {
    return switch (result) {
      case TwilioApi.Done done -> done;
      case TwilioApi.NotDone(Outcome outcome, boolean known) ->
          throw new Unreadable(
              switch (outcome) {
                case Outcome.TryLater later -> later.why();
                case Outcome.Failed failed -> failed.why();
                case Outcome.Accepted accepted -> "Twilio answered something else";
              });
    };
  }

  /** One in the list, of either direction. */
  private record Message(boolean inbound, Reply reply) {
    Instant at() {
      return reply.at();
    }
  }

  /** Those that have a date: what still waits to be sent has none. */
  private static List<Message> messages(JsonNode page) throws Unreadable {
    JsonNode messages = page.get("messages");
    if (messages == null || !messages.isArray()) {
      throw new Unreadable("what answered is not Twilio");
    }
    List<Message> found = new ArrayList<>();
    for (JsonNode each : messages.values()) {
      boolean inbound = text(each, "direction").equals("inbound");
      date(each)
          .map(at -> new Reply(text(each, "sid"), text(each, "from"), text(each, "body"), at))
          .ifPresent(reply -> found.add(new Message(inbound, reply)));
    }
    return found;
  }

  private static Optional<Instant> date(JsonNode message) {
    try {
      return Optional.of(
          ZonedDateTime.parse(text(message, "date_sent"), DateTimeFormatter.RFC_1123_DATE_TIME)
              .toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
