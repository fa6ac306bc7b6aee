package org.safeandaway.hub.notify.twilio;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.safeandaway.hub.notify.twilio.Twilio.ACCOUNT;
import static org.safeandaway.hub.notify.twilio.Twilio.SMS;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.safeandaway.hub.notify.Channel;
import org.safeandaway.hub.notify.Channel.Delivery;
import org.safeandaway.hub.notify.Channel.Outcome;
import org.safeandaway.hub.notify.Channel.Reply;
import org.safeandaway.hub.notify.HttpChannelContract;
import org.safeandaway.hub.notify.Notice;
import org.safeandaway.hub.notify.NotifySettings;
import org.safeandaway.hub.notify.ProviderHttp;
import org.safeandaway.hub.notify.RepliesUnread;

class TwilioSmsTest extends HttpChannelContract {
  private static final String MESSAGES = "/2010-04-01/Accounts/" + ACCOUNT + "/Messages.json";
  private static final Duration ENOUGH = Duration.ofSeconds(8);

  /** By Twilio's clock it is 15:00 then. */
  private static final Duration AN_HOUR = Duration.ofHours(1);

  @Override
  protected TwilioSms channel(URI address, Duration limit) {
    ProviderHttp http = new ProviderHttp(limit);
    return new TwilioSms(Twilio.settings(address, null), http, http);
  }

  @Override
  protected ResponseDefinitionBuilder answer(Provider provider) {
    return switch (provider) {
      case TAKES_IT -> Twilio.made(SMS);
      case IS_BROKEN -> Twilio.error(503, 20503);
      case HAS_TOO_MANY ->
          Twilio.error(429, 20429).withHeader("Retry-After", String.valueOf(ASKED.toSeconds()));
      case REFUSES_IT -> Twilio.error(400, 21211);
      case HANGS, IS_DOWN -> throw new AssertionError();
    };
  }

  @Override
  protected List<String> received() {
    return List.of(Twilio.fields(asked().getBodyAsString()).getOrDefault("Body", ""));
  }

  @Override
  protected List<String> secrets() {
    return List.of(Twilio.SECRET, Twilio.TOKEN);
  }

  @Test
  void asksAsDocumented() throws InterruptedException {
    Outcome outcome = stubbed(Twilio.made(SMS), ENOUGH).send(notice(null));

    assertThat(outcome).isEqualTo(new Outcome.Accepted(SMS));
    LoggedRequest asked = asked();
    assertThat(asked.getMethod().getName()).isEqualTo("POST");
    assertThat(asked.getUrl()).isEqualTo(MESSAGES);
    assertThat(asked.getHeader("Authorization"))
        .isEqualTo(
            "Basic "
                + Base64.getEncoder()
                    .encodeToString((Twilio.KEY + ":" + Twilio.SECRET).getBytes()));
    assertThat(Twilio.fields(asked.getBodyAsString()))
        .containsOnly(
            Map.entry("To", "+447700900123"),
            Map.entry("From", Twilio.NUMBER),
            Map.entry("Body", "Asha Patel pressed panic at 14:20. Reply 4827 to take it."));
  }

  @ParameterizedTest
  @CsvSource({
    "21211, the number is not a valid one",
    "21610, the person has answered STOP",
    "21614, the number is not a mobile"
  })
  void saysWhyANumberIsNeverReached(int code, String words) throws InterruptedException {
    assertThat(stubbed(Twilio.error(400, code), ENOUGH).send(notice(null)))
        .isInstanceOfSatisfying(
            Outcome.Failed.class, failed -> assertThat(failed.why()).contains(words));
  }

  /** It may be put right at any moment, and everything waits for it. */
  @ParameterizedTest
  @CsvSource({"401, 20003", "403, 20003", "404, 20404"})
  void saysLoudlyThatTheAccountIsRefused(int status, int code) throws InterruptedException {
    assertThat(stubbed(Twilio.error(status, code), ENOUGH).send(notice(null)))
        .isInstanceOfSatisfying(
            Outcome.TryLater.class,
            later -> assertThat(later.why()).contains("safeandaway.notify.twilio.account"));
  }

  /** A network that wants its own sign-in answers anything with a page of its own. */
  @ParameterizedTest
  @ValueSource(
      strings = {"<html>Sign in to the school's Wi-Fi</html>", "[]", "{\"sid\": \"../x\"}"})
  void doesNotTakeSomethingElseForTwilio(String body) throws InterruptedException {
    for (int status : new int[] {200, 201}) {
      assertThat(stubbed(Twilio.json(status, body), ENOUGH).send(notice(null)))
          .isInstanceOf(Outcome.TryLater.class);
    }
  }

