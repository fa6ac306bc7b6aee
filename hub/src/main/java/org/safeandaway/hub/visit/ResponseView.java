package org.safeandaway.hub.visit;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How people answer one alarm: its plan, how far its ladder has come, who was told, and what came
 * of each step.
 *
 * @param round 0 before the first step, 1 on the way up, from 2 on the last step repeats
 * @param step the one that is going on, counted from 0
 * @param since when it began
 * @param clock what happens next by itself; absent once the alarm is closed
 * @param outcomes the oldest first; of several about one step the last one counts
 * @param messages in the order in which they were made
 */
@Serdeable
public record ResponseView(
    int round,
    int step,
    Instant since,
    @Nullable ClockView clock,
    List<StepView> steps,
    List<OutcomeView> outcomes,
    List<MessageView> messages) {
  public ResponseView {
    steps = List.copyOf(steps);
    outcomes = List.copyOf(outcomes);
    messages = List.copyOf(messages);
  }

  /**
   * The alarm's one timer.
   *
   * @param kind {@code ALARM_STEP}: the next step begins; {@code STILL_ON_IT}: whoever has it is
   *     asked; {@code OWNERSHIP}: it is nobody's again
   */
  @Serdeable
  public record ClockView(String kind, Instant dueAt) {}

  /**
   * A step of the plan, as it was when the alarm was raised.
   *
   * @param action of a constant of {@code ResponsePlan.Action}
   * @param everybody it is told to all who may take the alarm
   * @param people who is told by name, beside those with one of the roles
   * @param limit how long it waits, in ISO 8601
   * @param wording the school's own words; empty if it has none
   * @param begunAt when its messages were first sent; absent while they were not
   */
  @Serdeable
  public record StepView(
      String action,
      boolean everybody,
      List<String> roles,
      List<String> people,
      List<String> channels,
      String limit,
      String wording,
      @Nullable Instant begunAt) {}

  /**
   * What somebody did.
   *
   * @param outcome of a constant of {@code StepOutcome}
   */
  @Serdeable
  public record OutcomeView(int step, PersonView by, Instant at, String outcome, String words) {}

  /**
   * A message of the ladder, or that there is nothing more to do.
   *
   * @param step -1 for the question whether its owner is still on it, -2 for the news that somebody
   *     has it, -3 for the news that it is closed
   * @param person absent for a channel that reaches whoever listens
   * @param state {@code QUEUED}, {@code SENT}, {@code DELIVERED}, {@code FAILED}, {@code DROPPED}
   * @param at when it came to that
   * @param by of news: who has it, or has closed it; absent else, and if nobody did
   */
  @Serdeable
  public record MessageView(
      int round,
      int step,
      @Nullable PersonView person,
      String channel,
      String state,
      Instant at,
      int attempts,
      @Nullable PersonView by) {}

  /** What counts of a step. */
  public Optional<OutcomeView> last(int ofStep) {
    return outcomes.stream()
        .filter(each -> each.step() == ofStep)
        .max(Comparator.comparing(OutcomeView::at));
  }
}
