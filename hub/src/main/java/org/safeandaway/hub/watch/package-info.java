/**
 * The live guard over one visit, or over a wearable with no visit, as a pure machine.
 *
 * <p>{@link org.safeandaway.hub.watch.Watch#step} is a function of the watch, one input, the policy
 * and the time. It knows no clock, no database and no thread, so everything that can happen to a
 * watch can be tried in a simulated universe. Its inputs are all that can happen to it.
 */
@NullMarked
package org.safeandaway.hub.watch;

import org.jspecify.annotations.NullMarked;
