package org.safeandaway.hub.office.plans;

import io.micronaut.http.HttpStatus;
import io.micronaut.json.tree.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.safeandaway.hub.api.Problem;
import org.safeandaway.hub.office.forms.Form;
import org.safeandaway.hub.office.forms.FormBody;
import org.safeandaway.hub.office.forms.Mistakes;
import org.safeandaway.hub.office.forms.Sheet;
import org.safeandaway.hub.policy.ChannelKind;
import org.safeandaway.hub.policy.ResponsePlan;

/**
 * The form of a plan. The fields of a step bear its place in front: {@code s0-action}; how many
 * there are stands in {@code steps}. It is said to the API's own reader as the JSON that a program
 * would send. Sending it twice does no harm, so it has no key.
 */
final class ResponsePlanForm {
  static final String ID = "plan";
  static final String STEPS = "steps";

  /** The version of the rules in which whoever fills it in has seen the plan. */
  static final String VERSION = "version";

  /**
   * The version in which they opened it, once it turned out that others have changed the plan
   * since. Whoever then saves does so knowing it.
   */
  static final String OPENED = "opened";

  static final String EVERYBODY = "everybody";
  static final String ROLE = "role:";
  static final String PERSON = "person:";

  private static final String OVERTAKEN =
      "Somebody else has saved this plan since you opened it. What you typed is still here, and"
          + " nothing of it is saved.";

