/**
 * What the wearable decides, and nothing of how it does it: a pure function {@link
 * org.safeandaway.device.wearable.Wearable#step} from a state and one input to a new state and the
 * effects to carry out.
 *
 * <p>There is no clock, no thread, no disk, no network and no chance in this room. The shells (the
 * outbox, the uplink, the board) hand in what happened and carry out what was decided, so the very
 * same machine runs on a Raspberry Pi, in a virtual wearable and in a simulated universe.
 */
@NullMarked
package org.safeandaway.device.wearable;

import org.jspecify.annotations.NullMarked;
