/** The page of what could not be done. */
@NullMarked
package org.safeandaway.hub.office.trouble;

import org.jspecify.annotations.NullMarked;
