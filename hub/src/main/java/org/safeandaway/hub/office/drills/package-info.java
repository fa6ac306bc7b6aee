/** The page of drills: to plan them, and to see how fast alarms are answered. */
@NullMarked
package org.safeandaway.hub.office.drills;

import org.jspecify.annotations.NullMarked;
