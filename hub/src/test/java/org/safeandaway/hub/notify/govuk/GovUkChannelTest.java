package org.safeandaway.hub.notify.govuk;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.json.JSONObject;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.safeandaway.hub.configuration.BadConfiguration;
import org.safeandaway.hub.notify.Channel;
import org.safeandaway.hub.notify.Channel.Delivery;
import org.safeandaway.hub.notify.Channel.Outcome;
import org.safeandaway.hub.notify.HttpChannelContract;
import org.safeandaway.hub.notify.Notice;
import org.safeandaway.hub.notify.NotifySettings;
import org.safeandaway.hub.notify.ProviderHttp;

/**
 * Against stubs written from the reference of GOV.UK Notify's Java client (error codes, statuses,
 * examples of answers).
 */
class GovUkChannelTest extends HttpChannelContract {
  private static final String SECRET = "0a1b2c3d-0001-4002-8003-00000000abcd";
  private static final String KEY = "school-26785a09-ab16-4eb0-8407-a37497a57506-" + SECRET;
  private static final String TEMPLATE = "f33517ff-2a88-4f6e-b855-c550268ce08a";
  private static final String ID = "740e5834-3a29-46b4-9a6f-16142fde533a";

  @Override
  protected Channel channel(URI address, Duration limit) {
    return channel(GovUkChannel.Way.SMS, address, limit);
  }

  private static Channel.Tracked channel(GovUkChannel.Way way, URI address, Duration limit) {
    return new GovUkChannel(
        way,
        NotifySettings.of(
            Map.of(
                "safeandaway.notify.govuk.api-key", KEY,
                "safeandaway.notify.govuk.sms-template", TEMPLATE,
                "safeandaway.notify.govuk.email-template", TEMPLATE,
                "safeandaway.notify.govuk.url", address.toString())),
        limit);
  }

  @Override
  protected ResponseDefinitionBuilder answer(Provider provider) {
    return switch (provider) {
      case IS_BROKEN -> error(500, "Exception", "Internal server error");
      case HAS_TOO_MANY ->
          error(
              429,
              "RateLimitError",
              "Exceeded rate limit for key type LIVE of 3000 requests per 60 seconds");
      case REFUSES_IT -> error(400, "ValidationError", "phone_number Not enough digits");
      default -> taken();
    };
  }

  private static ResponseDefinitionBuilder taken() {
    return aResponse()
        .withStatus(201)
        .withHeader("Content-Type", "application/json")
        .withBody(
            """
            {"id": "%s", "reference": "4711",
             "content": {"body": "words", "subject": "words", "from_number": "GOVUK",
                         "from_email": "school@notifications.service.gov.uk"},
             "uri": "https://api.notifications.service.gov.uk/v2/notifications/%s",
             "template": {"id": "%s", "version": 1,
                          "uri": "https://api.notifications.service.gov.uk/v2/template/%s"}}
            """
                .formatted(ID, ID, TEMPLATE, TEMPLATE));
  }

  private static ResponseDefinitionBuilder error(int status, String error, String message) {
    return aResponse()
        .withStatus(status)
        .withHeader("Content-Type", "application/json")
        .withBody(
            """
            {"errors": [{"error": "%s", "message": "%s"}], "status_code": %d}
            """
                .formatted(error, message, status));
  }

  /** The client hides the header, and the service does not promise it. */
  @Override
  protected boolean saysWhenToComeBack() {
    return false;
  }

  @Override
  protected List<String> received() {
    return List.of(words().getString("text"), words().getString("subject"));
  }

  @Override
  protected List<String> secrets() {
    return List.of(SECRET);
  }

  private static JSONObject body() {
    return new JSONObject(asked().getBodyAsString());
  }

  private static JSONObject words() {
    return body().getJSONObject("personalisation");
  }

  /** What it is given asks for no reply: no answer comes back from there. */
  @Test
  void asksForATextMessage() throws InterruptedException {
    assertThat(channel(Provider.TAKES_IT, ProviderHttp.LIMIT))
        .as("else people are asked to reply")
        .isNotInstanceOf(Channel.Answered.class);
    assertThat(send(Provider.TAKES_IT, standDown())).isEqualTo(new Outcome.Accepted(ID));
    assertThat(asked().getUrl()).isEqualTo("/v2/notifications/sms");
    assertThat(asked().getHeader("Authorization")).startsWith("Bearer ").doesNotContain(SECRET);
    assertThat(body().getString("phone_number")).isEqualTo("+447700900123");
    assertThat(body().getString("template_id")).isEqualTo(TEMPLATE);
    assertThat(body().getString("reference")).isEqualTo("4712");
    assertThat(words().getString("text"))
        .isEqualTo(
            "Carol Bell has taken the alarm about Asha Patel. You need do nothing about it.");
  }

  @Test
  void asksForAnEmail() throws InterruptedException {
    stubbed(taken(), ProviderHttp.LIMIT);
    Channel email = channel(GovUkChannel.Way.EMAIL, provider(), ProviderHttp.LIMIT);
    assertThat(email.send(notice("TEST"))).isEqualTo(new Outcome.Accepted(ID));
    assertThat(asked().getUrl()).isEqualTo("/v2/notifications/email");
    assertThat(body().getString("email_address")).isEqualTo("bea@school.example");
    assertThat(words().getString("subject")).isEqualTo("TEST: Asha Patel pressed panic");
  }

