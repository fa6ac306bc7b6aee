/** What somebody outside could see of the universe: all that the oracle may read. */
@NullMarked
package org.safeandaway.simulator.universe.tape;

import org.jspecify.annotations.NullMarked;
