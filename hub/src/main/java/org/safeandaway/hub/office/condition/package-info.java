/** The page on which the hub says how it is itself, for people. */
@NullMarked
package org.safeandaway.hub.office.condition;

import org.jspecify.annotations.NullMarked;