  @ParameterizedTest
  @CsvSource({
    "400, BadRequestError, Can't send to this recipient using a team-only API key, false, false",
    "400, ValidationError, phone_number Number is not valid, false, true",
    "403, AuthError, Error: Your system clock must be accurate to within 30 seconds, false, false",
    "403, AuthError, 'Invalid token: signature, api token not found', false, false",
    "429, TooManyRequestsError, Exceeded send limits (250000) for today, false, false",
    "429, RateLimitError, Exceeded rate limit for key type TEAM, true, false",
    "500, Exception, Internal server error, true, false",
    "503, '', '', true, false",
  })
  void passesOrStays(int status, String error, String message, boolean passes, boolean theirs)
      throws InterruptedException {
    Outcome outcome = stubbed(error(status, error, message), ProviderHttp.LIMIT).send(notice(null));
    String words = ("answered " + status + " " + error).strip();
    assertThat(outcome)
        .isEqualTo(passes ? new Outcome.TryLater(null, words) : new Outcome.Failed(words, theirs));
  }

  @Test
  void comesBackAfterAnAnswerThatSomethingElseGave() throws InterruptedException {
    Channel channel =
        stubbed(aResponse().withStatus(201).withBody("<html>sign in</html>"), ProviderHttp.LIMIT);
    assertThat(channel.send(notice(null))).isInstanceOf(Outcome.TryLater.class);
  }

  @Test
  void needsANumber() throws InterruptedException {
    Notice notice =
        new Notice(
            1,
            new Notice.Recipient("bea", "Bea", null, null),
            "s",
            "t",
            "s",
            null,
            null,
            "a1",
            "PANIC",
            null);
    assertThat(channel(Provider.TAKES_IT, ProviderHttp.LIMIT).send(notice))
        .isEqualTo(new Outcome.Failed("no number or address is noted", true));
  }

  @Nested
  class Looking {
    @ParameterizedTest
    @CsvSource({
      "delivered, Delivered",
      "created, Pending",
      "sending, Pending",
      "pending, Pending",
      "sent, Pending",
      "permanent-failure, Failed",
      "temporary-failure, Failed",
      "technical-failure, Failed",
    })
    void readsTheStatus(String status, String means) throws InterruptedException {
      assertThat(look(aResponse().withBody(notification(status))).getClass().getSimpleName())
          .isEqualTo(means);
      assertThat(asked().getUrl()).isEqualTo("/v2/notifications/" + ID);
    }

    @ParameterizedTest
    @CsvSource({"permanent-failure, true", "temporary-failure, true", "technical-failure, false"})
    void tellsATelephoneThatIsOffFromAServiceThatDeliversNothing(String status, boolean only)
        throws InterruptedException {
      assertThat(look(aResponse().withBody(notification(status))))
          .isEqualTo(new Delivery.Failed(status, only));
    }

    @Test
    void knowsNothingWhileTheServiceIsBroken() throws InterruptedException {
      assertThat(look(error(500, "Exception", "x"))).isEqualTo(new Delivery.Pending());
      assertThat(look(error(429, "RateLimitError", "x"))).isEqualTo(new Delivery.Pending());
    }

    @Test
    void doesNotWaitForWhatIsNotThere() throws InterruptedException {
      assertThat(look(error(404, "NoResultFound", "No result found")))
          .isInstanceOf(Delivery.Failed.class);
    }

    private Delivery look(ResponseDefinitionBuilder answer) throws InterruptedException {
      stubbed(answer, ProviderHttp.LIMIT);
      return channel(GovUkChannel.Way.SMS, provider(), ProviderHttp.LIMIT).look(ID);
    }

    private static String notification(String status) {
      return """
          {"id": "%s", "reference": "4711", "email_address": null,
           "phone_number": "+447700900123", "type": "sms", "status": "%s",
           "template": {"version": 1, "id": "%s",
                        "uri": "https://api.notifications.service.gov.uk/v2/template/%s/1"},
           "body": "words", "created_at": "2026-10-21T14:20:00.000000Z",
           "sent_at": "2026-10-21T14:20:01.000000Z", "is_cost_data_ready": true,
           "cost_in_pounds": 0.02, "cost_details": {}}
          """
          .formatted(ID, status, TEMPLATE, TEMPLATE);
    }
  }

  @Test
  void refusesAKeyThatIsNone() {
    assertThatThrownBy(
            () ->
                new GovUkChannel(
                    GovUkChannel.Way.SMS,
                    NotifySettings.of(Map.of("safeandaway.notify.govuk.api-key", SECRET)),
                    ProviderHttp.LIMIT))
        .isInstanceOf(BadConfiguration.class)
        .hasMessageNotContaining(SECRET);
  }

  @Test
  void saysWhatIsMissing() {
    Channel email =
        new GovUkChannel(
            GovUkChannel.Way.EMAIL,
            NotifySettings.of(Map.of("safeandaway.notify.govuk.api-key", KEY)),
            ProviderHttp.LIMIT);
    assertThat(email.missing()).hasValue("Set safeandaway.notify.govuk.email-template.");
  }

  private static URI provider() {
    return URI.create(STUB.baseUrl());
  }
}
