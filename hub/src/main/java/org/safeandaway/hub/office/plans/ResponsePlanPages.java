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
import org.safeandaway.hub.api.PlanActions;
import org.safeandaway.hub.api.PlanRequests;
import org.safeandaway.hub.api.Problem;
import org.safeandaway.hub.api.ProblemException;
import org.safeandaway.hub.office.Page;
import org.safeandaway.hub.office.Pages;
import org.safeandaway.hub.office.Times;
import org.safeandaway.hub.office.forms.Form;
import org.safeandaway.hub.office.forms.FormBody;
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
public final class ResponsePlanPages {
  private final Pages pages;
  private final PolicyRows policies;
  private final PlanActions actions;
  private final People people;
  private final StaffingReads staffing;

  ResponsePlanPages(
      Pages pages,
      PolicyRows policies,
      PlanActions actions,
      People people,
      StaffingReads staffing) {
    this.pages = pages;
    this.policies = policies;
    this.actions = actions;
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
   * @param meanwhile what others made of it since its form was opened; absent if nothing
   */
  public record View(
      Shown plan,
      int version,
      boolean typed,
      Sheet sheet,
      int steps,
      Staffing staffing,
      String said,
      @Nullable Meanwhile meanwhile) {
    /** On the button. */
    public String save() {
      return meanwhile == null ? "Save this plan" : "Save mine over theirs";
    }

    public String field(int step, String part) {
      return ResponsePlanForm.field(step, part);
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
    Form form = ResponsePlanForm.of(policy.plans().of(which), policy.version());
    return page(
        request, which, policy, ResponsePlanForm.sheet(form), null, words(String.valueOf(done)));
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
    Optional<ResponsePlanForm.Arranged> arranged = ResponsePlanForm.arranged(form, act);
    if (arranged.isPresent()) {
      return arranged(request, which, arranged.get());
    }
    try {
      PlanRequests.Replacement asked = read(form);
      if (act.equals("preview")) {
        String said = "This is what would happen. Nothing counts until you save it.";
        Sheet sheet = ResponsePlanForm.sheet(form);
        return page(request, which, policies.newest(), sheet, asked.plan(), said);
      }
      actions.replace(new PersonId(known.getName()), which, asked);
      return saved(which, "saved");
    } catch (ProblemException e) {
      return refused(request, which, form, e.problem());
    }
  }

  @Post("/{kind}/standard")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> standard(
      HttpRequest<?> request,
      @PathVariable String kind,
      @Body @Nullable Map<String, Object> body,
      Authentication known) {
    AlarmKind which = kind(kind);
    Form form = Form.sent(body);
    try {
      int version =
          Fields.read(
              new FormBody(form).number(ResponsePlanForm.VERSION).json(), PlanRequests::version);
      actions.standard(new PersonId(known.getName()), which, version);
      return saved(which, "standard");
    } catch (ProblemException e) {
      Policy newest = policies.newest();
      Form plan = ResponsePlanForm.of(newest.plans().of(which), newest.version());
      String seen = form.value(ResponsePlanForm.VERSION);
      return refused(request, which, plan.with(ResponsePlanForm.VERSION, seen), e.problem());
    }
  }

  private static HttpResponse<?> saved(AlarmKind kind, String done) {
    return HttpResponse.seeOther(URI.create("/plans/" + PlanRequests.word(kind) + "?done=" + done));
  }

  private PlanRequests.Replacement read(Form form) {
    return Fields.read(
            ResponsePlanForm.json(form),
            fields -> PlanRequests.replacement(fields, id -> people.missing(List.of(id)).isEmpty()))
        .get();
  }

  /** With what is wrong, or with what somebody else has made of the plan; nothing typed is lost. */
  private HttpResponse<?> refused(
      HttpRequest<?> request, AlarmKind kind, Form form, Problem problem) {
    Policy newest = policies.newest();
    Sheet sheet =
        problem.status() == HttpStatus.CONFLICT.getCode()
            ? ResponsePlanForm.overtaken(form, newest.version())
            : ResponsePlanForm.failed(form, problem);
    return page(request, kind, newest, sheet, null, "");
  }

  private HttpResponse<?> arranged(
      HttpRequest<?> request, AlarmKind kind, ResponsePlanForm.Arranged arranged) {
    Sheet sheet = ResponsePlanForm.sheet(arranged.form());
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
            ResponsePlanForm.count(sheet.form()),
            today,
            said,
            meanwhile(kind, sheet.form(), today, page.now()));
    HttpStatus status = sheet.mistakes().status();
    return HttpResponse.status(status)
        .body(new ModelAndView<>("plans/one", Pages.model(page, "view", view)));
  }

  private @Nullable Meanwhile meanwhile(AlarmKind kind, Form form, Staffing today, Times now) {
    return ResponsePlanForm.opened(form)
        .map(version -> actions.since(kind, version))
        .map(changes -> Meanwhile.of(changes, today, now))
        .orElse(null);
  }
}
