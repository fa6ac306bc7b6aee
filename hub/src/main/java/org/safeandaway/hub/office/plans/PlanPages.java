package org.safeandaway.hub.office.plans;

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
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.views.ModelAndView;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.api.Fields;
import org.safeandaway.hub.api.PlanRequests;
import org.safeandaway.hub.api.ProblemException;
import org.safeandaway.hub.office.Page;
import org.safeandaway.hub.office.Pages;
import org.safeandaway.hub.office.forms.Form;
import org.safeandaway.hub.office.forms.Sheet;
import org.safeandaway.hub.people.People;
import org.safeandaway.hub.policy.Policy;
import org.safeandaway.hub.policy.ResponsePlan;
import org.safeandaway.hub.policy.ResponsePlans;
import org.safeandaway.hub.rules.PolicyRows;
import org.safeandaway.hub.watch.PersonId;
import org.safeandaway.protocol.AlarmKind;

/** What happens about alarms: looked at by whoever watches, written by administrators. */
@Controller("/plans")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
public final class PlanPages {
  private final Pages pages;
  private final PolicyRows policies;
  private final People people;
  private final StaffingReads staffing;

  PlanPages(Pages pages, PolicyRows policies, People people, StaffingReads staffing) {
    this.pages = pages;
    this.policies = policies;
    this.people = people;
    this.staffing = staffing;
  }

  /**
   * The plan of one kind of alarm.
   *
   * @param word of the kind, in addresses
   * @param own the school has written it; else it is the standard one
   */
  public record Shown(String word, String title, boolean own, PlanPicture picture) {}

  /**
   * The page of one.
   *
   * @param version of the rules
   * @param typed the picture is of what was typed, and not of what counts
   * @param said what was just done; may be empty
   */
  public record View(
      Shown plan,
      int version,
      boolean typed,
      Sheet sheet,
      int steps,
      Staffing staffing,
      String said) {
    public String field(int step, String part) {
      return PlanForm.field(step, part);
    }
  }

  @Get
  HttpResponse<?> list(HttpRequest<?> request) {
    Page page = pages.page(request, "Response plans", Page.Tab.PLANS);
    ResponsePlans plans = policies.newest().plans();
    Staffing today = staffing.today();
    List<Shown> all =
        PlanRequests.kinds().stream()
            .map(kind -> shown(kind, plans.isOwn(kind), plans.of(kind), today))
            .toList();
    return HttpResponse.ok(new ModelAndView<>("plans/list", Pages.model(page, "plans", all)));
  }

  @Get("/{kind}")
  HttpResponse<?> look(
      HttpRequest<?> request, @PathVariable String kind, @QueryValue @Nullable String done) {
    AlarmKind which = kind(kind);
    Policy policy = policies.newest();
    Form form = PlanForm.of(policy.plans().of(which));
    return page(request, which, policy, PlanForm.sheet(form), null, words(String.valueOf(done)));
  }

  /** Saves it, shows what it would do, or arranges its steps, as the button says. */
  @Post("/{kind}")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> change(
      HttpRequest<?> request,
      @PathVariable String kind,
      @Body @Nullable Map<String, Object> body,
      Authentication known) {
    AlarmKind which = kind(kind);
    Form form = Form.sent(body);
    String act = form.value("do");
    Optional<PlanForm.Arranged> arranged = PlanForm.arranged(form, act);
    if (arranged.isPresent()) {
      return arranged(request, which, arranged.get());
    }
    try {
      ResponsePlan plan = read(form);
      if (act.equals("preview")) {
        String said = "This is what would happen. Nothing counts until you save it.";
        return page(request, which, policies.newest(), PlanForm.sheet(form), plan, said);
      }
      return save(which, plans -> plans.with(which, plan), known, "saved");
    } catch (ProblemException e) {
      return page(request, which, policies.newest(), failed(form, e), null, "");
    }
  }

  @Post("/{kind}/standard")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> standard(@PathVariable String kind, Authentication known) {
    AlarmKind which = kind(kind);
    return save(which, plans -> plans.without(which), known, "standard");
  }

  private interface Change {
    ResponsePlans of(ResponsePlans plans);
  }

  private HttpResponse<?> save(AlarmKind kind, Change change, Authentication known, String done) {
    policies.change(
        newest -> newest.with(change.of(newest.plans())), new PersonId(known.getName()));
    return HttpResponse.seeOther(URI.create("/plans/" + PlanRequests.word(kind) + "?done=" + done));
  }

  private ResponsePlan read(Form form) {
    return Fields.read(
            PlanForm.json(form),
            fields -> PlanRequests.read(fields, id -> people.missing(List.of(id)).isEmpty()))
        .get();
  }

  private static Sheet failed(Form form, ProblemException e) {
    return PlanForm.failed(form, e.problem());
  }

  private HttpResponse<?> arranged(
      HttpRequest<?> request, AlarmKind kind, PlanForm.Arranged arranged) {
    Sheet sheet = PlanForm.sheet(arranged.form());
    return page(request, kind, policies.newest(), sheet, null, arranged.words());
  }

  private static AlarmKind kind(String word) {
    return PlanRequests.kind(word)
        .filter(kind -> PlanRequests.word(kind).equals(word))
        .orElseThrow(
            () -> ProblemException.notFound("There is no such kind of alarm. Look at the list."));
  }

  private static String words(String done) {
    return switch (done) {
      case "saved" ->
          "Saved. It counts for alarms of visits that are authorised from now on, and at once for"
              + " alarms that belong to no visit.";
      case "standard" -> "It is the standard plan again, from now on.";
      default -> "";
    };
  }

  private static Shown shown(AlarmKind kind, boolean own, ResponsePlan plan, Staffing today) {
    return new Shown(
        PlanRequests.word(kind), PlanWords.kind(kind), own, PlanPicture.of(plan, today));
  }

  private HttpResponse<?> page(
      HttpRequest<?> request,
      AlarmKind kind,
      Policy policy,
      Sheet sheet,
      @Nullable ResponsePlan typed,
      String said) {
    Page page = pages.page(request, PlanWords.kind(kind), Page.Tab.PLANS);
    Staffing today = staffing.today();
    ResponsePlan plan = typed == null ? policy.plans().of(kind) : typed;
    View view =
        new View(
            shown(kind, policy.plans().isOwn(kind), plan, today),
            policy.version(),
            typed != null,
            sheet,
            PlanForm.count(sheet.form()),
            today,
            said);
    HttpStatus status = sheet.mistakes().status();
    return HttpResponse.status(status)
        .body(new ModelAndView<>("plans/one", Pages.model(page, "view", view)));
  }
}
