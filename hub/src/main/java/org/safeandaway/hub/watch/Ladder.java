package org.safeandaway.hub.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.policy.ChannelKind;
import org.safeandaway.hub.policy.Recipients;
import org.safeandaway.hub.policy.ResponsePlan;
import org.safeandaway.hub.watch.Deadline.Kind;

/**
 * An alarm is owned by a named person or it climbs (rule ESC-2). Every open alarm has exactly one
 * timer: while nobody has it, the limit of its step; while somebody has it, the time after which
 * they are asked whether they are still on it, and then the time for their answer. So there is no
 * state from which an open alarm could fall silent.
 */
final class Ladder {
  private Ladder() {}

  /**
   * The first step, or the next. The last one comes again, to everybody: in its own time, or now if
   * its recipients cannot be told at all.
   */
  static void climb(Draft draft, Alarm alarm, String why) {
    Response response = alarm.response();
    ResponsePlan plan = response.plan();
    int round = Math.max(response.round(), 1);
    int step = response.step();
    if (response.hasBegun()) {
      boolean again = plan.isLast(step);
      round = again ? round + 1 : round;
      step = again ? step : step + 1;
    }
    SortedSet<Telling> messages = new TreeSet<>();
    boolean reaches = tell(draft, alarm, round, step, messages);
    while (!plan.isLast(step) && mayGoOn(plan.steps().get(step), reaches)) {
      step++;
      reaches = tell(draft, alarm, round, step, messages);
    }
    if (messages.isEmpty() && round == 1) {
      round = 2;
      tell(draft, alarm, round, step, messages);
    }
    Alarm climbed = alarm.responding(response.at(round, step, draft.now, messages));
    draft.put(climbed);
    draft.journal(
        Happening.STEP_BEGUN,
        null,
        climbed,
        Map.of(
            "round", Integer.toString(round),
            "step", Integer.toString(step),
            "action", plan.steps().get(step).action().name(),
            "messages", Integer.toString(messages.size()),
            "why", why));
    limit(draft, climbed);
  }

  /** Together with the next step, or because this one reaches nobody. */
  private static boolean mayGoOn(ResponsePlan.Step it, boolean reaches) {
    return it.limit().isZero() || !reaches;
  }

  /**
   * Whoever is told by a step that begins together with this one is not told twice by the same way:
   * two calls at once are one that is engaged, and two codes are one too many.
   *
   * @param messages of the steps that begin together, to which this one's come
   * @return whether the step reaches anybody, by a message of its own or by one of those before
   */
  private static boolean tell(
      Draft draft, Alarm alarm, int round, int step, SortedSet<Telling> messages) {
    SortedSet<Telling> wanted = wanted(draft, alarm, round, step);
    List<Telling> more =
        wanted.stream()
            .filter(each -> messages.stream().noneMatch(told -> told.isSameWay(each)))
            .toList();
    for (Telling each : more) {
      // The board shows what is in the rows: nothing has to be sent to it.
      if (each.channel() != ChannelKind.BOARD) {
        draft.add(new WatchEffect.Tell(alarm.id(), round, each));
      }
    }
    messages.addAll(more);
    draft.add(new WatchEffect.StepBegun(alarm.id(), round, step, draft.now, more.size()));
    return !wanted.isEmpty();
  }

  private static SortedSet<Telling> wanted(Draft draft, Alarm alarm, int round, int step) {
    ResponsePlan plan = alarm.response().plan();
    ResponsePlan.Step it = plan.steps().get(step);
    boolean repeated = round > 1;
    SortedSet<Telling> messages = new TreeSet<>();
    Iterable<ChannelKind> channels = repeated ? plan.channels() : it.channels();
    Recipients recipients = repeated ? Recipients.all() : it.recipients();
    for (ChannelKind channel : channels) {
      if (channel.isPersonal()) {
        people(draft, alarm, recipients, channel, step, messages);
      } else if (channel == ChannelKind.BOARD
          ? draft.office.watched()
          : draft.office.rooms().contains(channel)) {
        messages.add(new Telling(step, null, channel));
      }
    }
    return messages;
  }

  private static void people(
      Draft draft,
      Alarm alarm,
      Recipients recipients,
      ChannelKind channel,
      int step,
      SortedSet<Telling> into) {
    draft
        .office
        .people()
        .forEach(
            (person, contact) -> {
              if (recipients.include(person.value(), contact.roles())
                  && contact.channels().contains(channel)
                  && !isThere(draft, alarm, person)) {
                into.add(new Telling(step, person, channel));
              }
            });
  }

  /**
   * Whoever the alarm is about cannot take it, and whoever is on the same visit may stand beside
   * the danger: a telephone that lights up there may do harm.
   */
  private static boolean isThere(Draft draft, Alarm alarm, PersonId person) {
    return alarm.isAbout(person)
        || draft.participants().stream().anyMatch(each -> each.person().equals(person));
  }

  /** A step's time is over and nobody has taken the alarm. */
  static void stepIsOver(Draft draft, Deadline deadline) {
    Alarm alarm = open(draft, deadline);
    if (alarm != null && !alarm.isOwned()) {
      climb(draft, alarm, "nobody took it in time");
    }
  }

