package org.safeandaway.hub.office.people;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.views.ModelAndView;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.safeandaway.hub.api.Fields;
import org.safeandaway.hub.api.ProblemException;
import org.safeandaway.hub.api.StaffRequests;
import org.safeandaway.hub.office.Page;
import org.safeandaway.hub.office.Pages;
import org.safeandaway.hub.office.forms.Form;
import org.safeandaway.hub.office.forms.Sheet;
import org.safeandaway.hub.people.People;
import org.safeandaway.hub.people.Staff;
import org.safeandaway.hub.watch.PersonId;

/** Everybody who works here, and somebody new. */
@Controller("/people")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
public final class PeoplePages {
  private final Pages pages;
  private final People people;
  private final Staff staff;

  PeoplePages(Pages pages, People people, Staff staff) {
    this.pages = pages;
    this.people = people;
    this.staff = staff;
  }

  /** Those who are active, and those who are not any more. */
  public record View(List<People.Person> active, List<People.Person> gone) {
    public View {
      active = List.copyOf(active);
      gone = List.copyOf(gone);
    }
  }

  @Get
  HttpResponse<?> list(HttpRequest<?> request) {
    Page page = pages.page(request, "People", Page.Tab.PEOPLE);
    List<People.Person> all = people.all();
    View view =
        new View(
            all.stream().filter(People.Person::active).toList(),
            all.stream().filter(person -> !person.active()).toList());
    return HttpResponse.ok(new ModelAndView<>("people/people", Pages.model(page, "view", view)));
  }

  @Get("/new")
  HttpResponse<?> blank(HttpRequest<?> request) {
    return form(request, PersonForm.sheet(Form.empty()));
  }

  @Post
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> add(HttpRequest<?> request, @Body @Nullable Map<String, Object> body) {
    Form form = Form.sent(body);
    try {
      StaffRequests.NewPerson asked =
          Fields.read(PersonForm.body(form).text("id").json(), StaffRequests.NewPerson::read);
      PersonId id = new PersonId(asked.id());
      return switch (staff.add(id, asked.details())) {
        case Staff.Outcome.Done done ->
            HttpResponse.seeOther(URI.create("/people/" + id + "?done=added"));
        case Staff.Outcome.Nobody nobody -> throw new IllegalStateException("added to nobody");
        case Staff.Outcome.Refused refused -> form(request, PersonForm.refused(form, refused));
      };
    } catch (ProblemException e) {
      return form(request, PersonForm.failed(form, e.problem()));
    }
  }

  private HttpResponse<?> form(HttpRequest<?> request, Sheet sheet) {
    Page page = pages.page(request, "Somebody new", Page.Tab.PEOPLE);
    return HttpResponse.status(sheet.mistakes().status())
        .body(new ModelAndView<>("people/new", Pages.model(page, "sheet", sheet)));
  }
}
