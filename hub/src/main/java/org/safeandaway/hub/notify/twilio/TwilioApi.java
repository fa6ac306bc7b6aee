package org.safeandaway.hub.notify.twilio;

import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.notify.Channel.Delivery;
import org.safeandaway.hub.notify.Channel.Outcome;
import org.safeandaway.hub.notify.ProviderAnswer;
import org.safeandaway.hub.notify.ProviderHttp;
import org.safeandaway.hub.notify.ProviderHttp.Silence;

/**
 * Twilio's REST API, as far as the hub needs it. It has no idempotency key: what is sent again
 * after an unknown outcome may arrive twice.
 *
 * <p>Source of statuses and codes: Twilio's documentation of the Message and Call resources and its
 * dictionary of errors.
 */
final class TwilioApi {
  private static final int CREATED = 201;
  private static final int OK = 200;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int TOO_MANY_REQUESTS = 20429;
  private static final Pattern SID = Pattern.compile("[A-Z]{2}[0-9a-fA-F]{32}");

  /** Why this number is not reached. Other codes are told by their number alone. */
  private static final Map<Integer, String> NUMBERS =
      Map.ofEntries(
          Map.entry(13223, "the number is not one that can be called"),
          Map.entry(13224, "the number is not one that can be called"),
          Map.entry(13227, "calls to this country are not switched on in the account"),
          Map.entry(21210, "the sending number is not the account's"),
          Map.entry(21211, "the number is not a valid one"),
          Map.entry(21212, "the sending number is not a valid one"),
          Map.entry(21214, "the number cannot be reached"),
          Map.entry(21215, "calls to this country are not switched on in the account"),
          Map.entry(21216, "calls to this number are not allowed to the account"),
          Map.entry(21219, "a trial account reaches verified numbers only"),
          Map.entry(21408, "SMS to this country are not switched on in the account"),
          Map.entry(21606, "the sending number is not the account's, or cannot send SMS"),
          Map.entry(21608, "a trial account reaches verified numbers only"),
          Map.entry(21610, "the person has answered STOP; they have to send START"),
          Map.entry(21612, "no SMS goes from the sending number to this one"),
          Map.entry(21614, "the number is not a mobile"));

  /** Those of them that would be so for every recipient. */
  private static final Set<Integer> SENDER = Set.of(21210, 21212, 21606);

  private final JsonMapper json = JsonMapper.createDefault();
  private final ProviderHttp http;
  private final TwilioSettings.Login login;
  private final URI api;

  private TwilioApi(ProviderHttp http, TwilioSettings.Login login, URI api) {
    this.http = http;
    this.login = login;
    this.api = api;
  }

  /** Absent until the hub is told of an account. */
  static @Nullable TwilioApi of(TwilioSettings settings, ProviderHttp http) {
    TwilioSettings.Login login = settings.login();
    return login == null ? null : new TwilioApi(http, login, settings.api());
  }

  /** What came of a request. */
  sealed interface Result {}

  /**
   * It was done.
   *
   * @param at by Twilio's own clock; absent if it does not say
   */
  record Done(JsonNode body, @Nullable Instant at) implements Result {}

  /**
   * It was not done, or that is not known.
   *
   * @param known that such a thing was never there
   */
  record NotDone(Outcome outcome, boolean known) implements Result {}

