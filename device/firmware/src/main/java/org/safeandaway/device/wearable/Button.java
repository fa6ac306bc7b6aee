package org.safeandaway.device.wearable;

/** The two buttons of the wearable. */
public enum Button {
  PANIC,
  CHECK_IN
}
