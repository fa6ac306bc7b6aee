/** Visits and alarms as people see them: questions to the rows, and nothing is changed here. */
@NullMarked
package org.safeandaway.hub.visit;

import org.jspecify.annotations.NullMarked;
