/** The people at school: who plan, authorise and hand out, and who answer alarms, in their time. */
@NullMarked
package org.safeandaway.simulator.universe.office;

import org.jspecify.annotations.NullMarked;
