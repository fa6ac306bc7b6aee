/**
 * Fires deadlines. The keeper only looks: it takes no lock, and what it sees is a hint to the desk,
 * which decides under the watch's lock. So every hub runs one, and none is the leader.
 */
@NullMarked
package org.safeandaway.hub.keeper;

import org.jspecify.annotations.NullMarked;
