/**
 * The fault suite: two hubs, a broker, a database and many wearables, all of them real, under load,
 * while a plan drawn from a seed kills, stops and cuts them and steps the clock. Afterwards it is
 * reckoned up from outside what each of them was told and what came of it.
 *
 * <p>A {@link org.safeandaway.simulator.faults.Rig} is the parts; a {@link
 * org.safeandaway.simulator.faults.Fleet} is the load; a {@link
 * org.safeandaway.simulator.faults.Plan} says what goes wrong and when, and a {@link
 * org.safeandaway.simulator.faults.Breaker} does it; a {@link
 * org.safeandaway.simulator.faults.Reckoning} says what must not be.
 */
@NullMarked
package org.safeandaway.simulator.faults;

import org.jspecify.annotations.NullMarked;
