package org.safeandaway.device.wearable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.safeandaway.protocol.EventId;
import org.safeandaway.protocol.Message;
import org.safeandaway.protocol.Phase;
import org.safeandaway.protocol.WearableId;

/**
 * Everything a wearable knows between two inputs. Shells read it only through the methods below the
 * fields; the fields belong to {@link Wearable}.
 *
 * @param now the time of the last input
 * @param lastSeq the count of the last event of this boot; 0 before the first
 * @param longHoldOpen a hold of check-in is under way that may be "safe and away" or a self-test
 * @param led what the LED shows; absent before the first input
 */
public record WearableState(
    WearableId id,
    String boot,
    String firmwareVersion,
    WearableSettings settings,
    Duration now,
    long lastSeq,
    Gestures gestures,
    boolean longHoldOpen,
    Courier courier,
    HubClock clock,
    Pulses pulses,
    Notice notice,
    Belief belief,
    Voice voice,
    Measured measured,
    Set<Fault> faults,
    Reporting reporting,
    @Nullable LedPattern led) {

  /** What the board last measured. */
  record Measured(@Nullable Integer batteryPercent, @Nullable Integer linkPercent, boolean low) {}

  /**
   * A wearable that has just started, at monotonic zero.
   *
   * @param boot 16 random lower-case hex digits
   */
  public static WearableState atStart(
      WearableId id,
      String boot,
      String firmwareVersion,
      WearableSettings settings,
      Restored restored) {
    if (!EventId.isBoot(boot)) {
      throw new IllegalArgumentException("boot is 16 lower-case hex digits: " + boot);
    }
    Courier courier = Courier.atStart(restored);
    return new WearableState(
        id,
        boot,
        firmwareVersion,
        settings,
        Duration.ZERO,
        0,
        Gestures.atRest(),
        false,
        courier,
        HubClock.unknown(),
        Pulses.none(),
        Notice.restored(restored.visit()),
        Belief.of(restored.visit(), courier, boot),
        Voice.silent(),
        new Measured(null, null, false),
        Set.of(),
        Reporting.nothingYet(),
        null);
  }

  /** Where the wearer is, as the wearable believes. */
  public Phase phase() {
    return belief.phase();
  }

  /** The visit it guards; absent if none. */
  public @Nullable String visit() {
    return belief.visit();
  }

  /** The revision of the notice it holds; 0 if none that the hub would know. */
  public long revision() {
    return notice.revision();
  }

  /** The events without a receipt, oldest first. */
  public List<StoredEvent> unsentEvents() {
    return courier.parcels().stream().map(Parcel::event).toList();
  }

  /** How many events have no receipt. */
  public int unsent() {
    return courier.parcels().size();
  }

  /** The promises that are open, as the wearable believes. */
  public List<Message.Deadline> openDeadlines() {
    return belief.deadlines();
  }

  /** The open alarms that the hub has told of; a covert one is never among them. */
  public List<Message.OpenAlarm> openAlarms() {
    Message.Visit told = notice.visit();
    return told == null ? List.of() : told.alarms();
  }

  /** Whether there is a connection to the broker. */
  public boolean isConnected() {
    return courier.linkUp();
  }

  /**
   * Whether a pulse of the hub was heard lately, or may yet come after the start; on a visit, one
   * behind which people watch.
   */
  public boolean isWatched() {
    return !pulses.areLost(belief.isGuarded(), now, settings.attention().pulseLost());
  }

  /** Whether it speaks in ticks instead of tones. */
  public boolean isDiscreet() {
    return notice.isSilent() || isSilentPanic();
  }

  /** Whether it keeps quiet about an open panic that nobody beside the wearer may hear of. */
  public boolean isSilentPanic() {
    return belief.panicOpen() && !notice.allowsAudiblePanic();
  }

  /** Hub time at {@code moment} of this boot; absent before the first pulse. */
  public @Nullable Instant hubTime(Duration moment) {
    return clock.at(moment);
  }

  /** How much hurry there is in connecting. */
  public Urgency urgency() {
    boolean urgent = courier.parcels().stream().anyMatch(Parcel::isUrgent);
    if (urgent || belief.panicOpen()) {
      return Urgency.PANIC;
    }
    return belief.hasVisit() ? Urgency.VISIT : Urgency.IDLE;
  }
}
