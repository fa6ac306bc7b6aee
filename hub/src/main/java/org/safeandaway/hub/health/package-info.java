/** What {@code /health} says: each part that must live, and in words what is wrong with it. */
@NullMarked
package org.safeandaway.hub.health;

import org.jspecify.annotations.NullMarked;
