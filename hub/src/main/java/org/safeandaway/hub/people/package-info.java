/** Staff: who they are, how to reach them, what they may do. */
@NullMarked
package org.safeandaway.hub.people;

import org.jspecify.annotations.NullMarked;