  /** Makes a message or a call. */
  Outcome create(String what, Map<String, String> fields) throws InterruptedException {
    HttpRequest request =
        request("/2010-04-01/Accounts/" + login.account() + "/" + what + ".json")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form(fields)))
            .build();
    return switch (ask(request, CREATED)) {
      case Done(JsonNode body, Instant at) -> created(text(body, "sid"));
      case NotDone(Outcome outcome, boolean known) -> outcome;
    };
  }

  private static Outcome created(String sid) {
    return SID.matcher(sid).matches() ? new Outcome.Accepted(sid) : strange();
  }

  /**
   * How one is by now that {@link #create} made.
   *
   * @param sid what {@code create} gave
   * @param name of such a thing, for people
   */
  Delivery look(String what, String sid, String name, Function<JsonNode, Delivery> reader)
      throws InterruptedException {
    if (!SID.matcher(sid).matches()) {
      throw new IllegalArgumentException("no id of Twilio's");
    }
    String path = "/2010-04-01/Accounts/" + login.account() + "/" + what + "/" + sid + ".json";
    return switch (ask(request(path).GET().build(), OK)) {
      case Done(JsonNode body, Instant at) -> reader.apply(body);
      case NotDone(Outcome outcome, boolean known) ->
          known ? new Delivery.Failed("Twilio does not know this " + name) : new Delivery.Pending();
    };
  }

  /** The messages of the account that these say which. */
  Result messages(Map<String, String> which) throws InterruptedException {
    return page("/2010-04-01/Accounts/" + login.account() + "/Messages.json?" + form(which));
  }

  /**
   * @param path as the page before named it
   */
  Result page(String path) throws InterruptedException {
    return path.startsWith("/2010-04-01/Accounts/" + login.account() + "/Messages.json?")
        ? ask(request(path).GET().build(), OK)
        : new NotDone(strange(), false);
  }

  private HttpRequest.Builder request(String path) {
    String credentials = login.user() + ":" + login.password().value();
    return HttpRequest.newBuilder(api.resolve(path))
        .header("Accept", "application/json")
        .header(
            "Authorization",
            "Basic "
                + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
  }

  private Result ask(HttpRequest request, int expected) throws InterruptedException {
    return switch (http.ask(request)) {
      case Silence silence -> new NotDone(silence.outcome(), false);
      case ProviderAnswer answer when answer.status() == expected -> done(answer);
      case ProviderAnswer answer when answer.isGood() -> new NotDone(strange(), false);
      case ProviderAnswer answer -> new NotDone(refusal(answer), answer.status() == NOT_FOUND);
    };
  }

  private Result done(ProviderAnswer answer) {
    JsonNode body = read(answer.body());
    return body.isObject()
        ? new Done(body, answer.date().orElse(null))
        : new NotDone(strange(), false);
  }

  private Outcome refusal(ProviderAnswer answer) {
    int code = number(read(answer.body()), "code");
    String words = "Twilio answered " + answer.status() + (code == 0 ? "" : ", error " + code);
    String number = NUMBERS.get(code);
    if (number != null) {
      return new Outcome.Failed(words + ": " + number, !SENDER.contains(code));
    }
    if (code == TOO_MANY_REQUESTS) {
      return new Outcome.TryLater(answer.retryAfter(), words);
    }
    return switch (answer.status()) {
      case UNAUTHORIZED, FORBIDDEN, NOT_FOUND ->
          new Outcome.TryLater(
              null,
              words
                  + ": it refuses the hub's account. Check safeandaway.notify.twilio.account and"
                  + " what goes with it; nothing goes out until that is right");
      default ->
          switch (answer.refusal()) {
            case Outcome.TryLater later -> new Outcome.TryLater(later.after(), words);
            case Outcome.Failed failed -> new Outcome.Failed(words);
            case Outcome.Accepted accepted -> accepted;
          };
    };
  }

  /** A login page of the school's own network answers 200 to everything. */
  private static Outcome strange() {
    return new Outcome.TryLater(null, "what answered is not Twilio");
  }

  private JsonNode read(String body) {
    try {
      return json.readValue(body, JsonNode.class);
    } catch (IOException e) {
      return JsonNode.nullNode();
    }
  }

  /** Of a field of text; empty if it is absent. */
  static String text(JsonNode node, String name) {
    JsonNode field = node.isObject() ? node.get(name) : null;
    return field != null && field.isString() ? field.getStringValue() : "";
  }

  /** Of a field that is a number; 0 if it is absent. */
  static int number(JsonNode node, String name) {
    JsonNode field = node.isObject() ? node.get(name) : null;
    return field != null && field.isNumber() ? field.getIntValue() : 0;
  }

  private static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
