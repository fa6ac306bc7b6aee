/** Drills as they were planned and held, and how fast alarms are answered. */
@NullMarked
package org.safeandaway.hub.drill;

import org.jspecify.annotations.NullMarked;
