package org.safeandaway.hub.office.phones;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.authentication.Authentication;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.safeandaway.hub.api.ProblemException;
import org.safeandaway.hub.notify.Channel.Outcome;
import org.safeandaway.hub.notify.Notice;
import org.safeandaway.hub.notify.push.PushSubscriptions;
import org.safeandaway.hub.notify.push.WebPush;
import org.safeandaway.hub.office.forms.Form;
import org.safeandaway.hub.security.Browsers;
import org.safeandaway.hub.security.SessionFetcher;
import org.safeandaway.hub.watch.PersonId;

/** Telling one's own telephone of alarms, trying it, and ending it. */
@Controller("/account/push")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
public final class PushPages {
  private static final long TEST = -1;

  private final WebPush push;
  private final PushSubscriptions subscriptions;

  PushPages(WebPush push, PushSubscriptions subscriptions) {
    this.push = push;
    this.subscriptions = subscriptions;
  }

  /** The fields are the browser's own, which its script has filled in. */
  @Post
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> begin(
      HttpRequest<?> request, Authentication known, @Body @Nullable Map<String, Object> body) {
    PushSubscriptions.Given given = given(Form.sent(body));
    if (!push.isOurs(given)) {
      throw ProblemException.badRequest(
          "The hub does not send to the push service of this browser. Use Chrome, Edge, Firefox or"
              + " Safari.");
    }
    PersonId person = person(known);
    if (subscriptions.of(person).size() >= PushSubscriptions.MOST) {
      throw ProblemException.conflict(
          "You have asked for this in "
              + PushSubscriptions.MOST
              + " browsers already. Remove one first.");
    }
    subscriptions.add(
        person, SessionFetcher.session(known).orElse(null), given, Browsers.words(request));
    return back("push");
  }

  /**
   * A script's, and so nobody's press. Whoever has signed in again in a browser that is told goes
   * on being told there; one that its push service has given another address names the old one in
   * {@code instead}, and is told there from now on. Nothing is answered then, and else that it is
   * not told: neither is a mistake.
   */
  @Post("/renewal")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> renew(Authentication known, @Body @Nullable Map<String, Object> body) {
    Form form = Form.sent(body);
    return SessionFetcher.session(known)
            .filter(session -> renewed(person(known), session, form))
            .isPresent()
        ? HttpResponse.noContent()
        : HttpResponse.ok("not told").contentType(MediaType.TEXT_PLAIN_TYPE);
  }

  private boolean renewed(PersonId person, UUID session, Form form) {
    PushSubscriptions.Given given = given(form);
    return subscriptions.renew(person, session, given.endpoint())
        || (push.isOurs(given)
            && subscriptions.replace(person, session, form.value("instead"), given));
  }

  private static PushSubscriptions.Given given(Form form) {
    return new PushSubscriptions.Given(
        form.value("endpoint"), form.value("p256dh"), form.value("auth"));
  }

  @Post("/{device}/removal")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> remove(@PathVariable UUID device, Authentication known) {
    subscriptions.remove(person(known), device);
    return back("push-removed");
  }

  /** Waits for the push services, so that the page says what came of it. */
  @Post("/test")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> test(Authentication known) throws InterruptedException {
    String words = "This is a test. It works.";
    var recipient = new Notice.Recipient(known.getName(), known.getName(), null, null);
    Notice notice =
        new Notice(TEST, recipient, words, words, words, null, null, null, "TEST", "TEST");
    return back(
        switch (push.send(notice)) {
          case Outcome.Accepted accepted -> "push-test";
          case Outcome.TryLater later -> "push-test-failed";
          case Outcome.Failed failed -> "push-test-failed";
        });
  }

  private static PersonId person(Authentication known) {
    return new PersonId(known.getName());
  }

  private static HttpResponse<?> back(String done) {
    return HttpResponse.seeOther(URI.create("/account?done=" + done));
  }
}