  private static final List<String> PARTS =
      List.of("action", "who", "channels", "minutes", "seconds", "wording");
  private static final Pattern STEP = Pattern.compile("steps\\[([0-9]{1,2})]\\.([a-zA-Z]+).*");
  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,6}");

  private ResponsePlanForm() {}

  /** The version in which it was opened, if others have changed the plan since. */
  static Optional<Integer> opened(Form form) {
    String opened = form.value(OPENED);
    return DIGITS.matcher(opened).matches()
        ? Optional.of(Integer.parseInt(opened))
        : Optional.empty();
  }

  /** The name of a field of a step. */
  static String field(int step, String part) {
    return "s" + step + "-" + part;
  }

  static Form of(ResponsePlan plan, int version) {
    List<Map<String, List<String>>> steps = new ArrayList<>();
    plan.steps().forEach(step -> steps.add(parts(step)));
    Form form = filled(Form.empty().with(VERSION, Integer.toString(version)), steps);
    form = time(form, "still", plan.stillOnItAfter());
    return time(form, "grace", plan.ownershipGrace());
  }

  private static Form time(Form form, String name, Duration time) {
    return form.with(name + "-minutes", Long.toString(time.toMinutes()))
        .with(name + "-seconds", Integer.toString(time.toSecondsPart()));
  }

  private static Map<String, List<String>> parts(ResponsePlan.Step step) {
    List<String> who = new ArrayList<>();
    if (step.recipients().everybody()) {
      who.add(EVERYBODY);
    }
    step.recipients().roles().forEach(role -> who.add(ROLE + role));
    step.recipients().people().forEach(person -> who.add(PERSON + person));
    Map<String, List<String>> parts = new LinkedHashMap<>();
    parts.put("action", List.of(step.action().name()));
    parts.put("who", who);
    parts.put("channels", step.channels().stream().map(ChannelKind::name).toList());
    parts.put("minutes", List.of(Long.toString(step.limit().toMinutes())));
    parts.put("seconds", List.of(Integer.toString(step.limit().toSecondsPart())));
    parts.put("wording", List.of(step.wording()));
    return parts;
  }

  /** How many steps a form has; none if somebody has tampered with it. */
  static int count(Form form) {
    String count = form.value(STEPS);
    int number = DIGITS.matcher(count).matches() ? Integer.parseInt(count) : 0;
    return Math.min(number, ResponsePlan.MOST_STEPS);
  }

  private static List<Map<String, List<String>>> steps(Form form) {
    List<Map<String, List<String>>> steps = new ArrayList<>();
    for (int i = 0; i < count(form); i++) {
      Map<String, List<String>> parts = new LinkedHashMap<>();
      for (String part : PARTS) {
        parts.put(part, form.values(field(i, part)));
      }
      steps.add(parts);
    }
    return steps;
  }

  private static Form filled(Form form, List<Map<String, List<String>>> steps) {
    Form filled = form.with(STEPS, Integer.toString(steps.size()));
    for (int i = 0; i < steps.size(); i++) {
      for (Map.Entry<String, List<String>> part : steps.get(i).entrySet()) {
        filled = filled.with(field(i, part.getKey()), part.getValue());
      }
    }
    return filled;
  }

  /** What came of a button that arranges steps. */
  record Arranged(Form form, String words) {}

  /** Does what the button says; empty if that is none of ours, or cannot be done. */
  static Optional<Arranged> arranged(Form form, String act) {
    List<Map<String, List<String>>> steps = steps(form);
    String[] parts = act.split("-", 2);
    int at =
        parts.length == 2 && DIGITS.matcher(parts[1]).matches() ? Integer.parseInt(parts[1]) : -1;
    boolean there = at >= 0 && at < steps.size();
    int end = steps.size();
    return switch (parts[0]) {
      case "add" -> end < ResponsePlan.MOST_STEPS ? added(form, steps) : Optional.empty();
      case "remove" -> there && end > 1 ? removed(form, steps, at) : Optional.empty();
      case "up" -> there && at > 0 ? moved(form, steps, at, at - 1) : Optional.empty();
      case "down" -> there && at < end - 1 ? moved(form, steps, at, at + 1) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Optional<Arranged> added(Form form, List<Map<String, List<String>>> steps) {
    steps.add(blank());
    return done(form, steps, "Step " + steps.size() + " is new. Fill it in.");
  }

  private static Optional<Arranged> removed(
      Form form, List<Map<String, List<String>>> steps, int at) {
    steps.remove(at);
    return done(form, steps, "Step " + (at + 1) + " is taken out.");
  }

  private static Optional<Arranged> moved(
      Form form, List<Map<String, List<String>>> steps, int from, int to) {
    steps.add(to, steps.remove(from));
    return done(form, steps, "Step " + (from + 1) + " is step " + (to + 1) + " now.");
  }

  private static Optional<Arranged> done(
      Form form, List<Map<String, List<String>>> steps, String words) {
    return Optional.of(
        new Arranged(filled(form, steps), words + " Nothing counts until you save it."));
  }

  private static Map<String, List<String>> blank() {
    Map<String, List<String>> parts = new LinkedHashMap<>();
    parts.put("action", List.of(ResponsePlan.Action.TELL_SENIOR.name()));
    parts.put("who", List.of(EVERYBODY));
    parts.put("channels", List.of());
    parts.put("minutes", List.of("1"));
    parts.put("seconds", List.of("0"));
    parts.put("wording", List.of(""));
    return parts;
  }

  static JsonNode json(Form form) {
    List<JsonNode> steps = new ArrayList<>();
    for (int i = 0; i < count(form); i++) {
      steps.add(step(form, i));
    }
    Map<String, JsonNode> plan = new LinkedHashMap<>();
    JsonNode version = new FormBody(form).number(VERSION).json().get(VERSION);
    if (version != null) {
      plan.put(VERSION, version);
    }
    plan.put("steps", JsonNode.createArrayNode(steps));
    plan.put("stillOnItAfter", duration(form, "still"));
    plan.put("ownershipGrace", duration(form, "grace"));
    return JsonNode.createObjectNode(plan);
  }

  private static JsonNode step(Form form, int step) {
    List<String> who = form.values(field(step, "who"));
    Map<String, JsonNode> fields = new LinkedHashMap<>();
    fields.put("action", JsonNode.createStringNode(form.value(field(step, "action"))));
    fields.put("everybody", JsonNode.createBooleanNode(who.contains(EVERYBODY)));
    fields.put("roles", texts(after(who, ROLE)));
    fields.put("people", texts(after(who, PERSON)));
    fields.put("channels", texts(form.values(field(step, "channels"))));
    fields.put("limit", duration(form, "s" + step));
    fields.put("wording", JsonNode.createStringNode(form.value(field(step, "wording"))));
    return JsonNode.createObjectNode(fields);
  }

  private static List<String> after(List<String> values, String prefix) {
    return values.stream()
        .filter(each -> each.startsWith(prefix))
        .map(each -> each.substring(prefix.length()))
        .toList();
  }

  private static JsonNode texts(List<String> texts) {
    return JsonNode.createArrayNode(texts.stream().map(JsonNode::createStringNode).toList());
  }

  /** Minutes and seconds; what is no number goes on as it was typed, and is found wrong. */
  private static JsonNode duration(Form form, String name) {
    String minutes = form.value(name + "-minutes").strip();
    String seconds = form.value(name + "-seconds").strip();
    boolean given = !minutes.isEmpty() || !seconds.isEmpty();
    boolean numbers = isNumber(minutes) && isNumber(seconds);
    return JsonNode.createStringNode(
        given && numbers
            ? "PT" + orNothing(minutes) + "M" + orNothing(seconds) + "S"
            : minutes + " " + seconds);
  }

  private static boolean isNumber(String text) {
    return text.isEmpty() || DIGITS.matcher(text).matches();
  }

  private static String orNothing(String number) {
    return number.isEmpty() ? "0" : number;
  }

  /** Somebody else has saved the plan meanwhile: keeps what was typed, on top of theirs. */
  static Sheet overtaken(Form form, int newest) {
    String opened = form.value(OPENED).isEmpty() ? form.value(VERSION) : form.value(OPENED);
    Form onTop = form.with(OPENED, opened).with(VERSION, Integer.toString(newest));
    return new Sheet(ID, onTop, new Mistakes(HttpStatus.CONFLICT, OVERTAKEN, List.of()), "");
  }

  static Sheet sheet(Form form) {
    return new Sheet(ID, form, Mistakes.none(), "");
  }

  /** With what is wrong said beside each field. */
  static Sheet failed(Form form, Problem problem) {
    List<Mistakes.Mistake> mistakes = new ArrayList<>();
    int last = count(form) - 1;
    for (Problem.FieldError error : problem.errors()) {
      Mistakes.Mistake mistake = mistake(error, last);
      if (mistakes.stream().noneMatch(each -> each.field().equals(mistake.field()))) {
        mistakes.add(mistake);
      }
    }
    return new Sheet(ID, form, new Mistakes(HttpStatus.UNPROCESSABLE_ENTITY, null, mistakes), "");
  }

  private static Mistakes.Mistake mistake(Problem.FieldError error, int last) {
    Matcher step = STEP.matcher(error.field());
    if (!step.matches()) {
      return switch (error.field()) {
        case "stillOnItAfter" -> new Mistakes.Mistake("still-minutes", time(10));
        case "ownershipGrace" -> new Mistakes.Mistake("grace-minutes", time(10));
        default ->
            new Mistakes.Mistake(
                STEPS, "A plan has 1 to " + ResponsePlan.MOST_STEPS + " steps. Open it anew.");
        case VERSION -> new Mistakes.Mistake(STEPS, "Open this page anew: it is too old.");
      };
    }
    int at = Integer.parseInt(step.group(1));
    String inStep = "Step " + (at + 1) + ": ";
    return switch (step.group(2)) {
      case "action" ->
          new Mistakes.Mistake(field(at, "action"), inStep + "choose what is to be done.");
      case "everybody", "roles", "people" ->
          new Mistakes.Mistake(field(at, "who"), inStep + "tick who is told.");
      case "channels" ->
          new Mistakes.Mistake(
              field(at, "channels"), inStep + "tick at least one way to tell them.");
      case "limit" ->
          new Mistakes.Mistake(
              field(at, "minutes"),
              inStep
                  + (at == last
                      ? "this last step repeats. " + time(10)
                      : "give a time in whole numbers, of at most 4 hours. With 0 the next step"
                          + " begins together with it."));
      default ->
          new Mistakes.Mistake(
              field(at, "wording"),
              inStep + "at most 500 characters, and none that cannot be seen.");
    };
  }

  private static String time(int seconds) {
    return "Give a time in whole numbers, from " + seconds + " seconds to 4 hours.";
  }
}
