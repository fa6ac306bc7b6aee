package org.safeandaway.device.wearable;

import java.time.Duration;

/**
 * Every number the wearable goes by. The defaults are protocol.md's; a number that it does not give
 * says why it is what it is.
 */
public record WearableSettings(
    GestureTimes gestures, DeliveryTimes delivery, AttentionTimes attention) {

  public static WearableSettings standard() {
    return new WearableSettings(
        GestureTimes.standard(), DeliveryTimes.standard(), AttentionTimes.standard());
  }

  /**
   * What hands do, in time. Every threshold is met by its exact value.
   *
   * @param panicHold panic held this long is a panic
   * @param panicPresses so many presses of panic within {@code panicPressesWithin} are one too
   * @param pressGap a further press this long after the release belongs to no series any more
   * @param tickEvery the tick in a long hold of check-in
   * @param hold check-in held this long: safe and away, or withdrawn
   * @param longHold check-in held this long without a visit: self-test
   * @param shortPress a press of check-in shorter than this may open a duress
   * @param duressWithin the duress hold begins at most this long after the short press
   * @param duressHold and lasts at least this long, but less than {@code hold}
   * @param chordWithin both pressed at most this far apart
   * @param chordUntil and both released before this
   * @param stuck a button down this long is stuck
   */
  public record GestureTimes(
      Duration panicHold,
      int panicPresses,
      Duration panicPressesWithin,
      Duration pressGap,
      Duration tickEvery,
      Duration hold,
      Duration longHold,
      Duration shortPress,
      Duration duressWithin,
      Duration duressHold,
      Duration chordWithin,
      Duration chordUntil,
      Duration stuck) {
    public GestureTimes {
      rising("chordWithin < chordUntil", chordWithin, chordUntil);
      rising("chordUntil < panicHold", chordUntil, panicHold);
      rising("shortPress < duressHold", shortPress, duressHold);
      rising("duressHold < hold", duressHold, hold);
      rising("tickEvery < hold", tickEvery, hold);
      rising("hold < longHold", hold, longHold);
      rising("longHold < stuck", longHold, stuck);
      positive("pressGap", pressGap);
      positive("tickEvery", tickEvery);
      positive("shortPress", shortPress);
      positive("duressWithin", duressWithin);
      positive("chordWithin", chordWithin);
      positive("panicPressesWithin", panicPressesWithin);
      if (panicPresses < 2) {
        throw new IllegalArgumentException("panicPresses must be at least 2: " + panicPresses);
      }
    }

    public static GestureTimes standard() {
      return new GestureTimes(
          Duration.ofMillis(1500),
          3,
          Duration.ofSeconds(2),
          Duration.ofMillis(600),
          Duration.ofSeconds(1),
          Duration.ofSeconds(3),
          Duration.ofSeconds(6),
          Duration.ofMillis(600),
          Duration.ofSeconds(3),
          Duration.ofSeconds(1),
          Duration.ofMillis(150),
          Duration.ofSeconds(1),
          Duration.ofSeconds(60));
    }
  }

  /**
   * How an event is brought to the hub.
   *
   * @param storeWithin an event whose storing takes longer is sent from memory
   * @param pubackWithin no PUBACK for this long: the connection is dropped
   * @param firstRetry after the PUBACK, without a receipt
   * @param retry from then on
   * @param retryFor until this long after the first PUBACK
   * @param slowRetry and from then on, for ever
   * @param receiptedKept how long an event is kept after its receipt
   * @param receiptedMost and how many
   * @param unsentMost more unsent events than this are refused, but for urgent ones
   */
  public record DeliveryTimes(
      Duration storeWithin,
      Duration pubackWithin,
      Duration firstRetry,
      Duration retry,
      Duration retryFor,
      Duration slowRetry,
      Duration receiptedKept,
      int receiptedMost,
      int unsentMost) {
    public DeliveryTimes {
      positive("storeWithin", storeWithin);
      positive("pubackWithin", pubackWithin);
      positive("firstRetry", firstRetry);
      positive("retry", retry);
      positive("slowRetry", slowRetry);
      if (receiptedMost < 0 || unsentMost < 1) {
        throw new IllegalArgumentException(
            "receiptedMost " + receiptedMost + ", unsentMost " + unsentMost);
      }
    }

    public static DeliveryTimes standard() {
      return new DeliveryTimes(
          Duration.ofSeconds(2), // Longer than any healthy card takes to force a block.
          Duration.ofSeconds(6),
          Duration.ofSeconds(3),
          Duration.ofSeconds(5),
          Duration.ofMinutes(2),
          Duration.ofSeconds(15),
          Duration.ofHours(24),
          500,
          5000); // A press every ten seconds for a working day is half of that.
    }
  }

  /**
   * When the wearable speaks up, and when it tells the hub how it is.
   *
   * @param pulseLost no pulse for this long: nobody is watching
   * @param pulseGap a pulse after this long without one: the hub may have been away
   * @param notDelivered an event without a receipt for this long is said to be not delivered
   * @param notDeliveredAgain and said again this often
   * @param notWatchedAgain how often "not watched" is said again
   * @param batteryLowAgain how often "battery low" is said again
   * @param selfTest a self-test without a receipt for this long has failed
   * @param reminderLate a reminder later than this is not worth its sound
   * @param betweenSounds silence between two sounds, so that they are not taken for one
   * @param stateEvery a state message at least this often
   * @param stateGap and at most this often
   */
  public record AttentionTimes(
      Duration pulseLost,
      Duration pulseGap,
      Duration notDelivered,
      Duration notDeliveredAgain,
      Duration notWatchedAgain,
      Duration batteryLowAgain,
      Duration selfTest,
      Duration reminderLate,
      Duration betweenSounds,
      Duration stateEvery,
      Duration stateGap) {
    public AttentionTimes {
      positive("pulseLost", pulseLost);
      positive("pulseGap", pulseGap);
      positive("notDelivered", notDelivered);
      positive("notDeliveredAgain", notDeliveredAgain);
      positive("notWatchedAgain", notWatchedAgain);
      positive("batteryLowAgain", batteryLowAgain);
      positive("selfTest", selfTest);
      positive("reminderLate", reminderLate);
      positive("betweenSounds", betweenSounds);
      positive("stateEvery", stateEvery);
      positive("stateGap", stateGap);
    }

    public static AttentionTimes standard() {
      return new AttentionTimes(
          Duration.ofSeconds(20),
          Duration.ofSeconds(12), // Two pulses missed, with room for the third to be slow.
          Duration.ofSeconds(10),
          Duration.ofSeconds(20), // Often enough to be acted upon, rare enough to be borne.
          Duration.ofSeconds(60),
          Duration.ofMinutes(10),
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          Duration.ofMillis(500), // Longer than any silence within a rhythm but the slow ticks'.
          Duration.ofSeconds(30),
          Duration.ofSeconds(1));
    }
  }

  private static void positive(String name, Duration value) {
    if (value.isZero() || value.isNegative()) {
      throw new IllegalArgumentException(name + " must be positive: " + value);
    }
  }

  private static void rising(String rule, Duration less, Duration more) {
    if (less.compareTo(more) >= 0) {
      throw new IllegalArgumentException(rule + " must hold: " + less + ", " + more);
    }
  }
}
