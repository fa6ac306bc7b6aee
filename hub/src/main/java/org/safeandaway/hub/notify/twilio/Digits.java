package org.safeandaway.hub.notify.twilio;

import java.net.URI;

/** Digits that are offered to somebody who is called, and what was pressed. */
interface Digits {
  /** Makes an address that takes one digit, once, for whoever gets this notice. */
  URI offer(long notice);

  /**
   * Whether somebody pressed the digit that takes the alarm.
   *
   * @param call Twilio's id of it
   */
  boolean wasPressed(String call);
}
