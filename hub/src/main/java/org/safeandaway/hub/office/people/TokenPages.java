package org.safeandaway.hub.office.people;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.views.ModelAndView;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.safeandaway.hub.api.Fields;
import org.safeandaway.hub.api.Problem;
import org.safeandaway.hub.api.ProblemException;
import org.safeandaway.hub.api.StaffRequests;
import org.safeandaway.hub.office.Page;
import org.safeandaway.hub.office.Pages;
import org.safeandaway.hub.office.forms.Form;
import org.safeandaway.hub.office.forms.FormBody;
import org.safeandaway.hub.office.forms.Mistakes;
import org.safeandaway.hub.office.forms.Sheet;
import org.safeandaway.hub.office.forms.Wording;
import org.safeandaway.hub.people.People;
import org.safeandaway.hub.security.Role;
import org.safeandaway.hub.security.Secret;
import org.safeandaway.hub.security.Tokens;

/** Tokens with which programs act in somebody's name: made, shown once, revoked. */
@Controller("/people/{id}/tokens")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
public final class TokenPages {
  private static final String FORM = "token";
  private static final Wording WORDING =
      new Wording()
          .with("name", "Say what it is for, in at most 80 characters.")
          .with("name", "is another", "They have a token for this already. Revoke that one first.")
          .with("roles", "Tick at least one.");

  private final Pages pages;
  private final Somebody somebody;
  private final Tokens tokens;

  TokenPages(Pages pages, Somebody somebody, Tokens tokens) {
    this.pages = pages;
    this.somebody = somebody;
    this.tokens = tokens;
  }

  /**
   * Somebody's tokens.
   *
   * @param secret of the one just made, shown this once; empty otherwise
   */
  public record View(
      Sheet sheet,
      People.Person person,
      List<Tokens.Listed> tokens,
      String secret,
      boolean revoked) {
    public View {
      tokens = List.copyOf(tokens);
    }

    public List<Role> roles() {
      return person.roles().stream().flatMap(word -> Role.of(word).stream()).sorted().toList();
    }

    /** It holds a secret. */
    @Override
    public String toString() {
      return "View[" + person.id() + "]";
    }
  }

  @Get
  HttpResponse<?> look(
      HttpRequest<?> request, @PathVariable String id, @QueryValue @Nullable String done) {
    People.Person person = somebody.of(id);
    return page(request, person, sheet(Form.empty(), Mistakes.none()), "", "revoked".equals(done));
  }

  /** Answers with the token itself: it can be shown only now. */
  @Post
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> make(
      HttpRequest<?> request, @PathVariable String id, @Body @Nullable Map<String, Object> body) {
    People.Person person = somebody.of(id);
    Form form = Form.sent(body);
    try {
      StaffRequests.Token asked =
          Fields.read(
              new FormBody(form).text("name").texts("roles").json(), StaffRequests.Token::read);
      check(asked, person);
      List<Role> roles = asked.roles().stream().flatMap(it -> Role.of(it).stream()).toList();
      Secret secret = tokens.make(Somebody.idOf(person), asked.name(), roles);
      return page(request, person, sheet(Form.empty(), Mistakes.none()), secret.value(), false);
    } catch (ProblemException e) {
      return page(request, person, sheet(form, Mistakes.of(e.problem(), WORDING)), "", false);
    }
  }

  private static Sheet sheet(Form form, Mistakes mistakes) {
    return new Sheet(FORM, form, mistakes, "");
  }

  /** A form that is sent twice makes one token: what it is for is said once. */
  private void check(StaffRequests.Token asked, People.Person person) {
    boolean taken =
        tokens.of(Somebody.idOf(person)).stream()
            .anyMatch(token -> token.revokedAt() == null && token.name().equals(asked.name()));
    if (taken) {
      throw new ProblemException(
          Problem.ofFields(
              List.of(new Problem.FieldError("name", "is another token's of theirs already"))));
    }
    if (!person.active()) {
      throw ProblemException.badRequest(
          person.name() + " is not active, so a token would open nothing.");
    }
  }

  @Post("/{token}/revocation")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> revoke(@PathVariable String id, @PathVariable UUID token) {
    People.Person person = somebody.of(id);
    tokens.revoke(Somebody.idOf(person), token);
    return HttpResponse.seeOther(URI.create("/people/" + person.id() + "/tokens?done=revoked"));
  }

  private HttpResponse<?> page(
      HttpRequest<?> request, People.Person person, Sheet sheet, String secret, boolean revoked) {
    Page page = pages.page(request, "Tokens of " + person.name(), Page.Tab.PEOPLE);
    View view = new View(sheet, person, tokens.of(Somebody.idOf(person)), secret, revoked);
    return HttpResponse.status(sheet.mistakes().status())
        .body(new ModelAndView<>("people/tokens", Pages.model(page, "view", view)));
  }
}
