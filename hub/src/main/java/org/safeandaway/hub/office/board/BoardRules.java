package org.safeandaway.hub.office.board;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.office.Naming;
import org.safeandaway.hub.office.Times;
import org.safeandaway.hub.office.Vocabulary;
import org.safeandaway.hub.office.board.Board.Card;
import org.safeandaway.hub.office.board.Board.Coming;
import org.safeandaway.hub.office.board.Board.Finished;
import org.safeandaway.hub.office.board.Board.Lack;
import org.safeandaway.hub.office.board.Board.Promise;
import org.safeandaway.hub.policy.Policy;
import org.safeandaway.hub.visit.AlarmView;
import org.safeandaway.hub.visit.VisitView;
import org.safeandaway.hub.visit.VisitView.DeadlineView;
import org.safeandaway.hub.visit.VisitView.VisitorView;
import org.safeandaway.hub.watch.WatchState;

/**
 * Decides what stands where on the board. Pure.
 *
 * <p>Somebody is <i>out</i> once they wear a wearable or have moved at all; before that their visit
 * is <i>coming up</i>; when they are safe and away they are <i>finished</i>. Who said so while a
 * covert alarm is open is guarded on, and stays out on every board but their own.
 */
final class BoardRules {
  private final List<AlarmView> alarms;
  private final Map<String, Policy> policies;
  private final Map<String, Heard> heard;
  private final Times times;
  private final String viewer;
  private final Naming naming;

  /**
   * @param alarms open ones that the viewer may see, the largest first
   * @param policies by visit; those of visits that are guarded
   * @param heard by wearable
   * @param viewer who looks
   */
  BoardRules(
      List<AlarmView> alarms,
      Map<String, Policy> policies,
      Map<String, Heard> heard,
      Times times,
      String viewer,
      Naming naming) {
    this.alarms = alarms;
    this.policies = policies;
    this.heard = heard;
    this.times = times;
    this.viewer = viewer;
    this.naming = naming;
  }

  /** A wearable's own word about itself. */
  record Heard(@Nullable Instant at, @Nullable Integer battery, @Nullable Integer link) {}

  /** Those whose promise has passed already, and for whom an alarm is open, come first. */
  private static final Comparator<Card> NEXT_FIRST =
      Comparator.comparing((Card card) -> card.alarm() == null)
          .thenComparing(
              card -> card.promise() == null ? Instant.MAX : card.promise().at(),
              Comparator.naturalOrder())
          .thenComparing(Card::name)
          .thenComparing(Card::id);

  Board board(List<VisitView> visits) {
    List<Card> out = new ArrayList<>();
    List<Coming> coming = new ArrayList<>();
    List<Finished> finished = new ArrayList<>();
    for (VisitView visit : visits) {
      List<VisitorView> waiting = new ArrayList<>();
      for (VisitorView visitor : visit.visitors()) {
        switch (place(visit, visitor)) {
          case OUT -> out.add(card(visit, visitor));
          case COMING -> waiting.add(visitor);
          case FINISHED -> finished.add(finished(visit, visitor));
        }
      }
      if (!waiting.isEmpty()) {
        coming.add(coming(visit, waiting));
      }
    }
    out.sort(NEXT_FIRST);
    coming.sort(Comparator.comparing(Coming::expectedArrival).thenComparing(Coming::visit));
    return new Board(alarms, out, coming, finished, null);
  }

  private enum Place {
    OUT,
    COMING,
    FINISHED
  }

  private Place place(VisitView visit, VisitorView visitor) {
    boolean over = "OVER".equals(visitor.phase());
    boolean heldForOthers = visitor.saidSafe() != null && !visitor.person().id().equals(viewer);
    if (visit.state().equals("closed") || (over && !heldForOthers)) {
      return Place.FINISHED;
    }
    boolean moved = visitor.wearable() != null || !"BEFORE".equals(visitor.phase());
    return visit.state().equals("guarding") && moved ? Place.OUT : Place.COMING;
  }

