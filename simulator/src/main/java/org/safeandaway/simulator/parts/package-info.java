/**
 * The real parts, started and broken on command: the hub, a Mosquitto broker, a PostgreSQL server
 * and a faulty link. The tests on real parts and the demo both take them from here.
 *
 * <p>A part keeps its address and its data over {@code kill} and {@code start}, as a machine does
 * that loses power, and dies with this JVM, even when that is killed.
 */
@NullMarked
package org.safeandaway.simulator.parts;

import org.jspecify.annotations.NullMarked;
