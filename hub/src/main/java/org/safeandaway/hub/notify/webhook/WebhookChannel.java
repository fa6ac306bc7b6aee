package org.safeandaway.hub.notify.webhook;

import io.avaje.jsonb.Json;
import io.avaje.jsonb.Jsonb;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.notify.Channel;
import org.safeandaway.hub.notify.ChannelSettings;
import org.safeandaway.hub.notify.Hidden;
import org.safeandaway.hub.notify.Notice;
import org.safeandaway.hub.notify.NotifySettings;
import org.safeandaway.hub.notify.ProviderAnswer;
import org.safeandaway.hub.notify.ProviderHttp;
import org.safeandaway.hub.notify.ProviderHttp.Silence;
import org.safeandaway.hub.policy.ChannelKind;

/**
 * One signed request for each notice. What stands in it, and how its receiver knows that it is
 * ours, is promised in {@code docs/channels.md}; {@link Signature} makes the signature.
 */
@Singleton
public final class WebhookChannel implements Channel {
  /** Source: RFC 2104 advises a key no shorter than the digest, which is 32 bytes. */
  private static final int SHORTEST_SECRET = 32;

  private static final Jsonb JSON = Jsonb.builder().build();

  private final ChannelSettings settings;
  private final ProviderHttp http;
  private final InstantSource wallClock;
  private final Optional<Target> target;

  /** Receivers hold the signature against their own clocks, and hub time may be ahead of all. */
  @Inject
  public WebhookChannel(NotifySettings all, ProviderHttp http) {
    this(all, http, InstantSource.system());
  }

  WebhookChannel(NotifySettings all, ProviderHttp http, InstantSource wallClock) {
    this.settings = all.of("webhook");
    this.http = http;
    this.wallClock = wallClock;
    Optional<Hidden> secret = settings.secret("secret");
    if (secret.filter(value -> value.value().length() < SHORTEST_SECRET).isPresent()) {
      throw settings.bad("secret", "is at least " + SHORTEST_SECRET + " characters");
    }
    this.target =
        settings.secretAddress("url").flatMap(url -> secret.map(key -> new Target(url, key)));
  }

  /** Where to, and by what the receiver knows us. */
  private record Target(Hidden address, Hidden key) {}

  /** What is sent. Names nobody, since who reads it is not known to the hub. */
  @Json
  record Message(
      String id,
      String about,
      @Nullable String mark,
      @Nullable String alarm,
      @Nullable String link,
      @Nullable String news) {}

  @Override
  public String name() {
    return "webhook";
  }

  @Override
  public String title() {
    return "Another program (webhook)";
  }

  @Override
  public ChannelKind kind() {
    return ChannelKind.WEBHOOK;
  }

  @Override
  public String about() {
    return "A signed request to a program of your own, such as a siren or a screen. It says what kind"
        + " of alarm there is and where to look, and names nobody.";
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        settings.shownSecret("url", "where the program listens, by https"),
        settings.shownSecret("secret", "signs each request; the program needs the same"));
  }

  @Override
  public Optional<String> missing() {
    return settings.missing("url", "secret");
  }

  @Override
  public Outcome send(Notice notice) throws InterruptedException {
    if (target.isEmpty()) {
      return new Outcome.Failed("not configured");
    }
    return switch (http.ask(request(notice, target.get()))) {
      case ProviderAnswer answer when answer.isGood() -> new Outcome.Accepted(null);
      case ProviderAnswer answer -> answer.refusal();
      case Silence silence -> silence.outcome();
    };
  }

  private HttpRequest request(Notice notice, Target target) {
    String id = Long.toString(notice.id());
    URI link = notice.link();
    String body =
        JSON.type(Message.class)
            .toJson(
                new Message(
                    id,
                    notice.about(),
                    notice.mark(),
                    notice.alarm(),
                    link == null ? null : link.toString(),
                    notice.news() == Notice.News.ALARM ? null : notice.news().name()));
    long second = wallClock.instant().getEpochSecond();
    return HttpRequest.newBuilder(URI.create(target.address().value()))
        .header("Content-Type", "application/json")
        .header("Idempotency-Key", id)
        .header(Signature.HEADER, Signature.of(target.key(), second, body))
        .POST(BodyPublishers.ofString(body))
        .build();
  }
}
