package org.safeandaway.hub.office.visits;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.office.forms.Sheet;
import org.safeandaway.hub.visit.VisitView;

/**
 * A visit's own page.
 *
 * @param who goes, in words
 * @param sentence how it is
 * @param visitors one card each
 * @param authorising absent unless it waits for that
 * @param change whether its plan may be changed
 * @param cancel the form; absent if this person may not, or it is over
 * @param safeWord whether there is one, and the word itself for whoever has just asked
 * @param timeline absent for those who see the plan only
 * @param left a form that failed and is not on the page any more
 */
public record VisitPage(
    VisitView visit,
    String who,
    VisitWords.State state,
    String sentence,
    List<VisitWords.Lack> lacks,
    List<VisitorCard> visitors,
    @Nullable Authorising authorising,
    boolean change,
    @Nullable Sheet cancel,
    SafeWordPanel safeWord,
    @Nullable List<TimelineLine> timeline,
    @Nullable Sheet left) {

  /** How many lines of the timeline are folded away at first. */
  public long details() {
    return timeline == null
        ? 0
        : timeline.stream().filter(line -> line.weight() == TimelineLine.Weight.DETAIL).count();
  }
}
