/** Visits: the list, the plan as a form, and a visit's own page with its timeline. */
@NullMarked
package org.safeandaway.hub.office.visits;

import org.jspecify.annotations.NullMarked;
