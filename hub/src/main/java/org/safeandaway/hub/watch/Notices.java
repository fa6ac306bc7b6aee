package org.safeandaway.hub.watch;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.policy.Policy;
import org.safeandaway.hub.watch.WatchState.Guarding;
import org.safeandaway.hub.watch.WatchState.Standing;
import org.safeandaway.protocol.AlarmKind;
import org.safeandaway.protocol.DeadlineKind;
import org.safeandaway.protocol.Message;
import org.safeandaway.protocol.Phase;
import org.safeandaway.protocol.WearableId;

/**
 * What a watch shows to each of its wearables.
 *
 * <p>A covert alarm leaves no trace here. To whom the visit seems over it is over: neither the
 * deadlines that a covert alarm keeps armed are shown, nor the alarms that come of them.
 */
final class Notices {
  /** By what can be seen of it; ids come last, since hidden deadlines have a part in them. */
  private static final Comparator<Alarm> OLDEST_FIRST =
      Comparator.comparing(Alarm::raisedAt).thenComparing(Alarm::kind).thenComparing(Alarm::id);

  /**
   * A message has its limit ({@link Message#MAX_BYTES}), and no number of alarms may make one that
   * cannot be sent. More than this tell the wearer nothing new.
   */
  private static final int MOST_ALARMS = 8;

  /** Which to leave out: never the panic that could still be withdrawn, and rather the older. */
  private static final Comparator<Alarm> TELLING_FIRST =
      Comparator.comparing((Alarm alarm) -> alarm.kind() != AlarmKind.PANIC)
          .thenComparing(OLDEST_FIRST.reversed());

  private Notices() {}

  /** A notice for each wearable to which {@code after} looks different from {@code before}. */
  static List<WatchEffect> changed(Watch before, Watch after, Policy policy) {
    TreeSet<WearableId> wearables = new TreeSet<>(wearables(before));
    wearables.addAll(wearables(after));
    return wearables.stream().flatMap(each -> changed(each, before, after, policy)).toList();
  }

  private static Stream<WatchEffect> changed(
      WearableId wearable, Watch before, Watch after, Policy policy) {
    Message.Visit notice = notice(wearable, after, policy);
    boolean known = wearables(before).contains(wearable);
    return known && notice.equals(notice(wearable, before, policy))
        ? Stream.of()
        : Stream.of(new WatchEffect.Notice(wearable, notice));
  }

  private static TreeSet<WearableId> wearables(Watch watch) {
    TreeSet<WearableId> found = new TreeSet<>();
    watch.id().wearable().ifPresent(found::add);
    if (watch.state() != null) {
      for (Participant participant : watch.state().participants()) {
        if (participant.wearable() != null) {
          found.add(participant.wearable());
        }
      }
    }
    return found;
  }

  /** What this watch says to the wearable, with revision 0 and the epoch {@code "-"}. */
  static Message.Visit notice(WearableId wearable, Watch watch, Policy policy) {
    Optional<Participant> wearer = wearer(wearable, watch.state());
    Message.@Nullable UpTo upTo =
        wearer
            .map(Participant::upTo)
            .map(event -> new Message.UpTo(event.boot(), event.seq()))
            .orElse(null);
    if (watch.state() instanceof Guarding guarding
        && wearer.isPresent()
        && wearer.get().phase() != Phase.OVER) {
      return new Message.Visit(
          guarding.plan().visit().value(),
          wearer.get().phase(),
          deadlines(wearer.get(), watch, policy),
          guarding.plan().silent(),
          guarding.plan().audiblePanic(),
          alarms(wearable, wearer, watch, false),
          0,
          upTo,
          "-");
    }
    List<Message.OpenAlarm> alarms = alarms(wearable, wearer, watch, true);
    return new Message.Visit(null, Phase.OVER, List.of(), false, false, alarms, 0, upTo, "-");
  }

  private static Optional<Participant> wearer(WearableId wearable, @Nullable WatchState state) {
    return state == null || state instanceof Standing
        ? Optional.empty()
        : state.participants().stream()
            .filter(each -> wearable.equals(each.wearable()))
            .findFirst();
  }

  private static List<Message.Deadline> deadlines(Participant who, Watch watch, Policy policy) {
    return watch.deadlines().values().stream()
        .filter(deadline -> who.id().equals(deadline.key().participant()))
        .flatMap(deadline -> shown(deadline, policy))
        .toList();
  }

  private static Stream<Message.Deadline> shown(Deadline deadline, Policy policy) {
    return switch (deadline.key().kind()) {
      case ARRIVAL -> shown(DeadlineKind.ARRIVAL, deadline, List.of());
      case NO_SHOW -> shown(DeadlineKind.NO_SHOW, deadline, List.of());
      case CHECK_IN ->
          shown(
              DeadlineKind.CHECK_IN,
              deadline,
              policy.reminders().stream().map(lead -> lead.toMillis()).toList());
      case AGREED_END -> shown(DeadlineKind.AGREED_END, deadline, List.of());
      case SAFE_AND_AWAY -> shown(DeadlineKind.SAFE_AND_AWAY, deadline, List.of());
      // Nothing that the wearer could do about it, and it is re-armed all the time.
      case CONTACT, ALARM_STEP, STILL_ON_IT, OWNERSHIP, CANARY, DRILL -> Stream.of();
    };
  }

  private static Stream<Message.Deadline> shown(
      DeadlineKind kind, Deadline deadline, List<Long> remindMs) {
    return Stream.of(new Message.Deadline(kind, deadline.promisedAt(), remindMs));
  }

  private static List<Message.OpenAlarm> alarms(
      WearableId wearable, Optional<Participant> wearer, Watch watch, boolean over) {
    return watch.alarms().values().stream()
        .filter(alarm -> alarm.isOpen() && !alarm.kind().isCovert())
        .filter(alarm -> !over || alarm.cause().kind() == Cause.Kind.EVENT)
        .filter(
            alarm -> wearer.map(alarm::isAbout).orElseGet(() -> wearable.equals(alarm.wearable())))
        .sorted(TELLING_FIRST)
        .limit(MOST_ALARMS)
        .sorted(OLDEST_FIRST)
        .map(alarm -> new Message.OpenAlarm(alarm.id().toString(), alarm.kind(), alarm.isOwned()))
        .toList();
  }
}
