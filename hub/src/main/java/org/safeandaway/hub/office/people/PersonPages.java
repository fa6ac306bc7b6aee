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
import io.micronaut.security.authentication.Authentication;
import io.micronaut.views.ModelAndView;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.safeandaway.hub.api.Fields;
import org.safeandaway.hub.api.ProblemException;
import org.safeandaway.hub.api.StaffRequests;
import org.safeandaway.hub.office.Page;
import org.safeandaway.hub.office.Pages;
import org.safeandaway.hub.office.forms.Form;
import org.safeandaway.hub.office.forms.Sheet;
import org.safeandaway.hub.people.People;
import org.safeandaway.hub.people.Staff;
import org.safeandaway.hub.security.Passwords;
import org.safeandaway.hub.security.Secret;
import org.safeandaway.hub.security.Sessions;
import org.safeandaway.hub.security.SetUpLinks;
import org.safeandaway.hub.watch.PersonId;

/** One of the people: who they are, what they may do, whether and where they are signed in. */
@Controller("/people/{id}")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
public final class PersonPages {
  private final Pages pages;
  private final Somebody somebody;
  private final Staff staff;
  private final Sessions sessions;
  private final Passwords passwords;
  private final SetUpLinks links;
  private final Addresses addresses;

  PersonPages(
      Pages pages,
      Somebody somebody,
      Staff staff,
      Sessions sessions,
      Passwords passwords,
      SetUpLinks links,
      Addresses addresses) {
    this.pages = pages;
    this.somebody = somebody;
    this.staff = staff;
    this.sessions = sessions;
    this.passwords = passwords;
    this.links = links;
    this.addresses = addresses;
  }

  /**
   * Somebody.
   *
   * @param hasPassword whether they have ever chosen one
   * @param link a new set-up link, shown this once; empty otherwise
   * @param done a sentence about what was just done; empty if nothing was
   */
  public record View(
      Sheet sheet,
      People.Person person,
      boolean hasPassword,
      List<Sessions.Listed> sessions,
      String link,
      String done) {
    public View {
      sessions = List.copyOf(sessions);
    }

    /** Links are secrets. */
    @Override
    public String toString() {
      return "View[" + person.id() + "]";
    }
  }

  @Get
  HttpResponse<?> look(
      HttpRequest<?> request, @PathVariable String id, @QueryValue @Nullable String done) {
    People.Person person = somebody.of(id);
    return page(request, person, sheet(person), "", words(String.valueOf(done)));
  }

  @Post("/changes")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> change(
      HttpRequest<?> request, @PathVariable String id, @Body @Nullable Map<String, Object> body) {
    People.Person person = somebody.of(id);
    Form form = Form.sent(body);
    try {
      Staff.Details asked = Fields.read(PersonForm.body(form).json(), StaffRequests::details);
      return outcome(request, person, form, staff.change(Somebody.idOf(person), asked), "changed");
    } catch (ProblemException e) {
      return page(request, person, PersonForm.failed(form, e.problem()), "", "");
    }
  }

  @Post("/deactivation")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> deactivate(HttpRequest<?> request, @PathVariable String id) {
    People.Person person = somebody.of(id);
    Staff.Outcome outcome = staff.deactivate(Somebody.idOf(person));
    return outcome(request, person, PersonForm.of(person), outcome, "deactivated");
  }

  @Post("/activation")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> activate(HttpRequest<?> request, @PathVariable String id) {
    People.Person person = somebody.of(id);
    Staff.Outcome outcome = staff.activate(Somebody.idOf(person));
    return outcome(request, person, PersonForm.of(person), outcome, "activated");
  }

  /** Answers with the link itself: it can be shown only now. */
  @Post("/set-up-links")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> link(HttpRequest<?> request, @PathVariable String id, Authentication known) {
    People.Person person = somebody.of(id);
    if (!person.active()) {
      return back(person, "inactive");
    }
    Secret secret = links.make(Somebody.idOf(person), new PersonId(known.getName()));
    String link = addresses.of(request, SetUpLinks.path(secret));
    return page(request, person, sheet(person), link, "");
  }

  @Post("/sessions/{session}/revocation")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> signOut(@PathVariable String id, @PathVariable UUID session) {
    People.Person person = somebody.of(id);
    sessions.end(Somebody.idOf(person), session);
    return back(person, "signed-out");
  }

  private HttpResponse<?> outcome(
      HttpRequest<?> request, People.Person person, Form form, Staff.Outcome outcome, String done) {
    return switch (outcome) {
      case Staff.Outcome.Done ignored -> back(person, done);
      case Staff.Outcome.Nobody nobody -> throw Somebody.nobody();
      case Staff.Outcome.Refused refused ->
          page(request, person, PersonForm.refused(form, refused), "", "");
    };
  }

  private static Sheet sheet(People.Person person) {
    return PersonForm.sheet(PersonForm.of(person));
  }

  private static HttpResponse<?> back(People.Person person, String done) {
    return HttpResponse.seeOther(URI.create("/people/" + person.id() + "?done=" + done));
  }

  private static String words(String done) {
    return switch (done) {
      case "added" -> "Added. Now give them a set-up link, so that they can sign in.";
      case "changed" -> "Changed.";
      case "deactivated" ->
          "Deactivated: signed out everywhere, and their tokens open nothing any more.";
      case "activated" -> "Active again. They sign in as before.";
      case "signed-out" -> "Signed out there.";
      case "inactive" -> "Activate them first; a link would open nothing.";
      default -> "";
    };
  }

  private HttpResponse<?> page(
      HttpRequest<?> request, People.Person person, Sheet sheet, String link, String done) {
    Page page = pages.page(request, person.name(), Page.Tab.PEOPLE);
    PersonId id = Somebody.idOf(person);
    View view = new View(sheet, person, passwords.has(id), sessions.of(id), link, done);
    return HttpResponse.status(sheet.mistakes().status())
        .body(new ModelAndView<>("people/person", Pages.model(page, "view", view)));
  }
}
