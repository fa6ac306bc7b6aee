/** The part of the measurements that needs a browser, whose driver the runtime does not carry. */
@NullMarked
package org.safeandaway.simulator.bench;

import org.jspecify.annotations.NullMarked;
