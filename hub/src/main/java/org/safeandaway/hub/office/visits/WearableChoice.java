package org.safeandaway.hub.office.visits;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.fleet.Wearables.Wearable;
import org.safeandaway.hub.office.Times;

/**
 * A wearable that may be handed over.
 *
 * @param trouble why it should rather not; empty if nothing is known against it
 * @param worn by this visitor already
 */
public record WearableChoice(Wearable wearable, String trouble, boolean worn) {
  private static final int MOST = 60;
  private static final int LOW = 30;

  /** The desk takes none that was heard longer ago. Source: protocol.md, "lost contact". */
  private static final Duration SILENCE = Duration.ofSeconds(90);

  private static final String WAKE = ": switch it on and press check-in";

  private static final Comparator<WearableChoice> BEST_FIRST =
      Comparator.comparing((WearableChoice each) -> !each.worn())
          .thenComparing(each -> !each.trouble().isEmpty())
          .thenComparing(each -> each.wearable().label())
          .thenComparing(each -> each.wearable().id());

  static List<WearableChoice> of(List<Wearable> fleet, @Nullable String worn, Instant now) {
    return fleet.stream()
        .map(each -> new WearableChoice(each, trouble(each, worn, now), each.id().equals(worn)))
        .sorted(BEST_FIRST)
        .limit(MOST)
        .toList();
  }

  private static String trouble(Wearable it, @Nullable String worn, Instant now) {
    if (it.id().equals(worn)) {
      return "";
    }
    if (it.visit() != null) {
      return "on another visit";
    }
    String silent = silent(it, now);
    if (!silent.isEmpty()) {
      return silent + WAKE;
    }
    if (it.unsent() == null) {
      return "has only just come on: wait half a minute";
    }
    if (it.unsent() > 0) {
      return "still holds " + it.unsent() + " unsent: let it send them";
    }
    if (it.batteryPercent() != null && it.batteryPercent() < LOW) {
      return "battery is low";
    }
    return "";
  }

  private static String silent(Wearable it, Instant now) {
    Instant heardAt = it.heardAt();
    if (heardAt == null) {
      return "never heard";
    }
    Duration since = Duration.between(heardAt, now);
    if (since.compareTo(SILENCE) > 0) {
      return "not heard of for " + Times.span(since);
    }
    return Boolean.FALSE.equals(it.online()) ? "not connected now" : "";
  }
}
