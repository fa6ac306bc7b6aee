package org.safeandaway.device.uplink;

import org.safeandaway.device.wearable.Input;

/**
 * Takes what the uplink hears, on Paho's threads and its own: it only enqueues, holds nobody up,
 * and never throws. Blocking a callback of Paho's deadlocks it.
 */
public interface UplinkListener {
  void heard(Input input);

  /** The uplink has ended by a bug of its own; nothing will be heard or sent any more. */
  void broken(Throwable bug);
}
