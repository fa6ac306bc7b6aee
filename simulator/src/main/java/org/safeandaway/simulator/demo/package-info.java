/**
 * Everything on one machine, by one command: PostgreSQL, Mosquitto, the hub and three virtual
 * wearables, with invented people and visits. It is how somebody sees Safe &amp; Away for the first
 * time, and what scripts drive from outside.
 */
@NullMarked
package org.safeandaway.simulator.demo;

import org.jspecify.annotations.NullMarked;
