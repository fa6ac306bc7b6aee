package org.safeandaway.hub.notify.push;

import io.avaje.jsonb.Json;
import io.avaje.jsonb.Jsonb;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.configuration.Settings;
import org.safeandaway.hub.notify.Channel;
import org.safeandaway.hub.notify.ChannelSettings;
import org.safeandaway.hub.notify.Notice;
import org.safeandaway.hub.notify.NotifySettings;
import org.safeandaway.hub.notify.ProviderAnswer;
import org.safeandaway.hub.notify.ProviderHttp;
import org.safeandaway.hub.notify.ProviderHttp.Silence;
import org.safeandaway.hub.notify.PublicAddress;
import org.safeandaway.hub.policy.ChannelKind;
import org.safeandaway.hub.watch.PersonId;

/**
 * A push message to every browser in which the person asked to be told. One that takes it is
 * enough: the others are noted, and told with the next notice. A browser that its push service no
 * longer knows is forgotten.
 */
@Singleton
public final class WebPush implements Channel {
  /** The ladder has climbed long before; a telephone that comes back then shows nothing old. */
  private static final Duration KEPT_FOR = Duration.ofMinutes(10);

  private static final int NOT_FOUND = 404;
  private static final int GONE = 410;
  private static final Jsonb JSON = Jsonb.builder().build();

  private final PushSubscriptions subscriptions;
  private final PushKeys keys;
  private final ProviderHttp http;
  private final ChannelSettings settings;
  private final PushServices services;
  private final @Nullable URI https;
  private final boolean loopback;

  public WebPush(
      PushSubscriptions subscriptions,
      PushKeys keys,
      ProviderHttp http,
      NotifySettings all,
      PublicAddress hub,
      Settings hubs) {
    this(
        subscriptions,
        keys,
        http,
        all.of("push"),
        https(hub.address(), hubs.web().address()),
        ProviderHttp.isThisMachine(hubs.host()));
  }

  /**
   * @param https the hub's address by HTTPS; absent if it has none
   * @param loopback whether it is reached from its own machine only
   */
  WebPush(
      PushSubscriptions subscriptions,
      PushKeys keys,
      ProviderHttp http,
      ChannelSettings settings,
      @Nullable URI https,
      boolean loopback) {
    this.subscriptions = subscriptions;
    this.keys = keys;
    this.http = http;
    this.settings = settings;
    this.services = PushServices.read(settings);
    this.https = https;
    this.loopback = loopback;
    settings
        .text("contact")
        .filter(contact -> !contact.matches("(mailto:[^@\\s]+@[^@\\s]+|https://\\S+)"))
        .ifPresent(
            contact -> {
              throw settings.bad("contact", "is mailto: and an e-mail address, or https://…");
            });
  }

  private static @Nullable URI https(@Nullable URI... addresses) {
    for (URI address : addresses) {
      if (address != null && "https".equals(address.getScheme())) {
        return address;
      }
    }
    return null;
  }

  /** What a browser is told. Its service worker finds the words; there is no name in it. */
  @Json
  record Message(
      String about, @Nullable String alarm, @Nullable String mark, @Nullable String news) {}

  @Override
  public String name() {
    return "web-push";
  }

  @Override
  public String title() {
    return "Push to telephones and browsers";
  }

  @Override
  public ChannelKind kind() {
    return ChannelKind.PUSH;
  }

