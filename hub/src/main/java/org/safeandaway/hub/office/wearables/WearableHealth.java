package org.safeandaway.hub.office.wearables;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.fleet.Wearables.Wearable;

/**
 * How a wearable is, concluded from when it was last heard and what it said then. Nothing of this
 * is stored, so nothing of it can be out of date. Pure.
 *
 * @param touch whether it is heard
 * @param troubles what somebody should do something about, the worst first; whole sentences
 */
public record WearableHealth(Touch touch, List<String> troubles) {
  /** Three states are missing then. Source: protocol.md, "hub: lost contact". */
  private static final Duration SILENCE = Duration.ofSeconds(90);

  /** Under this it does not last for a visit and the way back. */
  private static final int LOW_PERCENT = 20;

  private static final int WEAK_PERCENT = 25;

  public WearableHealth {
    troubles = List.copyOf(troubles);
  }

  /** Whether the hub hears it. */
  public enum Touch {
    HEARD("well", "well", "In touch"),
    SILENT("wait", "link", "Silent"),
    /** Silent, while somebody is watched over by it. */
    MISSED("alarm", "link", "Silent on a visit"),
    NEVER("info", "waiting", "Never heard"),
    RETIRED("none", "trouble", "Retired");

    private final String state;
    private final String shape;
    private final String word;

    Touch(String state, String shape, String word) {
      this.state = state;
      this.shape = shape;
      this.word = word;
    }

    /** As {@code .state[data-state]} has it. */
    public String state() {
      return state;
    }

    public String shape() {
      return shape;
    }

    public String word() {
      return word;
    }
  }

  /**
   * @param guarded somebody is watched over by it
   */
  static WearableHealth of(Wearable it, boolean guarded, Instant now) {
    return new WearableHealth(
        touch(it.retiredAt(), it.heardAt(), guarded, now),
        it.retiredAt() == null ? troubles(it) : List.of());
  }

  private static Touch touch(
      @Nullable Instant retiredAt, @Nullable Instant heardAt, boolean guarded, Instant now) {
    if (retiredAt != null) {
      return Touch.RETIRED;
    }
    if (heardAt == null) {
      return guarded ? Touch.MISSED : Touch.NEVER;
    }
    if (heardAt.plus(SILENCE).isAfter(now)) {
      return Touch.HEARD;
    }
    return guarded ? Touch.MISSED : Touch.SILENT;
  }

  private static List<String> troubles(Wearable it) {
    List<String> troubles = new ArrayList<>();
    it.faults().stream().map(WearableHealth::fault).forEach(troubles::add);
    battery(it.batteryPercent())
        .filter(low -> !it.faults().contains("low:battery"))
        .ifPresent(troubles::add);
    if (it.unsent() != null && it.unsent() > 0) {
      troubles.add(
          it.unsent() == 1
              ? "One message had not come through when it last said how it is."
              : it.unsent() + " messages had not come through when it last said how it is.");
    }
    if (it.linkPercent() != null && it.linkPercent() < WEAK_PERCENT) {
      troubles.add("Its signal is weak: it may go silent.");
    }
    return troubles;
  }

  private static Optional<String> battery(@Nullable Integer percent) {
    return percent != null && percent < LOW_PERCENT
        ? Optional.of("The battery is low: charge it before it goes out.")
        : Optional.empty();
  }

  /** Of a constant of the firmware's {@code Fault}, as the wearable says it. */
  static String fault(String fault) {
    return switch (fault) {
      case "stuck:panic" -> "The panic button is stuck down. Do not hand it out.";
      case "stuck:check-in" -> "The check-in button is stuck down. Do not hand it out.";
      case "unreadable:buttons" -> "The buttons cannot be read. Do not hand it out.";
      case "failed:buzzer" -> "The buzzer does not sound: the wearer hears nothing.";
      case "failed:led" -> "The light does not work.";
      case "failing:outbox" -> "It cannot store what it sends: look at its memory card.";
      case "full:outbox" -> "It holds so many unsent messages that it takes no more.";
      case "lost:inputs" -> "It has lost a press of a button.";
      case "low:battery" -> "The battery is low: charge it before it goes out.";
      default -> "It reports a fault that is not known here: " + fault + ".";
    };
  }
}
