/** Virtual wearables, the universe, the demo: everything that stands in for the world. */
@NullMarked
package org.safeandaway.simulator;

import org.jspecify.annotations.NullMarked;
