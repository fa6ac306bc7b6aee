package org.safeandaway.hub.office.visits;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.fleet.Wearables.Wearable;
import org.safeandaway.hub.office.Vocabulary;
import org.safeandaway.hub.office.forms.Form;
import org.safeandaway.hub.office.forms.Sheet;
import org.safeandaway.hub.office.forms.Sheets;
import org.safeandaway.hub.visit.VisitView;
import org.safeandaway.hub.visit.VisitView.DeadlineView;
import org.safeandaway.hub.visit.VisitView.VisitorView;

/**
 * One visitor on a visit's page: where they are, what they have promised, what they wear, and what
 * the office can do for them.
 *
 * @param first name
 * @param phase in words; empty for those who see the plan only
 * @param wearable what is worn, as it was last heard; absent if nothing is
 * @param choices what can be entered when this visitor telephones; none if nothing can
 * @param telephone the form for that; absent if nothing can be entered
 * @param questions what the office is asked
 * @param assign the form to hand over a wearable; absent if none can be
 * @param wearables which can be handed over, the best first
 * @param assignId where that is in the page
 * @param assignOpen whether it stands open: nothing is worn, and the visitor has not set out
 * @param entered what was last entered for this visitor; absent if nothing was
 */
public record VisitorCard(
    VisitorView visitor,
    String first,
    String phase,
    @Nullable Wearable wearable,
    List<Promise> promises,
    List<Spoken.Choice> choices,
    @Nullable Sheet telephone,
    List<Question> questions,
    @Nullable Sheet assign,
    List<WearableChoice> wearables,
    String assignId,
    boolean assignOpen,
    @Nullable TimelineLine entered) {

  /**
   * What was promised.
   *
   * @param from when the time for it began
   */
  public record Promise(String words, Instant from, DeadlineView deadline) {}

  /** What the office is asked, with the form for the answer. */
  public record Question(String kind, String words, String advice, Sheet sheet) {}

  static VisitorCard of(
      VisitView visit,
      VisitorView visitor,
      List<Wearable> fleet,
      List<TimelineLine> entered,
      boolean mends,
      Sheets sheets,
      Instant now) {
    String first = VisitWords.first(visitor.person().name());
    String phase = String.valueOf(visitor.phase());
    boolean guarded = visit.state().equals("guarding");
    boolean open = visit.state().equals("planned") || guarded && !phase.equals("OVER");
    List<Spoken.Choice> choices = mends && guarded ? choices(visit, phase, first) : List.of();
    int number = visitor.participant();
    return new VisitorCard(
        visitor,
        first,
        guarded && visitor.phase() != null ? Vocabulary.phase(phase) : "",
        worn(visitor, fleet).orElse(null),
        promises(visit, visitor),
        choices,
        choices.isEmpty() ? null : sheets.of("telephone-" + number),
        mends ? questions(visitor, first, sheets) : List.of(),
        mends && open ? sheets.of("assign-" + number, assigning(visitor)) : null,
        mends && open ? WearableChoice.of(fleet, visitor.wearable(), now) : List.of(),
        isFirstToMend(visit, visitor) ? "assign" : "assign-to-" + number,
        visitor.wearable() == null && (!guarded || phase.equals("BEFORE")),
        entered.isEmpty() ? null : entered.getLast());
  }

  private static List<Spoken.Choice> choices(VisitView visit, String phase, String first) {
    List<Spoken.Choice> choices = new ArrayList<>(Spoken.choices(phase, first));
    if (!choices.isEmpty() && visit.forAlarm().safeWordSet()) {
      choices.add(Spoken.safeWord());
    }
    return choices;
  }

  private static Form assigning(VisitorView visitor) {
    return visitor.wearable() == null
        ? Form.empty()
        : Form.empty().with("wearable", visitor.wearable());
  }

  /** To whom a link leads that says "no wearable". */
  private static boolean isFirstToMend(VisitView visit, VisitorView visitor) {
    return visit.visitors().stream()
        .filter(each -> each.wearable() == null)
        .findFirst()
        .or(() -> visit.visitors().stream().findFirst())
        .filter(each -> each.participant() == visitor.participant())
        .isPresent();
  }

  private static Optional<Wearable> worn(VisitorView visitor, List<Wearable> fleet) {
    return fleet.stream().filter(each -> each.id().equals(visitor.wearable())).findFirst();
  }

  private static List<Promise> promises(VisitView visit, VisitorView visitor) {
    List<Promise> promises = new ArrayList<>();
    for (DeadlineView each : VisitWords.promises(visit)) {
      if (each.participant() != null && each.participant() == visitor.participant()) {
        promises.add(
            new Promise(
                Telling.start(Vocabulary.promise(each.kind())), began(visit, visitor, each), each));
      }
    }
    return promises;
  }

  private static Instant began(VisitView visit, VisitorView visitor, DeadlineView deadline) {
    Instant from =
        switch (deadline.kind()) {
          case "ARRIVAL" -> visit.authorisedAt();
          case "AGREED_END" -> visit.expectedArrival();
          default -> visitor.lastCheckIn();
        };
    Instant known = from == null ? visit.plannedAt() : from;
    return known.isBefore(deadline.promisedAt()) ? known : deadline.promisedAt().minusSeconds(60);
  }

  private static List<Question> questions(VisitorView visitor, String first, Sheets sheets) {
    return visitor.questions().stream()
        .map(
            kind ->
                new Question(
                    kind,
                    Questions.asked(kind, first),
                    Questions.advice(kind),
                    sheets.of("answer-" + visitor.participant() + "-" + kind)))
        .toList();
  }
}
