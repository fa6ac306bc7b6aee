package org.safeandaway.hub.policy;

import static org.safeandaway.hub.policy.ChannelKind.BOARD;
import static org.safeandaway.hub.policy.ChannelKind.CALL;
import static org.safeandaway.hub.policy.ChannelKind.EMAIL;
import static org.safeandaway.hub.policy.ChannelKind.PUSH;
import static org.safeandaway.hub.policy.ChannelKind.SMS;
import static org.safeandaway.hub.policy.ChannelKind.TEAMS;
import static org.safeandaway.hub.policy.ChannelKind.WEBHOOK;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.safeandaway.protocol.AlarmKind;

/**
 * What happens about an alarm, in order (rules ESC-1 and ESC-2). It is read in two ways. While
 * nobody has the alarm the plan is a ladder: each step tells its recipients, and when its limit
 * passes the next one begins; the last one repeats, to everybody, until a person takes the alarm.
 * For the person who has it, the plan is a list of what to do.
 *
 * @param steps in order, at least one
 * @param stillOnItAfter whoever has the alarm and does nothing about it for so long is asked
 *     whether they are still on it
 * @param ownershipGrace after that question; then the alarm is nobody's again, and climbs
 */
public record ResponsePlan(List<Step> steps, Duration stillOnItAfter, Duration ownershipGrace) {

  /** The last step repeats no faster: it would only be noise. */
  public static final Duration SHORTEST_REPEAT = Duration.ofSeconds(10);

  public static final Duration LONGEST = Duration.ofHours(4);
  public static final int MOST_STEPS = 12;

  public ResponsePlan {
    steps = List.copyOf(steps);
    if (steps.isEmpty() || steps.size() > MOST_STEPS) {
      throw new IllegalArgumentException("a response plan has 1 to " + MOST_STEPS + " steps");
    }
    if (steps.getLast().limit().compareTo(SHORTEST_REPEAT) < 0) {
      throw new IllegalArgumentException(
          "the last step repeats after its limit, which is at least " + SHORTEST_REPEAT);
    }
    within("stillOnItAfter", stillOnItAfter, SHORTEST_REPEAT);
    within("ownershipGrace", ownershipGrace, SHORTEST_REPEAT);
  }

  /** What a person is to do. Parents and the police are always rung by a person. */
  public enum Action {
    RING_VISITOR,
    RING_COMPANION,
    RING_PARENT,
    TELL_SENIOR,
    CALL_POLICE,
    /** Look after Safe &amp; Away itself. */
    CHECK_SYSTEM,
    /** Sit down at the board. */
    WATCH_BOARD
  }

  /**
   * One step.
   *
   * @param limit how long it waits for somebody to take the alarm, before the next begins; zero:
   *     the next begins together with it
   * @param wording what the school wants said, in its own words; may be empty, at most 500
   *     characters
   */
  public record Step(
      Action action,
      Recipients recipients,
      SortedSet<ChannelKind> channels,
      Duration limit,
      String wording) {
    private static final int LONGEST_WORDING = 500;

    public Step {
      channels = Collections.unmodifiableSortedSet(new TreeSet<>(channels));
      within("limit", limit, Duration.ZERO);
      if (wording.length() > LONGEST_WORDING) {
        throw new IllegalArgumentException(
            "the wording of a step has at most " + LONGEST_WORDING + " characters");
      }
    }

    /** The site's backup contact comes and watches; then the next step follows. */
    public static Step callIn(String person) {
      return new Step(
          Action.WATCH_BOARD,
          Recipients.people(person),
          new TreeSet<>(List.of(CALL, SMS, PUSH)),
          Duration.ofMinutes(1),
          "");
    }
  }

  /** The same behind another step; a plan that is full loses its first one to it. */
  public ResponsePlan first(Step step) {
    List<Step> longer =
        new ArrayList<>(steps.subList(steps.size() == MOST_STEPS ? 1 : 0, steps.size()));
    longer.addFirst(step);
    return new ResponsePlan(longer, stillOnItAfter, ownershipGrace);
  }

  public Step last() {
    return steps.getLast();
  }

  public boolean isLast(int step) {
    return step >= steps.size() - 1;
  }

  /** Every channel that any step uses: the last step leaves none out when it repeats. */
  public Set<ChannelKind> channels() {
    Set<ChannelKind> all = EnumSet.noneOf(ChannelKind.class);
    steps.forEach(step -> all.addAll(step.channels()));
    return all;
  }

  /**
   * The plan of a school that has written none. Minutes are those of an office in which somebody
   * sits: ring first, and be with the senior leadership four minutes after the alarm. Panic and
   * duress begin with them and with the police script.
   */
  public static ResponsePlan standard(AlarmKind kind) {
    return switch (kind) {
      case PANIC, DURESS ->
          plan(
              step(Action.TELL_SENIOR, seniors(), Duration.ZERO, BOARD, PUSH, SMS, CALL),
              step(
                  Action.CALL_POLICE,
                  Recipients.all(),
                  Duration.ofSeconds(30),
                  BOARD,
                  PUSH,
                  SMS,
                  CALL,
                  EMAIL,
                  TEAMS,
                  WEBHOOK));
      case MISSED_CHECK_IN, OVERDUE, NOT_ARRIVED, LOST_CONTACT, ADVICE ->
          plan(
              step(Action.RING_VISITOR, office(), Duration.ofMinutes(1), BOARD, PUSH, WEBHOOK),
              step(Action.RING_COMPANION, office(), Duration.ofMinutes(1), PUSH, SMS, TEAMS),
              step(Action.RING_PARENT, office(), Duration.ofMinutes(1), PUSH, SMS, CALL),
              step(Action.TELL_SENIOR, seniors(), Duration.ofMinutes(1), PUSH, SMS, CALL, EMAIL),
              step(
                  Action.CALL_POLICE,
                  Recipients.all(),
                  Duration.ofMinutes(1),
                  PUSH,
                  SMS,
                  CALL,
                  EMAIL,
                  TEAMS));
      case NOT_WATCHED ->
          plan(
              step(Action.WATCH_BOARD, office(), Duration.ofMinutes(1), BOARD, PUSH, SMS, CALL),
              step(
                  Action.WATCH_BOARD,
                  Recipients.all(),
                  Duration.ofMinutes(2),
                  PUSH,
                  SMS,
                  CALL,
                  EMAIL));
      case TECHNICAL, UNKNOWN ->
          plan(
              step(
                  Action.CHECK_SYSTEM,
                  Recipients.roles("admin"),
                  Duration.ofMinutes(15),
                  BOARD,
                  EMAIL),
              step(Action.CHECK_SYSTEM, Recipients.all(), Duration.ofHours(1), BOARD, EMAIL, PUSH));
    };
  }

  private static ResponsePlan plan(Step... steps) {
    return new ResponsePlan(List.of(steps), Duration.ofMinutes(5), Duration.ofMinutes(1));
  }

  private static Step step(
      Action action, Recipients recipients, Duration limit, ChannelKind... channels) {
    return new Step(action, recipients, new TreeSet<>(List.of(channels)), limit, "");
  }

  private static Recipients office() {
    return Recipients.roles("office");
  }

  private static Recipients seniors() {
    return Recipients.roles("authoriser");
  }

  private static void within(String name, Duration value, Duration least) {
    if (value.compareTo(least) < 0 || value.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          name + " must be from " + least + " to " + LONGEST + ", and is " + value);
    }
  }
}
