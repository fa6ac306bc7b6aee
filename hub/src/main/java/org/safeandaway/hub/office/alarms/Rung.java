package org.safeandaway.hub.office.alarms;

import java.time.Instant;
import java.util.List;
import org.safeandaway.hub.office.alarms.StepWords.About;
import org.safeandaway.hub.policy.ChannelKind;
import org.safeandaway.hub.policy.ResponsePlan.Action;
import org.safeandaway.hub.visit.PersonView;
import org.safeandaway.hub.visit.ResponseView;
import org.safeandaway.hub.visit.ResponseView.MessageView;
import org.safeandaway.hub.watch.Telling;

/**
 * A message about the alarm in words: whom it went to, by what, and whether it arrived.
 *
 * @param at when it came to that
 * @param why at which step
 * @param look {@code well}, {@code wait} or {@code alarm}
 */
public record Rung(
    Instant at, String whom, String channel, String state, String look, String shape, String why) {
  /** As many as anybody reads; the API has them all. */
  private static final int MOST = 60;

  /** The newest first. */
  static List<Rung> of(ResponseView response, About about) {
    return response.messages().reversed().stream()
        .limit(MOST)
        .map(each -> rung(response, each, about))
        .toList();
  }

  private static Rung rung(ResponseView response, MessageView it, About about) {
    ChannelKind channel = ChannelKind.valueOf(it.channel());
    return new Rung(
        it.at(),
        whom(it),
        StepWords.channel(channel),
        state(it),
        look(it),
        shape(it),
        why(response, it, about));
  }

  private static String whom(MessageView it) {
    PersonView person = it.person();
    return person == null ? "Whoever listens" : person.name();
  }

  private static String state(MessageView it) {
    return switch (it.state()) {
      case "QUEUED" -> it.attempts() == 0 ? "about to be sent" : "not sent yet, tried again";
      case "SENT" -> "sent";
      case "DELIVERED" -> "arrived";
      case "FAILED" -> "failed";
      case "DROPPED" -> "not needed any more";
      default -> "unknown";
    };
  }

  private static String look(MessageView it) {
    return switch (it.state()) {
      case "SENT", "DELIVERED" -> "well";
      case "FAILED" -> "alarm";
      default -> "wait";
    };
  }

  private static String shape(MessageView it) {
    return switch (look(it)) {
      case "well" -> "well";
      case "alarm" -> "trouble";
      default -> "waiting";
    };
  }

  private static String why(ResponseView response, MessageView it, About about) {
    String by = it.by() == null ? null : it.by().name();
    if (it.step() == Telling.TAKEN) {
      return "Told that " + by + " has it";
    }
    if (it.step() == Telling.CLOSED) {
      return by == null ? "Told that it is closed" : "Told that " + by + " has closed it";
    }
    if (it.step() < 0 || it.step() >= response.steps().size()) {
      return "Asked: still on it?";
    }
    Action action = Action.valueOf(response.steps().get(it.step()).action());
    String again = it.round() > 1 ? ", again, for the " + ordinal(it.round()) + " time" : "";
    return "Step " + (it.step() + 1) + ", " + StepWords.title(action, about) + again;
  }

  private static String ordinal(int number) {
    return switch (number) {
      case 2 -> "second";
      case 3 -> "third";
      default -> number + "th";
    };
  }
}
