package org.safeandaway.hub.office.condition;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.health.Condition.Ailment;
import org.safeandaway.hub.health.Condition.Part;
import org.safeandaway.hub.health.Onsets;
import org.safeandaway.hub.office.Vocabulary;
import org.safeandaway.hub.office.Vocabulary.Trouble;

/**
 * One part of the hub, as the page shows it.
 *
 * @param duty what it does, for people
 * @param trouble what is wrong and what to do about it; absent while it is well
 * @param since it has been so; absent for the second until that is noted
 * @param words technical ones, for whoever mends it; empty while it is well
 */
public record ConditionRow(
    Part part,
    String duty,
    @Nullable Trouble trouble,
    @Nullable Instant since,
    List<String> words) {
  public ConditionRow {
    words = List.copyOf(words);
  }

  static ConditionRow of(Part part, List<Ailment> ailments, Onsets onsets) {
    List<String> words =
        ailments.stream().filter(each -> each.part() == part).map(Ailment::words).toList();
    boolean well = words.isEmpty();
    return new ConditionRow(
        part,
        Vocabulary.duty(part),
        well ? null : Vocabulary.ailment(part),
        (well ? onsets.wellSince(part) : onsets.illSince(part)).orElse(null),
        words);
  }

  public boolean isWell() {
    return trouble == null;
  }
}
