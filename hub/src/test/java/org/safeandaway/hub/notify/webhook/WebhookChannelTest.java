package org.safeandaway.hub.notify.webhook;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.avaje.jsonb.Jsonb;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.safeandaway.hub.configuration.BadConfiguration;
import org.safeandaway.hub.notify.Channel;
import org.safeandaway.hub.notify.Hidden;
import org.safeandaway.hub.notify.HttpChannelContract;
import org.safeandaway.hub.notify.NotifySettings;
import org.safeandaway.hub.notify.ProviderHttp;
import org.safeandaway.hub.notify.webhook.WebhookChannel.Message;

class WebhookChannelTest extends HttpChannelContract {
  private static final String URL = "safeandaway.notify.webhook.url";
  private static final String SECRET = "safeandaway.notify.webhook.secret";
  private static final String KEY = "a-secret-that-nobody-may-see-anywhere";
  private static final Instant NOW = Instant.ofEpochSecond(1_792_567_680);

  @Override
  protected Channel channel(URI provider, Duration limit) {
    return channel(Map.of(URL, provider + "/hook?key=url-secret", SECRET, KEY), limit);
  }

  private static Channel channel(Map<String, Object> settings, Duration limit) {
    return new WebhookChannel(
        NotifySettings.of(settings), new ProviderHttp(limit), InstantSource.fixed(NOW));
  }

  @Override
  protected ResponseDefinitionBuilder answer(Provider provider) {
    return switch (provider) {
      case IS_BROKEN -> aResponse().withStatus(503);
      case HAS_TOO_MANY ->
          aResponse().withStatus(429).withHeader("Retry-After", "" + ASKED.toSeconds());
      case REFUSES_IT -> aResponse().withStatus(410);
      default -> aResponse().withStatus(204);
    };
  }

  @Override
  protected List<String> received() {
    String mark = message().mark();
    return List.of(mark == null ? message().about() : mark);
  }

  @Override
  protected List<String> secrets() {
    return List.of(KEY, "url-secret");
  }

  private static Message message() {
    return Jsonb.builder().build().type(Message.class).fromJson(asked().getBodyAsString());
  }

  @Test
  void saysWhatAndWhereAndNobodysName() throws InterruptedException {
    send(Provider.TAKES_IT, notice("DRILL"));
    assertThat(asked().getUrl()).isEqualTo("/hook?key=url-secret");
    assertThat(asked().getBodyAsString())
        .isEqualTo(
            "{\"id\":\"4711\",\"about\":\"PANIC\",\"mark\":\"DRILL\",\"alarm\":\"a1\","
                + "\"link\":\"https://safe.school.example/alarms/a1\"}");
  }

  @Test
  @Tag("ESC-2")
  void saysThatSomebodyHasItAndNobodysName() throws InterruptedException {
    send(Provider.TAKES_IT, standDown());
    assertThat(asked().getBodyAsString())
        .isEqualTo("{\"id\":\"4712\",\"about\":\"PANIC\",\"alarm\":\"a1\",\"news\":\"TAKEN\"}");
  }

  @Test
  void isTheSameRequestEachTime() throws InterruptedException {
    send(Provider.IS_BROKEN, notice(null));
    send(Provider.TAKES_IT, notice(null));
    assertThat(STUB.getAllServeEvents())
        .hasSize(2)
        .allSatisfy(
            event -> assertThat(event.getRequest().getHeader("Idempotency-Key")).isEqualTo("4711"));
  }

  /** The value was made with OpenSSL, as docs/channels.md shows a school's IT to do it. */
  @Test
  void isSigned() throws InterruptedException {
    send(Provider.TAKES_IT, notice(null));
    assertThat(asked().getHeader("Safe-And-Away-Signature"))
        .isEqualTo(
            "t=1792567680,v1=8a9f62181e891e16ba28a0f90aeeb0b47e0b516218fc31094cb367dc987ed2bb");
    assertThat(Signature.of(new Hidden("another-key"), 1_792_567_680, asked().getBodyAsString()))
        .isNotEqualTo(asked().getHeader("Safe-And-Away-Signature"));
  }

  @Test
  void takesNothingFromElsewhere() throws InterruptedException {
    Channel channel =
        stubbed(
            aResponse().withStatus(307).withHeader("Location", STUB.baseUrl() + "/other"),
            Duration.ofSeconds(10));
    assertThat(channel.send(notice(null))).isEqualTo(new Channel.Outcome.Failed("answered 307"));
    assertThat(STUB.getAllServeEvents()).hasSize(1);
  }

  @Test
  void saysWhatIsMissing() {
    assertThat(channel(Map.of(), ProviderHttp.LIMIT).missing())
        .hasValue("Set " + URL + " and " + SECRET + ".");
    assertThat(channel(Map.of(SECRET, KEY), ProviderHttp.LIMIT).missing())
        .hasValue("Set " + URL + ".");
  }

  @Test
  void showsOfASecretOnlyThatItIsSet() {
    Channel channel = channel(Map.of(SECRET, KEY), ProviderHttp.LIMIT);
    assertThat(channel.settings())
        .extracting(Channel.Setting::key, Channel.Setting::shown)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(URL, "not set"),
            org.assertj.core.groups.Tuple.tuple(SECRET, "set"));
  }

  @Test
  void readsItsSecretFromAFile(@TempDir Path folder) throws IOException, InterruptedException {
    Path file = Files.writeString(folder.resolve("key"), KEY + "\n");
    stubbed(answer(Provider.TAKES_IT), ProviderHttp.LIMIT);
    Channel channel =
        channel(
            Map.of(URL, STUB.baseUrl() + "/", SECRET + "-file", file.toString()),
            ProviderHttp.LIMIT);
    assertThat(channel.send(notice(null))).isInstanceOf(Channel.Outcome.Accepted.class);
    assertThat(asked().getHeader(Signature.HEADER))
        .isEqualTo(Signature.of(new Hidden(KEY), NOW.getEpochSecond(), asked().getBodyAsString()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://school.example/hook", "school.example", "https://", "::"})
  void refusesAnAddressThatIsNotSafe(String address) {
    assertThatThrownBy(() -> channel(Map.of(URL, address, SECRET, KEY), ProviderHttp.LIMIT))
        .isInstanceOf(BadConfiguration.class)
        .hasMessageContaining(URL + " is an address that begins with https://")
        .hasMessageNotContaining("school.example");
  }

  @Test
  void refusesAKeyThatCanBeGuessed() {
    assertThatThrownBy(() -> channel(Map.of(SECRET, "short"), ProviderHttp.LIMIT))
        .isInstanceOf(BadConfiguration.class)
        .hasMessageContaining("at least 32 characters")
        .hasMessageNotContaining("short");
  }
}
