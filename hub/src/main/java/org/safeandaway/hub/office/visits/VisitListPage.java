package org.safeandaway.hub.office.visits;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.views.ModelAndView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.api.Caller;
import org.safeandaway.hub.api.VisitActions;
import org.safeandaway.hub.office.Page;
import org.safeandaway.hub.office.Pages;
import org.safeandaway.hub.people.People;
import org.safeandaway.hub.visit.VisitReads.Stage;
import org.safeandaway.hub.visit.VisitSearch;
import org.safeandaway.hub.visit.VisitView;
import org.safeandaway.hub.watch.PersonId;

/** The list of visits. */
@Controller("/visits")
@ExecuteOn(TaskExecutors.BLOCKING)
final class VisitListPage {
  private static final int A_PAGE = 25;
  private static final int A_DAY = 200;
  private static final int EARLIER = 10;

  private final Pages pages;
  private final VisitActions visits;
  private final People people;

  VisitListPage(Pages pages, VisitActions visits, People people) {
    this.pages = pages;
    this.visits = visits;
    this.people = people;
  }

  @Get
  @Produces(MediaType.TEXT_HTML)
  ModelAndView<Map<String, Object>> list(
      HttpRequest<?> request,
      @QueryValue @Nullable String all,
      @QueryValue @Nullable String state,
      @QueryValue @Nullable String person,
      @QueryValue @Nullable String words,
      @QueryValue @Nullable String page,
      Authentication authentication) {
    Page around = pages.page(request, "Visits", Page.Tab.VISITS);
    Caller caller = Caller.of(authentication);
    VisitFilter filter = VisitFilter.of("true".equals(all), state, person, words, number(page));
    VisitList list = filter.isAny() ? found(filter, around, caller) : overview(around, caller);
    return new ModelAndView<>(
        "visits/list",
        Map.of(
            "page",
            around,
            "list",
            list,
            "people",
            around.watches() ? people.all() : List.<People.Person>of()));
  }

  private VisitList overview(Page page, Caller caller) {
    Instant today = VisitList.startOfDay(page.now(), 0);
    Instant tomorrow = VisitList.startOfDay(page.now(), 1);
    VisitSearch.Query all = VisitSearch.Query.all();
    List<VisitView> earlier = visits.search(all.between(null, today), 0, EARLIER + 1, caller);
    return VisitList.overview(
        caller.watches()
            ? visits.search(all.in(Stage.GUARDING).earliestFirst(), 0, A_DAY, caller)
            : List.of(),
        visits.search(all.between(today, tomorrow).earliestFirst(), 0, A_DAY, caller),
        visits.search(all.between(tomorrow, null).earliestFirst(), 0, A_DAY, caller),
        earlier.subList(0, Math.min(EARLIER, earlier.size())),
        earlier.size() > EARLIER,
        VisitFilter.of(false, null, null, null, 1),
        page.now());
  }

  private VisitList found(VisitFilter filter, Page page, Caller caller) {
    PersonId person = filter.person().isEmpty() ? null : new PersonId(filter.person());
    VisitSearch.Query query =
        new VisitSearch.Query(
            null, filter.stage().orElse(null), person, filter.words(), null, null, true);
    int offset = (filter.page() - 1) * A_PAGE;
    List<VisitView> found = visits.search(query, offset, A_PAGE + 1, caller);
    return VisitList.found(
        found.subList(0, Math.min(A_PAGE, found.size())),
        found.size() > A_PAGE,
        filter,
        page.now());
  }

  private static int number(@Nullable String page) {
    return page != null && page.matches("[0-9]{1,4}") ? Integer.parseInt(page) : 1;
  }
}
