/**
 * What a wearable must not forget when its power goes: its events until the hub's receipt, the
 * receipted ones of the last day, and the last visit notice.
 *
 * <p>Everything here returns only once the bytes are forced to the disk, and every failure of the
 * disk is a result, never an exception: a wearable with a broken disk still sends its panic.
 */
@NullMarked
package org.safeandaway.device.outbox;

import org.jspecify.annotations.NullMarked;
