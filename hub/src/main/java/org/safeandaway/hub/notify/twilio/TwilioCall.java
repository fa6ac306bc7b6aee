package org.safeandaway.hub.notify.twilio;

import static org.safeandaway.hub.notify.twilio.TwilioApi.text;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.notify.Channel;
import org.safeandaway.hub.notify.Notice;
import org.safeandaway.hub.notify.PhoneNumber;
import org.safeandaway.hub.notify.ProviderHttp;
import org.safeandaway.hub.policy.ChannelKind;

/**
 * A telephone call that says what has happened, twice. Whether a person or a voicemail heard it,
 * nobody can tell but by the digit: a call in which none was pressed has reached nobody (rule
 * ESC-3).
 */
public final class TwilioCall implements Channel.Tracked {
  private static final String WHAT = "Calls";

  /** As long as a telephone rings before most voicemails answer. */
  private static final String RINGS_SECONDS = "30";

  private final TwilioSettings settings;
  private final Digits digits;
  private final @Nullable TwilioApi api;

  TwilioCall(TwilioSettings settings, ProviderHttp http, Digits digits) {
    this.settings = settings;
    this.digits = digits;
    this.api = TwilioApi.of(settings, http);
  }

  @Override
  public String name() {
    return "twilio-call";
  }

  @Override
  public String title() {
    return "Telephone call by Twilio";
  }

  @Override
  public ChannelKind kind() {
    return ChannelKind.CALL;
  }

  @Override
  public String about() {
    return "A call to the person's own telephone, by an account at Twilio. A voice says what has"
        + " happened, and pressing 1 takes the alarm. A voicemail takes nothing.";
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
                settings.from() == null
                    ? Optional.of(
                        "Set safeandaway.notify.twilio.from, the number that calls; a messaging"
                            + " service cannot call.")
                    : Optional.empty());
  }

  @Override
  public Optional<String> limits() {
    if (missing().isPresent() || settings.takesDigits()) {
      return Optional.empty();
    }
    return Optional.of(
        settings.hub() == null
            ? "Whoever is called cannot take the alarm by pressing 1: that needs a public HTTPS"
                + " address of the hub, safeandaway.public-address. The call says to open the page."
            : "Whoever is called cannot take the alarm by pressing 1: the account's auth token is"
                + " needed to know that it is Twilio who says so, safeandaway.notify.twilio.token.");
  }

  @Override
  public Outcome send(Notice notice) throws InterruptedException {
    Optional<PhoneNumber> to = TwilioSms.mobile(notice);
    PhoneNumber from = settings.from();
    if (to.isEmpty()) {
      return new Outcome.Failed("no telephone number is noted, or none that can be reached", true);
    }
    if (api == null || from == null) {
      return new Outcome.Failed(missing().orElse(""));
    }
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("To", to.get().e164());
    fields.put("From", from.e164());
    fields.put("Timeout", RINGS_SECONDS);
    fields.put(
        "Twiml",
        Twiml.call(
            notice.marked(notice.spoken()),
            settings.takesDigits() ? digits.offer(notice.id()) : null));
    return api.create(WHAT, fields);
  }

  @Override
  public Delivery look(String reference) throws InterruptedException {
    return api == null
        ? new Delivery.Pending()
        : api.look(WHAT, reference, "call", call -> delivery(reference, text(call, "status")));
  }

  private Delivery delivery(String call, String status) {
    return switch (status) {
      case "completed" -> heard(call);
      case "busy" -> notReached("engaged");
      case "no-answer" -> notReached("nobody answered");
      case "failed" -> notReached("the call could not be put through");
      case "canceled" -> notReached("the call was cancelled");
      // Whatever is new, and what is still going on: queued, initiated, ringing, in-progress.
      default -> new Delivery.Pending();
    };
  }

  /** How a call ends tells of the telephone that was called: Twilio has called it. */
  private static Delivery notReached(String why) {
    return new Delivery.Failed(why, true);
  }

  private Delivery heard(String call) {
    if (digits.wasPressed(call)) {
      return new Delivery.Delivered();
    }
    return notReached(
        settings.takesDigits()
            ? "answered, and nobody pressed 1: perhaps a voicemail"
            : "answered, perhaps by a voicemail: without a public HTTPS address nobody can press 1");
  }
}
