package org.safeandaway.hub.notify.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.safeandaway.hub.notify.twilio.Twilio.ACCOUNT;
import static org.safeandaway.hub.notify.twilio.Twilio.CALL;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.safeandaway.hub.notify.Channel.Delivery;
import org.safeandaway.hub.notify.Channel.Outcome;
import org.safeandaway.hub.notify.HttpChannelContract;
import org.safeandaway.hub.notify.Notice;
import org.safeandaway.hub.notify.ProviderHttp;

class TwilioCallTest extends HttpChannelContract {
  private static final Duration ENOUGH = Duration.ofSeconds(8);
  private static final URI HUB = URI.create("https://safe.school.example");

  private final Set<String> pressed = new HashSet<>();
  private @Nullable URI hub = HUB;

  /** Addresses that nobody can guess are made elsewhere. */
  private final Digits digits =
      new Digits() {
        @Override
        public URI offer(long notice) {
          return HUB.resolve("/notify/twilio/digit/token-of-" + notice);
        }

        @Override
        public boolean wasPressed(String call) {
          return pressed.contains(call);
        }
      };

  @Override
  protected TwilioCall channel(URI address, Duration limit) {
    return new TwilioCall(Twilio.settings(address, hub), new ProviderHttp(limit), digits);
  }

  @Override
  protected ResponseDefinitionBuilder answer(Provider provider) {
    return switch (provider) {
      case TAKES_IT -> Twilio.made(CALL);
      case IS_BROKEN -> Twilio.error(500, 20500);
      case HAS_TOO_MANY ->
          Twilio.error(429, 20429).withHeader("Retry-After", String.valueOf(ASKED.toSeconds()));
      case REFUSES_IT -> Twilio.error(400, 21214);
      case HANGS, IS_DOWN -> throw new AssertionError();
    };
  }

  @Override
  protected List<String> received() {
    return twiml().select("Say").eachText().stream().limit(2).toList();
  }

  @Override
  protected List<String> secrets() {
    return List.of(Twilio.SECRET, Twilio.TOKEN, "token-of-4711");
  }

  private static Document twiml() {
    String twiml = Twilio.fields(asked().getBodyAsString()).getOrDefault("Twiml", "");
    return Jsoup.parse(twiml, Parser.xmlParser());
  }

  @Test
  void callsAsDocumentedAndSaysItTwice() throws InterruptedException {
    Outcome outcome = stubbed(Twilio.made(CALL), ENOUGH).send(notice(null));

    assertThat(outcome).isEqualTo(new Outcome.Accepted(CALL));
    assertThat(asked().getUrl()).isEqualTo("/2010-04-01/Accounts/" + ACCOUNT + "/Calls.json");
    assertThat(Twilio.fields(asked().getBodyAsString()))
        .contains(Map.entry("To", "+447700900123"), Map.entry("From", Twilio.NUMBER));
    Document twiml = twiml();
    assertThat(twiml.select("Gather[numDigits=1][method=POST]").attr("action"))
        .isEqualTo("https://safe.school.example/notify/twilio/digit/token-of-4711");
    assertThat(twiml.select("Gather Say[language=en-GB]").eachText())
        .hasSize(2)
        .allSatisfy(
            words -> assertThat(words).startsWith("Asha").endsWith("Press 1 to take this alarm."));
  }

  @Test
  void offersNoDigitWithoutAPublicAddressAndSaysSo() throws InterruptedException {
    hub = null;
    var channel = (TwilioCall) stubbed(Twilio.made(CALL), ENOUGH);
    assertThat(channel.limits())
        .hasValueSatisfying(words -> assertThat(words).contains("safeandaway.public-address"));

    channel.send(notice(null));

    assertThat(twiml().select("Gather")).isEmpty();
    assertThat(twiml().select("Say").eachText())
        .hasSize(2)
        .allSatisfy(words -> assertThat(words).endsWith("Open Safe and Away to take it."));
  }

  @Test
  void whatIsSaidIsNeverMarkup() throws InterruptedException {
    String hostile = "</Say><Dial>+447700900999</Dial> & \u0000 \"it's\"";
    Notice notice =
        new Notice(
            1,
            new Notice.Recipient("bea", "Bea", "07700 900123", null),
            "s",
            "t",
            hostile.repeat(80),
            null,
            null,
            "a1",
            "PANIC",
            null);

    stubbed(Twilio.made(CALL), ENOUGH).send(notice);

    assertThat(twiml().select("Dial")).isEmpty();
    assertThat(twiml().select("Say").text()).contains("<Dial>+447700900999</Dial> &");
  }

  /** A voicemail answers like a person, but for the digit. */
  @ParameterizedTest
  @Tag("ESC-3")
  @CsvSource({
    "completed, nobody pressed 1",
    "busy, engaged",
    "no-answer, nobody answered",
    "failed, could not be put through",
    "canceled, cancelled"
  })
  void aCallInWhichNobodyPressesReachedNobody(String status, String words)
      throws InterruptedException {
    assertThat(tracked(Twilio.is(status, null)).look(CALL))
        .isInstanceOfSatisfying(
            Delivery.Failed.class, failed -> assertThat(failed.why()).contains(words));
  }

  @Test
  @Tag("ESC-3")
  void withoutAPublicAddressNoCallIsKnownToHaveReachedAnybody() throws InterruptedException {
    hub = null;
    assertThat(tracked(Twilio.is("completed", null)).look(CALL))
        .isInstanceOf(Delivery.Failed.class);
  }

  @Test
  void aCallInWhichSomebodyPressedReachedThem() throws InterruptedException {
    pressed.add(CALL);
    assertThat(tracked(Twilio.is("completed", null)).look(CALL))
        .isEqualTo(new Delivery.Delivered());
  }

  @ParameterizedTest
  @CsvSource({"queued", "initiated", "ringing", "in-progress", "something-new"})
  void aCallThatGoesOnIsPending(String status) throws InterruptedException {
    assertThat(tracked(Twilio.is(status, null)).look(CALL)).isEqualTo(new Delivery.Pending());
  }

  private TwilioCall tracked(ResponseDefinitionBuilder answer) {
    return (TwilioCall) stubbed(answer, ENOUGH);
  }
}
