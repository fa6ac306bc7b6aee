package org.safeandaway.hub.office.signin;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.views.ModelAndView;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.safeandaway.hub.office.Pages;
import org.safeandaway.hub.office.forms.Form;
import org.safeandaway.hub.office.forms.Mistakes;
import org.safeandaway.hub.office.forms.Sheet;
import org.safeandaway.hub.security.Secret;
import org.safeandaway.hub.security.SetUpLinks;
import org.safeandaway.hub.security.SignIn;
import org.safeandaway.hub.watch.PersonId;

/**
 * Where a set-up link leads: its holder chooses a password and is signed in. Looking at the page
 * uses nothing up, since mail programs look at links too.
 */
@Controller("/set-up/{secret}")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
public final class SetUpPages {
  private static final String FORM = "set-up";

  private final Pages pages;
  private final SetUpLinks links;
  private final SignIn signIn;
  private final Entrance entrance;

  SetUpPages(Pages pages, SetUpLinks links, SignIn signIn, Entrance entrance) {
    this.pages = pages;
    this.links = links;
    this.signIn = signIn;
    this.entrance = entrance;
  }

  /** Whose password is chosen. */
  public record View(Sheet sheet, String id, String name) {}

  @Get
  HttpResponse<?> look(HttpRequest<?> request, @PathVariable String secret) {
    Optional<SetUpLinks.Holder> holder = holder(secret);
    return holder.isPresent() ? page(request, Refusals.fresh(FORM), holder.get()) : over(request);
  }

  @Post
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> choose(
      HttpRequest<?> request,
      @PathVariable String secret,
      @Body @Nullable Map<String, Object> body) {
    Optional<SetUpLinks.Holder> found = holder(secret);
    if (found.isEmpty()) {
      return over(request);
    }
    SetUpLinks.Holder holder = found.get();
    Form form = Form.sent(body);
    List<Mistakes.Mistake> mistakes =
        NewPassword.mistakes(form, holder.person().value(), holder.name(), holder.email());
    if (!mistakes.isEmpty()) {
      return page(request, Refusals.of(FORM, form, mistakes), holder);
    }
    Optional<PersonId> person = links.use(new Secret(secret), NewPassword.of(form));
    if (person.isEmpty()) {
      return over(request);
    }
    SignIn.Asked asked = entrance.asked(request, person.get().value(), "");
    return entrance.open(signIn.welcome(person.get(), asked), Optional.empty());
  }

  private Optional<SetUpLinks.Holder> holder(String secret) {
    return Secret.hasShape(secret) ? links.holder(new Secret(secret)) : Optional.empty();
  }

  private HttpResponse<?> page(HttpRequest<?> request, Sheet sheet, SetUpLinks.Holder holder) {
    View view = new View(sheet, holder.person().value(), holder.name());
    return HttpResponse.status(sheet.mistakes().status())
        .body(
            new ModelAndView<>(
                "signin/set-up",
                Pages.model(pages.outside(request, "Choose a password"), "view", view)));
  }

  private HttpResponse<?> over(HttpRequest<?> request) {
    return HttpResponse.status(HttpStatus.GONE)
        .body(
            new ModelAndView<>(
                "signin/set-up-over", Map.of("page", pages.outside(request, "This link is over"))));
  }
}
