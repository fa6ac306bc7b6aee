/** The fault suite's short form, as every build runs it, and what it must be able to see. */
@NullMarked
package org.safeandaway.simulator.faults;

import org.jspecify.annotations.NullMarked;
