/** Tells open pages that something changed. */
@NullMarked
package org.safeandaway.hub.office.live;

import org.jspecify.annotations.NullMarked;
