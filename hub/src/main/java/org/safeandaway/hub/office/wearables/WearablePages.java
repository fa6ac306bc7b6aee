package org.safeandaway.hub.office.wearables;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.views.ModelAndView;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.api.ProblemException;
import org.safeandaway.hub.api.WearableActions;
import org.safeandaway.hub.fleet.WearableHistory;
import org.safeandaway.hub.fleet.Wearables;
import org.safeandaway.hub.fleet.Wearers;
import org.safeandaway.hub.office.Page;
import org.safeandaway.hub.office.Pages;
import org.safeandaway.hub.office.forms.Forms;
import org.safeandaway.hub.office.forms.Sheets;
import org.safeandaway.hub.visit.AlarmReads;
import org.safeandaway.protocol.WearableId;

/** Wearables to look at. */
@Controller("/wearables")
@ExecuteOn(TaskExecutors.BLOCKING)
final class WearablePages {
  /** Of each kind of line in what became of a wearable. */
  private static final int LINES = 60;

  /** Four days of states, one each ten minutes. */
  private static final int STATES = 576;

  private static final int LONGEST_SEARCH = 80;

  private final Pages pages;
  private final Wearables wearables;
  private final Wearers wearers;
  private final WearableHistory history;
  private final AlarmReads alarms;
  private final Forms forms;

  WearablePages(
      Pages pages,
      Wearables wearables,
      Wearers wearers,
      WearableHistory history,
      AlarmReads alarms,
      Forms forms) {
    this.pages = pages;
    this.wearables = wearables;
    this.wearers = wearers;
    this.history = history;
    this.alarms = alarms;
    this.forms = forms;
  }

  @Get
  @Produces(MediaType.TEXT_HTML)
  ModelAndView<Map<String, Object>> list(
      HttpRequest<?> request, @QueryValue @Nullable String q, @QueryValue @Nullable String order) {
    return list(request, q == null ? "" : q, WearableRow.Order.of(order), forms.fresh());
  }

  /** The list, perhaps with a form that failed. */
  ModelAndView<Map<String, Object>> list(
      HttpRequest<?> request, String asked, WearableRow.Order order, Sheets itsForms) {
    Page page = pages.page(request, "Wearables", Page.Tab.WEARABLES);
    Map<String, Wearers.Wearer> worn = wearers.now();
    String words = asked.length() > LONGEST_SEARCH ? asked.substring(0, LONGEST_SEARCH) : asked;
    List<WearableRow> all =
        wearables.all().stream()
            .map(each -> WearableRow.of(each, worn.get(each.id()), page.now().instant()))
            .toList();
    List<WearableRow> rows =
        all.stream()
            .filter(row -> words.isBlank() || row.matches(words))
            .sorted(order.comparator())
            .toList();
    WearableList list =
        new WearableList(rows, all.size(), words, order, itsForms.of(WearableForms.REGISTER));
    return new ModelAndView<>("wearables/list", Pages.model(page, "list", list));
  }

  @Get("/{id}")
  @Produces(MediaType.TEXT_HTML)
  ModelAndView<Map<String, Object>> one(HttpRequest<?> request, @PathVariable String id) {
    return one(request, WearableActions.id(id), forms.fresh());
  }

  /** The page of a wearable, perhaps with a form that failed. */
  ModelAndView<Map<String, Object>> one(HttpRequest<?> request, WearableId id, Sheets itsForms) {
    Page around = pages.page(request, "Wearable", Page.Tab.WEARABLES);
    Wearables.Wearable it =
        wearables
            .one(id)
            .orElseThrow(() -> ProblemException.notFound(WearableActions.NO_SUCH_WEARABLE));
    Page page = around.titled(it.label());
    List<WearableHistory.Worn> worn = history.worn(id, null, LINES);
    List<WearableHistory.Said> said = history.said(id, null, LINES);
    WearableFile file =
        new WearableFile(
            WearableRow.of(it, wearers.now().get(it.id()), page.now().instant()),
            worn,
            said,
            alarms.of(id),
            history.states(id, null, STATES),
            wearers.places(visits(worn, said)),
            itsForms.of(WearableForms.RETIRE));
    String reader = page.person() == null ? "" : page.person().id();
    return new ModelAndView<>("wearables/one", Pages.model(page, "file", file.asSeenBy(reader)));
  }

  private static Set<String> visits(
      List<WearableHistory.Worn> worn, List<WearableHistory.Said> said) {
    Set<String> visits = new HashSet<>();
    worn.stream().map(WearableHistory.Worn::visit).filter(Objects::nonNull).forEach(visits::add);
    said.stream()
        .map(each -> WearableWords.visit(each.watch()))
        .filter(Objects::nonNull)
        .forEach(visits::add);
    return visits;
  }
}