  @Test
  void sendsNothingToWhoeverHasNoNumber() throws InterruptedException {
    for (String mobile : new String[] {null, "999", "none"}) {
      assertThat(stubbed(Twilio.made(SMS), ENOUGH).send(to(mobile)))
          .isInstanceOf(Outcome.Failed.class);
    }
    assertThat(STUB.getAllServeEvents()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "delivered, , DELIVERED",
    "read, , DELIVERED",
    "undelivered, 30003, off or out of reach",
    "failed, 30005, nobody has this number",
    "canceled, , canceled",
    "queued, , PENDING",
    "sent, , PENDING",
    "something-new, , PENDING"
  })
  void tellsWhatBecameOfIt(String status, @Nullable Integer error, String expected)
      throws InterruptedException {
    Delivery delivery = tracked(Twilio.is(status, error)).look(SMS);
    String words =
        switch (delivery) {
          case Delivery.Delivered delivered -> "DELIVERED";
          case Delivery.Pending pending -> "PENDING";
          case Delivery.Failed failed -> failed.why();
        };
    assertThat(words).contains(expected);
    assertThat(asked().getUrl())
        .isEqualTo("/2010-04-01/Accounts/" + ACCOUNT + "/Messages/" + SMS + ".json");
  }

  @ParameterizedTest
  @CsvSource({"30003, true", "30002, false", "30007, false", ", false"})
  void tellsATelephoneThatIsOffFromAnAccountThatDeliversNothing(
      @Nullable Integer error, boolean onlyThisRecipient) throws InterruptedException {
    assertThat(tracked(Twilio.is("undelivered", error)).look(SMS))
        .isInstanceOfSatisfying(
            Delivery.Failed.class,
            failed -> assertThat(failed.onlyThisRecipient()).isEqualTo(onlyThisRecipient));
  }

  @Test
  void doesNotTakeAFaultForAFailedDelivery() throws InterruptedException {
    assertThat(tracked(Twilio.error(503, 20503)).look(SMS)).isEqualTo(new Delivery.Pending());
    assertThat(tracked(Twilio.error(404, 20404)).look(SMS)).isInstanceOf(Delivery.Failed.class);
  }

  @Test
  void readsWhatPeopleAnswerPageByPageTheOldestFirst() throws InterruptedException {
    STUB.stubFor(
        get(urlPathEqualTo(MESSAGES))
            .withQueryParam("To", equalTo(Twilio.NUMBER))
            .withQueryParam("PageToken", absent())
            .willReturn(
                page(
                    MESSAGES + "?PageSize=100&PageToken=PASM1",
                    sms(5, "inbound", "14:30:00", "4827"),
                    sms(4, "outbound-api", "14:29:00", "Asha Patel pressed panic"))));
    next("PASM1", sms(3, "inbound", "14:10:00", "who?"), sms(2, "inbound", "13:59:59", "too old"));
    TwilioSms channel = channel(URI.create(STUB.baseUrl()), ENOUGH);

    List<Reply> replies = channel.replies(AN_HOUR);

    assertThat(replies).extracting(Reply::text).containsExactly("who?", "4827");
    assertThat(replies.getLast())
        .isEqualTo(
            new Reply(sid(5), "+447700900123", "4827", Instant.parse("2026-11-22T14:30:00Z")));
    assertThat(STUB.getAllServeEvents()).as("no page beyond what is asked for").hasSize(2);

    assertThat(channel.replies(AN_HOUR)).as("of the day that it is at Twilio").isEqualTo(replies);
    STUB.verify(
        1,
        getRequestedFor(urlPathEqualTo(MESSAGES))
            .withQueryParam("DateSent>", equalTo("2026-11-22")));
  }

  /** Of an account that the school uses for other things too: what was sent this morning is old. */
  @Test
  @Tag("ESC-3")
  void looksForAnswersNoFurtherThanAMessageThatIsOld() throws InterruptedException {
    Channel.Answered channel =
        (Channel.Answered)
            stubbed(
                page(
                    MESSAGES + "?PageSize=100&PageToken=PASM1",
                    sms(5, "inbound", "14:30:00", "4827"),
                    sms(4, "outbound-api", "09:00:00", "No school bus today")),
                ENOUGH);

    assertThat(channel.replies(AN_HOUR)).extracting(Reply::text).containsExactly("4827");
    assertThat(STUB.getAllServeEvents()).hasSize(1);
  }

