/**
 * A deterministic simulation of the whole system: the wearable's machine, the hub's desk, watches
 * and keeper, and between them a broker, a network, disks, clocks and people that do what real ones
 * were seen to do, faults included, all from one seed.
 *
 * <p>There is one thread and one virtual clock, so an hour takes a fraction of a second and the
 * same seed always gives the same history. Nothing here may depend on a real clock, on identity
 * hash codes, or on the order in which a hash map is walked.
 */
@NullMarked
package org.safeandaway.simulator.universe;

import org.jspecify.annotations.NullMarked;
