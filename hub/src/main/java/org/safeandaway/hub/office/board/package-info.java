/** The board: what the office looks at all day. */
@NullMarked
package org.safeandaway.hub.office.board;

import org.jspecify.annotations.NullMarked;
