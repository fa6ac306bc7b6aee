package org.safeandaway.hub.office.visits;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.views.ModelAndView;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.api.Caller;
import org.safeandaway.hub.api.VisitActions;
import org.safeandaway.hub.fleet.Wearables;
import org.safeandaway.hub.office.Page;
import org.safeandaway.hub.office.Pages;
import org.safeandaway.hub.office.forms.Sheets;
import org.safeandaway.hub.people.People;
import org.safeandaway.hub.rules.PolicyRows;
import org.safeandaway.hub.visit.SafeWords;
import org.safeandaway.hub.visit.VisitView;
import org.safeandaway.hub.watch.VisitId;

/** Reads what a visit's page shows, and makes the page. */
@Singleton
class VisitRendering {
  private final Pages pages;
  private final VisitActions visits;
  private final People people;
  private final Wearables wearables;
  private final PolicyRows policy;
  private final SafeWords safeWords;

  VisitRendering(
      Pages pages,
      VisitActions visits,
      People people,
      Wearables wearables,
      PolicyRows policy,
      SafeWords safeWords) {
    this.pages = pages;
    this.visits = visits;
    this.people = people;
    this.wearables = wearables;
    this.policy = policy;
    this.safeWords = safeWords;
  }

  HttpResponse<?> page(
      HttpRequest<?> request, Caller caller, VisitId id, Sheets sheets, HttpStatus status) {
    Page page = pages.page(request, "Visit", Page.Tab.VISITS);
    VisitView visit = visits.view(id, caller);
    VisitPage content = content(visit, caller, page, sheets);
    return HttpResponse.status(status)
        .body(
            new ModelAndView<>(
                "visits/visit", Pages.model(page.titled(visit.place()), "it", content)));
  }

  private static Map<String, String> labels(List<Wearables.Wearable> fleet) {
    return fleet.stream()
        .collect(Collectors.toMap(Wearables.Wearable::id, Wearables.Wearable::label));
  }

  private VisitPage content(VisitView visit, Caller caller, Page page, Sheets sheets) {
    boolean mends = caller.watches();
    boolean over = visit.state().equals("closed");
    List<Wearables.Wearable> fleet = mends ? wearables.all() : List.of();
    List<VisitorCard> cards =
        visit.visitors().stream()
            .map(
                each ->
                    VisitorCard.of(
                        visit,
                        each,
                        fleet,
                        TimelineWords.entered(visit, each.participant(), page.now()),
                        mends,
                        sheets,
                        page.now().instant()))
            .toList();
    @Nullable Authorising authorising =
        visit.state().equals("planned")
            ? Authorising.of(
                visit, caller, people.all(), policy.newest().authoriserRoles(), sheets, page.now())
            : null;
    return new VisitPage(
        visit,
        VisitWords.who(visit),
        VisitWords.state(visit, page.now()),
        VisitWords.sentence(visit, page.now()),
        mends ? VisitWords.lacks(visit, page.now()) : List.of(),
        cards,
        authorising,
        !over,
        mends && !over ? sheets.of(VisitForms.CANCEL) : null,
        SafeWordPanel.of(visit, page, sheets, safeWords, "/visits/" + visit.id()),
        mends ? TimelineWords.of(visit, labels(fleet), page.now()) : null,
        sheets.left());
  }
}