  @Test
  @Tag("ESC-3")
  void readsTheNewestHoweverManyThereAre() throws InterruptedException {
    Channel.Answered channel =
        (Channel.Answered)
            stubbed(
                page(
                    MESSAGES + "?PageSize=100&PageToken=PASM1",
                    sms(5, "inbound", "14:30:00", "4827"),
                    sms(4, "outbound-api", "14:29:00", "No school bus today")),
                ENOUGH);

    assertThat(channel.replies(AN_HOUR)).extracting(Reply::text).contains("4827");
  }

  @Test
  @Tag("ESC-3")
  void losesNothingOfWhatItReadBeforeAPageThatCannotBeHad() {
    STUB.stubFor(
        get(urlPathEqualTo(MESSAGES))
            .willReturn(
                page(
                    MESSAGES + "?PageSize=100&PageToken=PASM1",
                    sms(5, "inbound", "14:30:00", "4827"))));
    STUB.stubFor(
        get(urlPathEqualTo(MESSAGES))
            .withQueryParam("PageToken", equalTo("PASM1"))
            .willReturn(Twilio.error(503, 20503)));

    assertThatThrownBy(() -> channel(URI.create(STUB.baseUrl()), ENOUGH).replies(AN_HOUR))
        .isInstanceOfSatisfying(
            RepliesUnread.class,
            unread -> {
              assertThat(unread.why()).contains("503");
              assertThat(unread.read()).extracting(Reply::text).containsExactly("4827");
            });
  }

  @Test
  void saysSoIfItCannotReadWhatPeopleAnswer() {
    for (ResponseDefinitionBuilder answer :
        List.of(
            Twilio.error(429, 20429),
            Twilio.error(401, 20003),
            Twilio.json(200, "{}"),
            Twilio.json(200, "{\"messages\": []}"))) {
      Channel.Answered channel = (Channel.Answered) stubbed(answer, ENOUGH);
      assertThatThrownBy(() -> channel.replies(AN_HOUR)).isInstanceOf(RepliesUnread.class);
    }
  }

  /** The address of the next page is only ever one of this account's own. */
  @Test
  void followsNoOtherAddress() {
    Channel.Answered channel =
        (Channel.Answered)
            stubbed(
                page("/2010-04-01/Accounts/AC/Calls.json?x=y", sms(5, "inbound", "14:30:00", "x")),
                ENOUGH);

    assertThatThrownBy(() -> channel.replies(AN_HOUR)).isInstanceOf(RepliesUnread.class);
    assertThat(STUB.getAllServeEvents()).hasSize(1);
  }

  @Test
  void saysWhatItLacks() {
    TwilioSettings none = TwilioSettings.read(NotifySettings.of(Map.of()), null);
    assertThat(new TwilioSms(none, new ProviderHttp(), new ProviderHttp()).missing())
        .hasValueSatisfying(
            words -> assertThat(words).contains("safeandaway.notify.twilio.account"));
  }

  private Channel.Tracked tracked(ResponseDefinitionBuilder answer) {
    return (Channel.Tracked) stubbed(answer, ENOUGH);
  }

  private static Notice to(@Nullable String mobile) {
    Notice.Recipient bea = new Notice.Recipient("bea", "Bea Okoro", mobile, null);
    return new Notice(1, bea, "s", "t", "s", null, null, null, "PANIC", null);
  }

  private static ResponseDefinitionBuilder page(String next, String... messages) {
    return Twilio.json(
            200,
            "{\"messages\": [%s], \"next_page_uri\": \"%s\", \"page_size\": 100}"
                .formatted(String.join(", ", messages), next))
        .withHeader("Date", "Sun, 22 Nov 2026 15:00:00 GMT");
  }

  /** The page of this token; another would follow. */
  private static void next(String token, String... messages) {
    STUB.stubFor(
        get(urlPathEqualTo(MESSAGES))
            .withQueryParam("PageToken", equalTo(token))
            .willReturn(page(MESSAGES + "?PageSize=100&PageToken=PASM2", messages)));
  }

  private static String sms(int number, String direction, String time, String body) {
    return ("{\"sid\": \"%s\", \"direction\": \"%s\", \"from\": \"+447700900123\","
            + " \"to\": \"%s\", \"body\": \"%s\", \"status\": \"received\","
            + " \"date_sent\": \"Sun, 22 Nov 2026 %s +0000\"}")
        .formatted(sid(number), direction, Twilio.NUMBER, body, time);
  }

  private static String sid(int number) {
    return "SM"
        + IntStream.range(0, 32)
            .mapToObj(digit -> String.valueOf(number))
            .collect(Collectors.joining());
  }
}
