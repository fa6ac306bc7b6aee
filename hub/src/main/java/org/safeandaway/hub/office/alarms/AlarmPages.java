package org.safeandaway.hub.office.alarms;

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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.api.AlarmActions;
import org.safeandaway.hub.api.ProblemException;
import org.safeandaway.hub.fleet.Wearables;
import org.safeandaway.hub.office.Page;
import org.safeandaway.hub.office.Pages;
import org.safeandaway.hub.office.forms.Forms;
import org.safeandaway.hub.office.forms.Sheets;
import org.safeandaway.hub.office.visits.SafeWordPanel;
import org.safeandaway.hub.people.People;
import org.safeandaway.hub.visit.AlarmReads;
import org.safeandaway.hub.visit.AlarmSheet;
import org.safeandaway.hub.visit.AlarmSheets;
import org.safeandaway.hub.visit.AlarmView;
import org.safeandaway.hub.visit.ResponseReads;
import org.safeandaway.hub.visit.ResponseView;
import org.safeandaway.hub.visit.SafeWords;
import org.safeandaway.hub.visit.VisitView;

/** Alarms to look at. */
@Controller("/alarms")
@ExecuteOn(TaskExecutors.BLOCKING)
final class AlarmPages {
  private static final String NO_SUCH_ALARM =
      "There is no such alarm; look for it among all alarms.";

  private final Pages pages;
  private final AlarmReads alarms;
  private final AlarmSheets sheets;
  private final Wearables wearables;
  private final ResponseReads responses;
  private final People people;
  private final SafeWords safeWords;
  private final Forms forms;

  AlarmPages(
      Pages pages,
      AlarmReads alarms,
      AlarmSheets sheets,
      Wearables wearables,
      ResponseReads responses,
      People people,
      SafeWords safeWords,
      Forms forms) {
    this.pages = pages;
    this.alarms = alarms;
    this.sheets = sheets;
    this.wearables = wearables;
    this.responses = responses;
    this.people = people;
    this.safeWords = safeWords;
    this.forms = forms;
  }

  @Get
  @Produces(MediaType.TEXT_HTML)
  ModelAndView<Map<String, Object>> list(
      HttpRequest<?> request,
      @QueryValue @Nullable String kind,
      @QueryValue @Nullable String person,
      @QueryValue @Nullable String month,
      @QueryValue("page") @Nullable String number) {
    Page page = pages.page(request, "Alarms", Page.Tab.ALARMS);
    AlarmHistory.Asked asked = AlarmHistory.Asked.of(kind, person, month, number);
    AlarmHistory history = AlarmHistory.read(alarms, asked, page.now().zone());
    AlarmListed listed = AlarmListed.of(alarms.open(), history, reader(page));
    return new ModelAndView<>("alarms/list", Pages.model(page, "listed", listed));
  }

  @Get("/{id}")
  @Produces(MediaType.TEXT_HTML)
  ModelAndView<Map<String, Object>> one(
      HttpRequest<?> request, @PathVariable String id, @QueryValue @Nullable String refused) {
    return one(request, AlarmActions.id(id), forms.fresh(), refused != null);
  }

  /**
   * The page of an alarm, perhaps with a form that failed.
   *
   * @param refused somebody tried to take it, and the desk refused
   */
  ModelAndView<Map<String, Object>> one(
      HttpRequest<?> request, UUID id, Sheets itsForms, boolean refused) {
    Page around = pages.page(request, "Alarm", Page.Tab.ALARMS);
    AlarmSheet sheet = sheet(id, around);
    Page page = around.titled(AlarmWords.name(sheet.alarm()));
    AlarmPage it =
        AlarmPage.of(
            sheet,
            page,
            labels(),
            itsForms,
            checklist(id, sheet, page, itsForms),
            clocks(sheet),
            Way.of(sheet, alarms.rungs(id), page.now().instant()),
            safeWord(sheet, page, itsForms),
            refused);
    return new ModelAndView<>("alarms/one", Pages.model(page, "it", it));
  }

  private Map<String, String> labels() {
    return wearables.all().stream()
        .collect(Collectors.toMap(Wearables.Wearable::id, Wearables.Wearable::label));
  }

  /** What was said on the telephone would tell of another alarm that is kept from the reader. */
  private @Nullable Checklist checklist(UUID id, AlarmSheet sheet, Page page, Sheets itsForms) {
    if (sheet.others().stream().anyMatch(other -> other.isKeptFrom(reader(page)))) {
      return null;
    }
    return responses
        .one(id)
        .map(found -> Checklist.of(sheet, found, people.all(), page.school(), itsForms))
        .orElse(null);
  }

  private Map<String, ResponseView.ClockView> clocks(AlarmSheet sheet) {
    return responses.clocks(
        Stream.concat(Stream.of(sheet.alarm()), sheet.others().stream())
            .filter(AlarmView::open)
            .map(each -> UUID.fromString(each.id()))
            .toList());
  }

  /** What to read out to the police, in large letters, and to print (rule ESC-6). */
  @Get("/{id}/script")
  @Produces(MediaType.TEXT_HTML)
  ModelAndView<Map<String, Object>> script(HttpRequest<?> request, @PathVariable String id) {
    Page page = pages.page(request, "What to tell the police", Page.Tab.ALARMS);
    UUID alarm = AlarmActions.id(id);
    AlarmSheet sheet = sheet(alarm, page);
    List<PoliceScript.Part> parts =
        PoliceScript.of(
            sheet, responses.one(alarm).orElse(null), page.school(), page.telephone(), page.now());
    return new ModelAndView<>(
        "alarms/script", Map.of("page", page, "alarm", sheet.alarm(), "parts", parts));
  }

  private AlarmSheet sheet(UUID id, Page page) {
    return sheets
        .one(id)
        .filter(found -> !found.alarm().isKeptFrom(reader(page)))
        .orElseThrow(() -> ProblemException.notFound(NO_SUCH_ALARM));
  }

  private @Nullable SafeWordPanel safeWord(AlarmSheet sheet, Page page, Sheets itsForms) {
    VisitView visit = sheet.visit();
    return visit == null
        ? null
        : SafeWordPanel.of(visit, page, itsForms, safeWords, "/alarms/" + sheet.alarm().id());
  }

  private static String reader(Page page) {
    return page.person() == null ? "" : page.person().id();
  }
}