  /** Somebody has it: from now on they are the ones whose silence counts. */
  static void taken(Draft draft, Alarm alarm) {
    draft.disarm(key(alarm, Kind.ALARM_STEP));
    progress(draft, alarm);
  }

  /** Whoever has it does something about it. */
  static void progress(Draft draft, Alarm alarm) {
    draft.disarm(key(alarm, Kind.OWNERSHIP));
    Instant ask = draft.now.plus(alarm.response().plan().stillOnItAfter());
    draft.arm(key(alarm, Kind.STILL_ON_IT), ask, ask);
  }

  /** Nothing has been done about it for too long: whoever has it is asked, by all that reaches. */
  static void ask(Draft draft, Deadline deadline) {
    Alarm alarm = open(draft, deadline);
    if (alarm == null || alarm.owner() == null) {
      return;
    }
    PersonId owner = alarm.owner().person();
    Alarm asked = alarm.responding(alarm.response().askedAgain());
    draft.put(asked);
    Office.Contact contact = draft.office.people().get(owner);
    if (contact != null) {
      for (ChannelKind channel : new TreeSet<>(contact.channels())) {
        // Nobody is rung up by a machine to be asked: they may be on the telephone to the visitor.
        if (channel == ChannelKind.PUSH || channel == ChannelKind.SMS) {
          Telling question = new Telling(Telling.ASKED, owner, channel);
          draft.add(new WatchEffect.Tell(alarm.id(), asked.response().asked(), question));
        }
      }
    }
    draft.journal(Happening.OWNER_ASKED, null, asked, Map.of("owner", owner.value()));
    Instant until = draft.now.plus(alarm.response().plan().ownershipGrace());
    draft.arm(key(alarm, Kind.OWNERSHIP), until, until);
  }

  /** No answer: nobody has it any more, and it climbs at once. */
  static void lapse(Draft draft, Deadline deadline) {
    Alarm alarm = open(draft, deadline);
    if (alarm == null || alarm.owner() == null) {
      return;
    }
    PersonId owner = alarm.owner().person();
    Alarm released = alarm.released();
    draft.put(released);
    draft.journal(Happening.OWNERSHIP_LAPSED, null, released, Map.of("owner", owner.value()));
    climb(draft, released, "whoever had it did not answer");
  }

  /** A step whose every message failed reached nobody: the next begins now. */
  static Answer failed(Draft draft, WatchInput.SendFailed failed) {
    Alarm alarm = draft.alarm(failed.alarm()).orElse(null);
    if (alarm == null || !alarm.isOpen()) {
      return new Answer.NothingToDo();
    }
    Response response = alarm.response();
    boolean current =
        response.round() == failed.round() && response.waiting().contains(failed.telling());
    if (!current || alarm.isOwned()) {
      return new Answer.NothingToDo();
    }
    Alarm changed = alarm.responding(response.without(failed.telling()));
    draft.put(changed);
    boolean nobodyLeft = changed.response().waiting().isEmpty();
    // What failed for everybody comes again in its own time.
    if (nobodyLeft && response.round() == 1) {
      climb(draft, changed, "no message of the step before could be sent");
    }
    return new Answer.Done();
  }

  /** Nothing more is owed for an alarm that is over. */
  static void end(Draft draft, Alarm alarm) {
    for (Kind kind : new Kind[] {Kind.ALARM_STEP, Kind.STILL_ON_IT, Kind.OWNERSHIP}) {
      draft.disarm(key(alarm, kind));
    }
  }

  /**
   * An alarm that was raised while its watch was locked elsewhere has no timer yet, nor has one
   * that is older than the ladder. Whatever touches the watch next gives it one.
   */
  static void keepTimers(Draft draft) {
    for (Alarm alarm : draft.openAlarms()) {
      boolean hasTimer =
          draft.armed(key(alarm, Kind.ALARM_STEP)).isPresent()
              || draft.armed(key(alarm, Kind.STILL_ON_IT)).isPresent()
              || draft.armed(key(alarm, Kind.OWNERSHIP)).isPresent();
      if (hasTimer) {
        continue;
      }
      if (alarm.isOwned()) {
        progress(draft, alarm);
      } else if (alarm.response().hasBegun()) {
        limit(draft, alarm);
      } else {
        climb(draft, alarm, "raised");
      }
    }
  }

  private static void limit(Draft draft, Alarm alarm) {
    Duration limit = alarm.response().current().limit();
    Instant due = alarm.response().since().plus(limit);
    draft.arm(key(alarm, Kind.ALARM_STEP), due, due);
  }

  private static @Nullable Alarm open(Draft draft, Deadline deadline) {
    AlarmId id = deadline.key().alarm();
    return id == null ? null : draft.alarm(id).filter(Alarm::isOpen).orElse(null);
  }

  private static Deadline.Key key(Alarm alarm, Kind kind) {
    return new Deadline.Key(null, alarm.id(), kind);
  }
}
