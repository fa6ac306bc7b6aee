package org.safeandaway.hub.office.watching;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.views.ModelAndView;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.api.AlarmActions;
import org.safeandaway.hub.api.AlarmRequests;
import org.safeandaway.hub.api.Caller;
import org.safeandaway.hub.api.Idempotency;
import org.safeandaway.hub.api.ProblemException;
import org.safeandaway.hub.configuration.Settings;
import org.safeandaway.hub.office.Naming;
import org.safeandaway.hub.office.Pages;
import org.safeandaway.hub.office.Times;
import org.safeandaway.hub.office.forms.Form;
import org.safeandaway.hub.seats.Seats;
import org.safeandaway.hub.security.Csrf;
import org.safeandaway.hub.security.SessionFetcher;
import org.safeandaway.hub.watch.Alarm;

/**
 * A page says that it is there, and is told who watches. It says so every ten seconds, by a script,
 * and puts what it is answered into itself.
 */
@Controller("/watching")
@ExecuteOn(TaskExecutors.BLOCKING)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Produces(MediaType.TEXT_HTML)
final class WatchingPages {
  private static final String AT_A_PAGE =
      "Whoever watches sits at a page of the office, signed in; a program does not watch.";

  private static final String WATCH_FIRST =
      "Watch first: let the page sound, and press \"I'm watching\". Then close the alarm.";

  private final Seats seats;
  private final Pages pages;
  private final Csrf csrf;
  private final AlarmActions alarms;
  private final Idempotency idempotency;
  private final Naming wallNames;

  WatchingPages(
      Seats seats,
      Pages pages,
      Csrf csrf,
      AlarmActions alarms,
      Idempotency idempotency,
      Settings settings) {
    this.seats = seats;
    this.pages = pages;
    this.csrf = csrf;
    this.alarms = alarms;
    this.idempotency = idempotency;
    this.wallNames = settings.site().wallInitials() ? Naming.INITIALS : Naming.FULL;
  }

  /** Its fields: {@code sound}, on or blocked; {@code press}, yes if a person pressed. */
  @Post
  ModelAndView<Map<String, Object>> here(
      HttpRequest<?> request, Authentication known, @Body @Nullable Map<String, Object> body) {
    Form form = Form.sent(body);
    UUID session = session(known);
    seats.here(session, Caller.of(known).person(), form.value("sound").equals("on"));
    if (form.value("press").equals("yes")) {
      seats.pressed(session);
    }
    Naming naming = form.value("tab").equals("wall") ? wallNames : Naming.FULL;
    return new ModelAndView<>(
        "watching/now", Map.of("watching", watching(session, naming), "csrf", csrf.token(request)));
  }

  private Watching watching(UUID session, Naming naming) {
    Seats.Seat seat = seat(session);
    Times now = pages.times();
    return Watching.of(seats.room(), seat, seat.pressBy().minus(seats.promptBefore()), now, naming);
  }

  /** Somebody watches again, and says so: that nobody did is over. */
  @Post("/closure")
  HttpResponse<?> close(Authentication known) {
    if (!seat(session(known)).watches()) {
      throw ProblemException.conflict(WATCH_FIRST);
    }
    UUID alarm = seats.room().alarm();
    if (alarm == null) {
      return HttpResponse.seeOther(URI.create("/"));
    }
    URI page = URI.create("/alarms/" + alarm);
    try {
      Caller caller = Caller.of(known);
      if (alarms.view(caller, alarm).owner() == null) {
        alarms.take(caller, alarm, idempotency.key());
      }
      alarms.resolve(
          caller,
          alarm,
          new AlarmRequests.Resolution(
              Alarm.Reason.PRECAUTION, "Somebody watches the board again.", false),
          idempotency.key());
    } catch (ProblemException e) {
      // Somebody else was quicker; the page of the alarm says who.
      if (e.problem().status() != HttpStatus.CONFLICT.getCode()) {
        throw e;
      }
    }
    return HttpResponse.seeOther(page);
  }

  private Seats.Seat seat(UUID session) {
    return seats.seat(session).orElseThrow(() -> ProblemException.conflict(WATCH_FIRST));
  }

  private static UUID session(Authentication known) {
    return SessionFetcher.session(known).orElseThrow(() -> ProblemException.badRequest(AT_A_PAGE));
  }
}
