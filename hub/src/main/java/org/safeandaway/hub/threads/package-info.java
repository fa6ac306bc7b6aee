/** How threads of the hub's own begin, rest and end. */
@NullMarked
package org.safeandaway.hub.threads;

import org.jspecify.annotations.NullMarked;
