package org.safeandaway.hub.office.visits;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.fleet.Wearables.Wearable;

/**
 * A wearable that may be handed over.
 *
 * @param trouble why it should rather not; empty if nothing is known against it
 * @param worn by this visitor already
 */
public record WearableChoice(Wearable wearable, String trouble, boolean worn) {
  private static final int MOST = 60;
  private static final int LOW = 30;

  private static final Comparator<WearableChoice> BEST_FIRST =
      Comparator.comparing((WearableChoice each) -> !each.worn())
          .thenComparing(each -> !each.trouble().isEmpty())
          .thenComparing(each -> each.wearable().label())
          .thenComparing(each -> each.wearable().id());

  static List<WearableChoice> of(List<Wearable> fleet, @Nullable String worn) {
    return fleet.stream()
        .map(each -> new WearableChoice(each, trouble(each, worn), each.id().equals(worn)))
        .sorted(BEST_FIRST)
        .limit(MOST)
        .toList();
  }

  private static String trouble(Wearable it, @Nullable String worn) {
    if (it.id().equals(worn)) {
      return "";
    }
    if (it.visit() != null) {
      return "on another visit";
    }
    if (it.unsent() == null) {
      return "not heard yet: switch it on";
    }
    if (it.unsent() > 0) {
      return "still holds " + it.unsent() + " unsent: let it send them";
    }
    if (it.batteryPercent() != null && it.batteryPercent() < LOW) {
      return "battery is low";
    }
    return Boolean.FALSE.equals(it.online()) ? "not connected now" : "";
  }
}
