package org.safeandaway.hub.uplink;

import java.time.Duration;

/** How the rest of the hub is, as far as the pulse asks. */
public interface Vitals {
  /** Since the desk last committed anything, a heartbeat included. */
  Duration sinceCommit();

  /** How late the keeper is: with the oldest deadline it saw due, or with its own next look. */
  Duration keeperLate();

  /** Whether wearers may believe that a person watches; what they are told besides the pulse. */
  boolean isWatched();
}
