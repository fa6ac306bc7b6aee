/** The universe's one clock, and its randomness: both come from the seed and from nothing else. */
@NullMarked
package org.safeandaway.simulator.universe.time;

import org.jspecify.annotations.NullMarked;
