/**
 * Says whether a universe went as it must. It reads only the tape: what wearers did, what crossed
 * the network, what was committed, what was heard. It shares no code with the machines it judges.
 */
@NullMarked
package org.safeandaway.simulator.universe.oracle;

import org.jspecify.annotations.NullMarked;
