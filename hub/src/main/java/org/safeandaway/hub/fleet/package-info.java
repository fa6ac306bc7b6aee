/** The wearables: which there are, and how each was when last heard of. */
@NullMarked
package org.safeandaway.hub.fleet;

import org.jspecify.annotations.NullMarked;
