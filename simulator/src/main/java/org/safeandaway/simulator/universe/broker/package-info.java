/**
 * A broker and the network around it, doing what Mosquitto and TCP were seen to do: order within a
 * connection, and hardly any promise beyond that.
 */
@NullMarked
package org.safeandaway.simulator.universe.broker;

import org.jspecify.annotations.NullMarked;
