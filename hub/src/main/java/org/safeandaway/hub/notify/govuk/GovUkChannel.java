package org.safeandaway.hub.notify.govuk;

import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.json.JSONException;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.notify.Bounded;
import org.safeandaway.hub.notify.Channel;
import org.safeandaway.hub.notify.ChannelSettings;
import org.safeandaway.hub.notify.Hidden;
import org.safeandaway.hub.notify.Notice;
import org.safeandaway.hub.notify.NotifySettings;
import org.safeandaway.hub.policy.ChannelKind;
import uk.gov.service.notify.NotificationClient;
import uk.gov.service.notify.NotificationClientException;

/**
 * One of the two ways of GOV.UK Notify, by its own Java client. The words of a message stand in a
 * template at GOV.UK, which leaves all to us: {@code ((text))}, and {@code ((subject))} in an
 * e-mail's.
 *
 * <p>The client has no time limit and hides the header Retry-After, so {@link Bounded} gives it the
 * one, and {@link org.safeandaway.hub.notify.Backoff} waits without the other.
 */
final class GovUkChannel implements Channel.Tracked {
  private static final String LIVE = "https://api.notifications.service.gov.uk";

  /** A name, the service's id and the key itself: two UUIDs. */
  private static final Pattern KEY =
      Pattern.compile(".*(-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}){2}");

  private static final Pattern TEMPLATE =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  /** Its own logger says with a stack trace what the outcome says in words. Held, or it is lost. */
  private static final Logger CLIENT = Logger.getLogger(NotificationClient.class.toString());

  static {
    CLIENT.setLevel(Level.OFF);
    // The client cannot be told so itself: a redirect would take what we send elsewhere.
    HttpURLConnection.setFollowRedirects(false);
  }

  private final Way way;
  private final ChannelSettings settings;
  private final Duration limit;
  private final Optional<Service> service;

  GovUkChannel(Way way, NotifySettings all, Duration limit) {
    this.way = way;
    this.settings = all.of("govuk");
    this.limit = limit;
    Optional<Hidden> key = settings.secret("api-key");
    if (key.filter(value -> !KEY.matcher(value.value()).matches()).isPresent()) {
      throw settings.bad("api-key", "is a key of GOV.UK Notify, whole as it was shown there");
    }
    Optional<String> words = settings.text(way.template);
    if (words.filter(id -> !TEMPLATE.matcher(id).matches()).isPresent()) {
      throw settings.bad(
          way.template, "is the id of a template, such as f33517ff-2a88-4f6e-b855-c550268ce08a");
    }
    String url = settings.address("url").map(Object::toString).orElse(LIVE);
    this.service =
        words.flatMap(
            template ->
                key.map(
                    secret -> new Service(new NotificationClient(secret.value(), url), template)));
  }

  /** The two ways. */
  enum Way {
    SMS("govuk-sms", "SMS by GOV.UK Notify", ChannelKind.SMS, "sms-template"),
    EMAIL("govuk-email", "E-mail by GOV.UK Notify", ChannelKind.EMAIL, "email-template");

    private final String name;
    private final String title;
    private final ChannelKind kind;
    private final String template;

    Way(String name, String title, ChannelKind kind, String template) {
      this.name = name;
      this.title = title;
      this.kind = kind;
      this.template = template;
    }

    private @Nullable String address(Notice.@Nullable Recipient recipient) {
      if (recipient == null) {
        return null;
      }
      return switch (this) {
        case SMS -> recipient.mobile();
        case EMAIL -> recipient.email();
      };
    }
  }

  /** The account, and what the school wrote there for us to fill in. */
  private record Service(NotificationClient client, String template) {}

  @Override
  public String name() {
    return way.name;
  }

  @Override
  public String title() {
    return way.title;
  }

  @Override
  public ChannelKind kind() {
    return way.kind;
  }

  @Override
  public String about() {
    return "The government’s service for messages; many state schools may use it. It cannot bring"
        + " answers back, so nobody takes an alarm by replying to it.";
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        settings.shownSecret("api-key", "an API key of the school’s service at GOV.UK Notify"),
        settings.shown(
            way.template,
            way == Way.SMS
                ? "the id of a text message template whose words are ((text))"
                : "the id of an e-mail template with the subject ((subject)) and the words ((text))"),
        settings.shown("url", "where the service is, if not at GOV.UK"));
  }

  @Override
  public Optional<String> missing() {
    return settings.missing("api-key", way.template);
  }

  @Override
  public Outcome send(Notice notice) throws InterruptedException {
    if (service.isEmpty()) {
      return new Outcome.Failed("not configured");
    }
    String address = way.address(notice.recipient());
    if (address == null) {
      return new Outcome.Failed("no number or address is noted", true);
    }
    try {
      return asking(() -> taken(service.get(), address, notice))
          .<Outcome>map(Outcome.Accepted::new)
          .orElse(new Outcome.TryLater(null, "no answer within " + limit.toSeconds() + " s"));
    } catch (NotificationClientException e) {
      return GovUkRefusal.of(e).outcome();
    } catch (JSONException e) {
      return new Outcome.TryLater(null, "answered what cannot be read");
    }
  }

  private String taken(Service service, String address, Notice notice)
      throws NotificationClientException {
    Map<String, String> words =
        Map.of("subject", notice.marked(notice.subject()), "text", notice.marked(notice.text()));
    String reference = Long.toString(notice.id());
    return switch (way) {
      case SMS ->
          service
              .client()
              .sendSms(service.template(), address, words, reference)
              .getNotificationId()
              .toString();
      case EMAIL ->
          service
              .client()
              .sendEmail(service.template(), address, words, reference)
              .getNotificationId()
              .toString();
    };
  }

  @Override
  public Delivery look(String reference) throws InterruptedException {
    if (service.isEmpty()) {
      return new Delivery.Pending();
    }
    try {
      return asking(() -> service.get().client().getNotificationById(reference).getStatus())
          .map(GovUkChannel::delivery)
          .orElseGet(Delivery.Pending::new);
    } catch (NotificationClientException e) {
      return GovUkRefusal.of(e).delivery();
    } catch (JSONException e) {
      return new Delivery.Pending();
    }
  }

  /** Source: the statuses of docs.notifications.service.gov.uk, "Get message status". */
  private static Delivery delivery(String status) {
    return switch (status) {
      case "delivered" -> new Delivery.Delivered();
      // There is no such number or mailbox, or it is switched off or full.
      case "permanent-failure", "temporary-failure" -> new Delivery.Failed(status, true);
      // Between GOV.UK Notify and its provider.
      case "technical-failure" -> new Delivery.Failed(status);
      // Created, sending, pending; and "sent": to a country whose networks say no more.
      default -> new Delivery.Pending();
    };
  }

  /** Empty if nothing came in time. */
  private <T> Optional<T> asking(Callable<T> question)
      throws InterruptedException, NotificationClientException {
    try {
      return Bounded.within(limit, question);
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case NotificationClientException refused -> throw refused;
        case JSONException unreadable -> throw unreadable;
        case null, default ->
            throw new IllegalStateException("asking GOV.UK Notify failed", e.getCause());
      }
    }
  }
}