  @Override
  public String about() {
    return "A message on the lock screen, which vibrates and opens the alarm. Each person asks for it"
        + " on their own telephone, on the page of their account. It names nobody, since anybody"
        + " may see a lock screen.";
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        settings.shown("contact", "whom a push service may write to, as mailto:office@school"),
        settings.shown("services", "addresses of push services beside the well-known ones"));
  }

  @Override
  public Optional<String> missing() {
    return https != null || loopback
        ? Optional.empty()
        : Optional.of(
            "Browsers take push messages only from a page with HTTPS. Set"
                + " safeandaway.public-address, or safeandaway.web.address, to where the hub is"
                + " reached by https://.");
  }

  @Override
  public Optional<String> limits() {
    return https == null && loopback
        ? Optional.of(
            "Only browsers on the hub's own machine can be told: telephones need the hub's HTTPS"
                + " address, safeandaway.public-address.")
        : Optional.empty();
  }

  /** Whether we send to what a browser gives. */
  public boolean isOurs(PushSubscriptions.Given given) {
    return services.address(given.endpoint()).isPresent()
        && Sealing.isWhole(given.p256dh(), given.auth());
  }

  /** For browsers, to ask their push service with. */
  public String publicKey() {
    return keys.pair().open();
  }

  @Override
  public Outcome send(Notice notice) throws InterruptedException {
    Notice.Recipient recipient = notice.recipient();
    List<PushSubscriptions.Device> devices =
        recipient == null ? List.of() : subscriptions.of(new PersonId(recipient.person()));
    if (devices.isEmpty()) {
      return new Outcome.Failed("the person has asked for push on no telephone", true);
    }
    Sealing sealing = new Sealing(keys.pair(), contact());
    String news = notice.news() == Notice.News.ALARM ? null : notice.news().name();
    String message = JSON.toJson(new Message(notice.about(), notice.alarm(), notice.mark(), news));
    return best(all(devices, sealing, message));
  }

  private @Nullable String contact() {
    return settings.text("contact").orElseGet(() -> https == null ? null : https.toString());
  }

  /** All at once, so that together they take no longer than one. */
  private List<Outcome> all(List<PushSubscriptions.Device> devices, Sealing sealing, String message)
      throws InterruptedException {
    try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Outcome>> sent = new ArrayList<>();
      for (PushSubscriptions.Device device : devices) {
        sent.add(each.submit(() -> send(device, sealing, message)));
      }
      List<Outcome> outcomes = new ArrayList<>();
      try {
        for (Future<Outcome> one : sent) {
          outcomes.add(one.get());
        }
      } catch (ExecutionException e) {
        throw new IllegalStateException("a push message was not sent", e.getCause());
      } finally {
        each.shutdownNow();
      }
      return outcomes;
    }
  }

  private Outcome send(PushSubscriptions.Device device, Sealing sealing, String message)
      throws InterruptedException {
    if (services.address(device.given().endpoint()).isEmpty()) {
      return failed(
          device, new Outcome.Failed("its push service is not one that is known here", true));
    }
    var request = sealing.request(device.given(), message, (int) KEPT_FOR.toSeconds());
    return switch (http.ask(request)) {
      case ProviderAnswer answer when answer.isGood() -> {
        subscriptions.taken(device);
        yield new Outcome.Accepted(null);
      }
      case ProviderAnswer answer when isGone(answer.status()) -> {
        subscriptions.gone(device);
        yield new Outcome.Failed("the browser does not want to be told any more", true);
      }
      case ProviderAnswer answer -> failed(device, answer.refusal());
      case Silence silence -> failed(device, silence.outcome());
    };
  }

  private static boolean isGone(int status) {
    return status == NOT_FOUND || status == GONE;
  }

  private Outcome failed(PushSubscriptions.Device device, Outcome outcome) {
    subscriptions.failed(
        device,
        switch (outcome) {
          case Outcome.Failed failed -> failed.why();
          case Outcome.TryLater later -> later.why();
          case Outcome.Accepted accepted -> throw new IllegalStateException("it was taken");
        });
    return outcome;
  }

  /** One that has it is enough; else one that may have it later, and first the soonest. */
  private static Outcome best(List<Outcome> outcomes) {
    Outcome best = outcomes.getFirst();
    for (Outcome each : outcomes) {
      best =
          switch (each) {
            case Outcome.Accepted accepted -> accepted;
            case Outcome.TryLater later ->
                switch (best) {
                  case Outcome.Accepted accepted -> accepted;
                  case Outcome.TryLater other -> sooner(other, later);
                  case Outcome.Failed failed -> later;
                };
            case Outcome.Failed failed -> best;
          };
    }
    return best;
  }

  private static Outcome.TryLater sooner(Outcome.TryLater one, Outcome.TryLater other) {
    if (one.after() == null || other.after() == null) {
      return one.after() == null ? one : other;
    }
    return one.after().compareTo(other.after()) <= 0 ? one : other;
  }
}
