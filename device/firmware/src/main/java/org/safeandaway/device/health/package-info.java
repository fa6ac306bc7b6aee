/**
 * Whether the wearable itself is well: the supervisor that nothing else supervises but the system's
 * watchdog, the battery, the radio.
 */
@NullMarked
package org.safeandaway.device.health;

import org.jspecify.annotations.NullMarked;
