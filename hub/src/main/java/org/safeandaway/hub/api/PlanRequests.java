package org.safeandaway.hub.api;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.safeandaway.hub.policy.ChannelKind;
import org.safeandaway.hub.policy.Recipients;
import org.safeandaway.hub.policy.ResponsePlan;
import org.safeandaway.hub.security.Role;
import org.safeandaway.protocol.AlarmKind;

/** Reads response plans, for the API and for the pages. */
public final class PlanRequests {
  /** Those whose people may take alarms. */
  public static final List<Role> ROLES = List.of(Role.OFFICE, Role.AUTHORISER, Role.ADMIN);

  private static final int MOST_PEOPLE = 200;
  private static final int LONGEST_ID = 64;
  private static final int LONGEST_WORDING = 500;
  private static final int LONGEST_WORD = 40;

  private PlanRequests() {}

  /** The kinds of alarm that have a plan. */
  public static List<AlarmKind> kinds() {
    return Arrays.stream(AlarmKind.values()).filter(kind -> kind != AlarmKind.UNKNOWN).toList();
  }

  /** As it stands in an address: {@code missed-check-in}; in capitals it is the same. */
  public static Optional<AlarmKind> kind(String word) {
    String name = word.toUpperCase(Locale.ROOT).replace('-', '_');
    return kinds().stream().filter(kind -> kind.name().equals(name)).findFirst();
  }

  /** As {@link #kind(String)} reads it. */
  public static String word(AlarmKind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * A plan in place of another.
   *
   * @param version of the rules in which whoever sends it has seen the one that it replaces
   */
  public record Replacement(int version, ResponsePlan plan) {}

  /** As {@link #read}, with the version. */
  public static Supplier<Replacement> replacement(Fields fields, Predicate<String> isSomebody) {
    int version = version(fields);
    Supplier<ResponsePlan> plan = read(fields, isSomebody);
    return () -> new Replacement(version, plan.get());
  }

  /** Of the rules that a plan was seen in. */
  public static int version(Fields fields) {
    return fields.number("version", 1, 1_000_000);
  }

  /**
   * A plan, to be asked for once all fields are known to be right.
   *
   * @param isSomebody whether somebody of this id works here
   */
  public static Supplier<ResponsePlan> read(Fields fields, Predicate<String> isSomebody) {
    List<ResponsePlan.Step> steps =
        fields.objects("steps", 1, ResponsePlan.MOST_STEPS, each -> step(each, isSomebody));
    if (!steps.isEmpty() && steps.getLast().limit().compareTo(ResponsePlan.SHORTEST_REPEAT) < 0) {
      fields.wrong(
          "steps[" + (steps.size() - 1) + "].limit",
          "of the last step, which repeats, is at least " + ResponsePlan.SHORTEST_REPEAT);
    }
    Duration ask = time(fields, "stillOnItAfter");
    Duration grace = time(fields, "ownershipGrace");
    return () -> new ResponsePlan(steps, ask, grace);
  }

  private static Duration time(Fields fields, String name) {
    return fields.duration(name, ResponsePlan.SHORTEST_REPEAT, ResponsePlan.LONGEST);
  }

  private static ResponsePlan.Step step(Fields fields, Predicate<String> isSomebody) {
    ResponsePlan.Action action = fields.choice("action", ResponsePlan.Action.values());
    boolean everybody = fields.flag("everybody", false);
    List<String> roles = roles(fields);
    List<String> people = people(fields, isSomebody);
    TreeSet<ChannelKind> channels = channels(fields);
    boolean personal = channels.stream().anyMatch(ChannelKind::isPersonal);
    if (personal && !everybody && roles.isEmpty() && people.isEmpty()) {
      fields.wrong("roles", "name nobody, nor do people, and it is not for everybody");
    }
    Duration limit = fields.duration("limit", Duration.ZERO, ResponsePlan.LONGEST);
    String wording = fields.textOrEmpty("wording", LONGEST_WORDING);
    Recipients recipients = new Recipients(everybody, new TreeSet<>(roles), new TreeSet<>(people));
    return new ResponsePlan.Step(action, recipients, channels, limit, wording);
  }

  private static List<String> roles(Fields fields) {
    List<String> roles = fields.texts("roles", 0, ROLES.size(), LONGEST_WORD);
    List<String> known = ROLES.stream().map(Role::word).toList();
    if (!known.containsAll(roles)) {
      fields.wrong("roles", "are of " + String.join(", ", known));
    }
    return roles;
  }

  private static List<String> people(Fields fields, Predicate<String> isSomebody) {
    List<String> people = fields.texts("people", 0, MOST_PEOPLE, LONGEST_ID);
    people.stream()
        .filter(isSomebody.negate())
        .findFirst()
        .ifPresent(stranger -> fields.wrong("people", "names nobody who works here: " + stranger));
    return people;
  }

  private static TreeSet<ChannelKind> channels(Fields fields) {
    ChannelKind[] all = ChannelKind.values();
    TreeSet<ChannelKind> channels = new TreeSet<>();
    for (String name : fields.texts("channels", 1, all.length, LONGEST_WORD)) {
      Optional<ChannelKind> kind =
          Arrays.stream(all).filter(each -> each.name().equals(name)).findFirst();
      kind.ifPresentOrElse(
          channels::add, () -> fields.wrong("channels", "are of " + Arrays.toString(all)));
    }
    return channels;
  }
}
