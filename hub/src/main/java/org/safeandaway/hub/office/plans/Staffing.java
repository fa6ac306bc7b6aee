package org.safeandaway.hub.office.plans;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.safeandaway.hub.policy.ChannelKind;
import org.safeandaway.hub.policy.Recipients;
import org.safeandaway.hub.policy.ResponsePlan;
import org.safeandaway.hub.security.Role;

/**
 * Who can be told of an alarm today, and by what: a plan is only as good as the numbers and
 * addresses that stand behind it.
 *
 * @param people who may take alarms, by name
 * @param setUp the kinds of channel that this hub can send by; the board always is
 */
public record Staffing(List<Reachable> people, Set<ChannelKind> setUp) {
  private static final int MOST_NAMES = 6;

  public Staffing {
    people = List.copyOf(people);
    setUp = Set.copyOf(setUp);
  }

  /**
   * One of them.
   *
   * @param channels for which a number, an address or a browser is known, set up or not
   */
  public record Reachable(String id, String name, Set<String> roles, Set<ChannelKind> channels) {
    public Reachable {
      roles = Set.copyOf(roles);
      channels = Set.copyOf(channels);
    }
  }

  public boolean isSetUp(ChannelKind channel) {
    return setUp.contains(channel);
  }

  /** Whom a step means: "the office, Carol Nye". */
  public String who(Recipients recipients) {
    if (recipients.everybody()) {
      return "everybody who may take alarms";
    }
    List<String> words = new ArrayList<>();
    for (String role : recipients.roles()) {
      Role.of(role).ifPresent(known -> words.add(PlanWords.group(known)));
    }
    for (String person : recipients.people()) {
      words.add(name(person).orElse("somebody who is gone (" + person + ")"));
    }
    return words.isEmpty() ? "nobody by name" : PlanWords.listed(words);
  }

  private Optional<String> name(String person) {
    return people.stream()
        .filter(each -> each.id().equals(person))
        .map(Reachable::name)
        .findFirst();
  }

  /** The names of those whom a step reaches today by something of their own. */
  List<String> reached(ResponsePlan.Step step) {
    return people.stream()
        .filter(each -> step.recipients().include(each.id(), each.roles()))
        .filter(each -> !ways(each, step).isEmpty())
        .map(Reachable::name)
        .toList();
  }

  private Set<ChannelKind> ways(Reachable person, ResponsePlan.Step step) {
    Set<ChannelKind> ways = new TreeSet<>(step.channels());
    ways.retainAll(person.channels());
    ways.retainAll(setUp);
    return ways;
  }

  /** Whether it also reaches whoever listens: at the board, in Teams. */
  private boolean reachesARoom(ResponsePlan.Step step) {
    return step.channels().stream().anyMatch(each -> !each.isPersonal() && isSetUp(each));
  }

  /** "Reaches 2 people today: Carol Nye, Dan Ode." */
  public String reach(ResponsePlan.Step step) {
    List<String> names = reached(step);
    if (names.isEmpty()) {
      return reachesARoom(step) ? "Reaches whoever watches, and nobody's own telephone." : "";
    }
    String more = names.size() > MOST_NAMES ? " and " + (names.size() - MOST_NAMES) + " more" : "";
    return "Reaches "
        + (names.size() == 1 ? "1 person" : names.size() + " people")
        + " today: "
        + names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "))
        + more
        + ".";
  }

  /** What a school should know before an alarm shows it. */
  public List<String> warnings(ResponsePlan.Step step) {
    List<String> warnings = new ArrayList<>();
    if (reached(step).isEmpty() && !reachesARoom(step)) {
      warnings.add(
          "Reaches nobody today, so it does not wait: the next step begins at once, or everybody is told.");
    }
    List<String> lacking =
        step.channels().stream().filter(each -> !isSetUp(each)).map(PlanWords::channel).toList();
    if (!lacking.isEmpty()) {
      warnings.add("Not set up in this hub: " + PlanWords.listed(lacking) + ".");
    }
    return warnings;
  }
}