  private Card card(VisitView visit, VisitorView visitor) {
    Policy policy = Objects.requireNonNull(policies.get(visit.id()), "a guarded visit has rules");
    String wearable = visitor.wearable();
    boolean held = "OVER".equals(visitor.phase());
    return new Card(
        "out-" + visit.id() + "-" + visitor.participant(),
        visit.id(),
        naming.name(visitor.person().name()),
        visit.place(),
        held ? "said safe and away" : Vocabulary.phase(String.valueOf(visitor.phase())),
        visit.deadlines().stream()
            .filter(each -> !each.kind().equals("CONTACT"))
            .filter(each -> Objects.equals(each.participant(), visitor.participant()))
            .min(Comparator.comparing(DeadlineView::promisedAt))
            .map(next -> promise(visit, next, policy))
            .orElse(null),
        visit.agreedEnd(),
        wearable == null ? null : wearable(wearable, policy),
        alarm(visit, visitor),
        visitor.questions().stream().map(Vocabulary::question).toList());
  }

  private @Nullable AlarmView alarm(VisitView visit, VisitorView visitor) {
    return alarms.stream()
        .filter(each -> visit.id().equals(each.visit()))
        .filter(each -> Objects.equals(each.participant(), visitor.participant()))
        .findFirst()
        .orElse(null);
  }

  private static Promise promise(VisitView visit, DeadlineView next, Policy policy) {
    Instant at = next.promisedAt();
    Instant authorised = visit.authorisedAt() == null ? visit.plannedAt() : visit.authorisedAt();
    Instant from =
        switch (next.kind()) {
          case "CHECK_IN" -> at.minus(policy.checkInEvery());
          case "NO_SHOW" -> at.minus(policy.noShowWait());
          case "SAFE_AND_AWAY" -> at.minus(policy.leavingWithin());
          case "AGREED_END" -> visit.expectedArrival();
          default -> authorised;
        };
    Instant amberAt = at.minus(lead(policy));
    return new Promise(next.kind(), from, amberAt.isBefore(from) ? from : amberAt, at);
  }

  /** The first reminder before a check-in: there may be one that is longer than the time itself. */
  private static Duration lead(Policy policy) {
    return policy.reminders().stream()
        .filter(each -> each.compareTo(policy.checkInEvery()) < 0)
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }

  private Board.Wearable wearable(String id, Policy policy) {
    Heard last = heard.getOrDefault(id, new Heard(null, null, null));
    Instant at = last.at();
    boolean silent = at == null || at.plus(policy.lostContactAfter()).isBefore(times.instant());
    return new Board.Wearable(id, at, silent, last.battery(), last.link());
  }

  private Coming coming(VisitView visit, List<VisitorView> waiting) {
    String page = "/visits/" + visit.id();
    List<Lack> lacks = new ArrayList<>();
    if (visit.state().equals("planned")) {
      lacks.add(new Lack("not authorised", "Authorise", page + "#authorise"));
    }
    long bare = waiting.stream().filter(each -> each.wearable() == null).count();
    if (bare > 0) {
      boolean some = bare < visit.visitors().size();
      String whose =
          waiting.stream()
              .filter(each -> each.wearable() == null)
              .map(each -> naming.shortly(each.person().name()))
              .collect(Collectors.joining(" and "));
      String words = some ? "no wearable for " + whose : "no wearable";
      lacks.add(new Lack(words, "Assign one", page + "#assign"));
    }
    return new Coming(
        visit.id(),
        waiting.stream()
            .map(each -> naming.name(each.person().name()))
            .collect(Collectors.joining(" and ")),
        visit.place(),
        visit.expectedArrival(),
        visit.expectedArrival().isBefore(times.instant()),
        lacks);
  }

  private Finished finished(VisitView visit, VisitorView visitor) {
    String why = visit.closedWhy();
    boolean safe = why == null || why.equals(WatchState.Closed.EVERYONE_SAFE);
    return new Finished(
        visit.id(),
        naming.name(visitor.person().name()),
        visit.place(),
        visit.closedAt(),
        safe ? "safe and away" : "cancelled: " + why);
  }
}
