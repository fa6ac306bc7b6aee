package org.safeandaway.device.wearable;

/** How much hurry there is in connecting: which of the uplink's cadences applies. */
public enum Urgency {
  /** No visit. */
  IDLE,
  /** A visit is on, or about to be. */
  VISIT,
  /** Somebody needs help. */
  PANIC
}
