package org.safeandaway.device.wearable;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the buzzer can say. Each sound has a rhythm of its own, since the wearer's eyes are
 * elsewhere, and a discreet form of ticks for visits that ask for it. A rhythm is on, off, on … in
 * milliseconds; it begins and ends with on. The order is the order in which waiting sounds are
 * played.
 */
public enum Sound {
  /** One second of holding has passed. */
  HOLD_TICK(rhythm(30), ticks(1)),
  /** A panic that may be heard: to startle whoever is there. */
  PANIC(repeated(12, 200, 60), ticks(1)),
  SELF_TEST_PASSED(repeated(5, 60, 60), ticks(5)),
  SELF_TEST_FAILED(rhythm(1500), ticks(3)),
  /** The event is stored at the hub, and counted. */
  HUB_HAS_IT(rhythm(120), ticks(1)),
  /** A named person has taken the alarm. */
  PERSON_HAS_IT(rhythm(120, 120, 120), ticks(2)),
  /** Stored, but it changed nothing. */
  NOT_ACCEPTED(rhythm(700), ticks(3)),
  /** The hub has not confirmed an event. */
  NOT_DELIVERED(repeated(3, 220, 180), ticks(3)),
  /** The hub's pulse is not heard while a visit is on. */
  NOT_WATCHED(repeated(4, 350, 150), ticks(4)),
  /** Something is due in some minutes: short–long. */
  DUE_SOON(rhythm(60, 120, 300), slowTicks(2)),
  /** Something is due in a minute or less: short–long, twice. */
  DUE_NEXT(rhythm(60, 120, 300, 400, 60, 120, 300), slowTicks(3)),
  /** Something is due now: short–long, three times. */
  DUE_NOW(rhythm(60, 120, 300, 400, 60, 120, 300, 400, 60, 120, 300), slowTicks(4)),
  /** Long–short. */
  BATTERY_LOW(rhythm(500, 200, 80), rhythm(30, 120, 30, 600, 30, 120, 30));

  private final List<Duration> audible;
  private final List<Duration> discreet;

  Sound(List<Duration> audible, List<Duration> discreet) {
    this.audible = audible;
    this.discreet = discreet;
  }

  /** On, off, on …; odd in number. */
  public List<Duration> rhythm(boolean inSilence) {
    return inSilence ? discreet : audible;
  }

  private static List<Duration> rhythm(int... ms) {
    return IntStream.of(ms).mapToObj(Duration::ofMillis).toList();
  }

  private static List<Duration> repeated(int times, int on, int off) {
    return IntStream.range(0, 2 * times - 1)
        .mapToObj(i -> Duration.ofMillis(i % 2 == 0 ? on : off))
        .toList();
  }

  /** Ticks to be counted. Source of the 30 ms: protocol.md, "In a silent visit". */
  private static List<Duration> ticks(int count) {
    return repeated(count, 30, 120);
  }

  /** Ticks too slow to be taken for the counted ones. */
  private static List<Duration> slowTicks(int count) {
    return repeated(count, 30, 700);
  }
}
