/** The pages of alarms: all of them, and one of them for whoever has to do something about it. */
@NullMarked
package org.safeandaway.hub.office.alarms;

import org.jspecify.annotations.NullMarked;
