package org.safeandaway.hub.notify.twilio;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.safeandaway.hub.notify.Hidden;
import org.safeandaway.hub.notify.Taking;

/**
 * Where Twilio tells which digit somebody pressed in a call. Nobody signs in here: that it is
 * Twilio shows by its signature, and who pressed by the address, which was made for their call and
 * counts once.
 *
 * <ol>
 *   <li>The signature, over our own public address: whatever is not signed learns nothing.
 *   <li>The address: is it one, still, and not used?
 *   <li>The digit: 1 takes the alarm. Another one is asked for again.
 *   <li>The alarm is taken in the name of the person who was called; what came of it is spoken.
 *       Only when that is known is the address used up, so a hub that dies in between is asked once
 *       more.
 * </ol>
 */
@Controller("/notify/twilio")
@Produces(MediaType.TEXT_XML)
@ExecuteOn(TaskExecutors.BLOCKING)
public final class DigitDoor {
  private static final String TAKES = "1";

  private final TwilioSettings settings;
  private final DigitTokens tokens;
  private final Taking taking;

  DigitDoor(TwilioSettings settings, DigitTokens tokens, Taking taking) {
    this.settings = settings;
    this.tokens = tokens;
    this.taking = taking;
  }

  @Post("/digit/{token}")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<String> pressed(
      HttpRequest<?> request,
      @PathVariable String token,
      @Body @Nullable Map<String, Object> body) {
    URI hub = settings.hub();
    Hidden key = settings.token();
    if (hub == null || key == null) {
      return HttpResponse.status(HttpStatus.FORBIDDEN);
    }
    URI address = URI.create(hub + request.getPath());
    Map<String, String> fields = fields(body);
    String signature = String.valueOf(request.getHeaders().get(TwilioSignature.HEADER));
    return TwilioSignature.isRight(key, address, fields, signature)
        ? HttpResponse.ok(answer(address, token, fields))
        : HttpResponse.status(HttpStatus.FORBIDDEN);
  }

  private String answer(URI address, String token, Map<String, String> fields) {
    DigitTokens.Offered offered = tokens.find(token).orElse(null);
    if (offered == null) {
      return Twiml.end("This call is too old. Open Safe and Away to see the alarm. Goodbye.");
    }
    if (!TAKES.equals(fields.get("Digits"))) {
      return Twiml.again("That was another key. Nobody has taken the alarm yet.", address);
    }
    String call = fields.getOrDefault("CallSid", "");
    if (offered.outbox() < 0) {
      tokens.use(offered, call);
      return Twiml.end("Thank you. The test works: your digit came to the hub. Goodbye.");
    }
    if (offered.used()) {
      return Twiml.end("This call has been answered already. Goodbye.");
    }
    return taken(offered, call, address);
  }

  private String taken(DigitTokens.Offered offered, String call, URI address) {
    Taking.Taken taken = taking.take(offered.outbox(), "call", "digit/" + offered.key());
    if (taken instanceof Taking.NotNow) {
      return Twiml.again(taken.words(), address);
    }
    tokens.use(offered, call);
    return Twiml.end(taken.words().replace("&", "and") + " Goodbye.");
  }

  /** A field that is there twice is none of Twilio's. */
  private static Map<String, String> fields(@Nullable Map<String, Object> body) {
    Map<String, String> fields = new HashMap<>();
    if (body != null) {
      body.forEach((name, value) -> fields.put(name, value instanceof String one ? one : ""));
    }
    return fields;
  }
}
