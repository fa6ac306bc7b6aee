/** A school's rules, as configuration: never an {@code if} on a school's name. */
@NullMarked
package org.safeandaway.hub.policy;

import org.jspecify.annotations.NullMarked;
