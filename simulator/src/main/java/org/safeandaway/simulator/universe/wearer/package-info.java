/**
 * Wearables and the hands that press their buttons. The machine is the firmware's own; disk, uplink
 * and power are models that fail as real ones do.
 */
@NullMarked
package org.safeandaway.simulator.universe.wearer;

import org.jspecify.annotations.NullMarked;
