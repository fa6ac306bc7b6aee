/** A hub on real parts for tests: PostgreSQL that syncs, Mosquitto, HTTP and MQTT to talk to it. */
@NullMarked
package org.safeandaway.hub.trial;

import org.jspecify.annotations.NullMarked;
