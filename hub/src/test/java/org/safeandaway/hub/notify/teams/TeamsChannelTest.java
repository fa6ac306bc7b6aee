package org.safeandaway.hub.notify.teams;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.json.JSONArray;
import org.json.JSONObject;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.safeandaway.hub.notify.Channel;
import org.safeandaway.hub.notify.HttpChannelContract;
import org.safeandaway.hub.notify.Notice;
import org.safeandaway.hub.notify.NotifySettings;
import org.safeandaway.hub.notify.ProviderHttp;

class TeamsChannelTest extends HttpChannelContract {
  private static final String URL = "safeandaway.notify.teams.url";

  @Override
  protected Channel channel(URI address, Duration limit) {
    return channel(
        Map.of(URL, address + "/workflows/1/triggers/manual/paths/invoke?sig=the-signature"),
        limit);
  }

  private static Channel channel(Map<String, Object> settings, Duration limit) {
    return new TeamsChannel(NotifySettings.of(settings), new ProviderHttp(limit));
  }

  @Override
  protected ResponseDefinitionBuilder answer(Provider provider) {
    return switch (provider) {
      case IS_BROKEN -> aResponse().withStatus(502);
      case HAS_TOO_MANY ->
          aResponse().withStatus(429).withHeader("Retry-After", "" + ASKED.toSeconds());
      // As a workflow answers when its address was renewed.
      case REFUSES_IT ->
          aResponse()
              .withStatus(401)
              .withBody("{\"error\":{\"code\":\"DirectApiAuthorizationRequired\"}}");
      default -> aResponse().withStatus(202);
    };
  }

  @Override
  protected List<String> received() {
    JSONArray blocks = card().getJSONArray("body");
    return IntStream.range(0, blocks.length())
        .mapToObj(i -> blocks.getJSONObject(i).getString("text"))
        .toList();
  }

  @Override
  protected List<String> secrets() {
    return List.of("the-signature");
  }

  private static JSONObject card() {
    JSONObject message = new JSONObject(asked().getBodyAsString());
    assertThat(message.getString("type")).isEqualTo("message");
    JSONObject attachment = message.getJSONArray("attachments").getJSONObject(0);
    assertThat(attachment.getString("contentType"))
        .isEqualTo("application/vnd.microsoft.card.adaptive");
    return attachment.getJSONObject("content");
  }

  @Test
  void isACardThatTeamsTakes() throws InterruptedException {
    send(Provider.TAKES_IT, notice(null));
    assertThat(card().getString("type")).isEqualTo("AdaptiveCard");
    assertThat(card().getString("version")).isEqualTo("1.4");
    assertThat(card().getString("$schema"))
        .isEqualTo("http://adaptivecards.io/schemas/adaptive-card.json");
    JSONObject action = card().getJSONArray("actions").getJSONObject(0);
    assertThat(action.toMap())
        .containsEntry("type", "Action.OpenUrl")
        .containsEntry("url", "https://safe.school.example/alarms/a1");
  }

  @Test
  void saysTheKindAndNobodysName() throws InterruptedException {
    send(Provider.TAKES_IT, notice(null));
    assertThat(received().getFirst()).isEqualTo("Panic");
    assertThat(asked().getBodyAsString()).doesNotContain("Asha", "Patel", "Bea", "14:20", "4827");
  }

  @Test
  @Tag("ESC-2")
  void saysThatSomebodyHasItAndNobodysName() throws InterruptedException {
    send(Provider.TAKES_IT, standDown());
    assertThat(received())
        .containsExactly(
            "Panic: somebody has it",
            "A person has taken this alarm. Nobody else needs to do anything.");
    assertThat(card().getJSONArray("actions")).isEmpty();
    assertThat(asked().getBodyAsString()).doesNotContain("Asha", "Carol");
  }

  @Test
  void hasNoButtonThatLeadsNowhere() throws InterruptedException {
    Notice notice = new Notice(-1, null, "s", "t", "s", null, null, null, "TEST", "TEST");
    assertThat(channel(Provider.TAKES_IT, ProviderHttp.LIMIT).send(notice))
        .isInstanceOf(Channel.Outcome.Accepted.class);
    assertThat(card().getJSONArray("actions")).isEmpty();
    assertThat(received().getFirst()).isEqualTo("TEST: Safe & Away can reach this channel");
  }

  @Test
  void saysWhatIsMissing() {
    assertThat(channel(Map.of(), ProviderHttp.LIMIT).missing()).hasValue("Set " + URL + ".");
  }
}
