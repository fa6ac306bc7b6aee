/** Who watches the board now, on every page of the office; and how a page says that it is there. */
@NullMarked
package org.safeandaway.hub.office.watching;

import org.jspecify.annotations.NullMarked;
