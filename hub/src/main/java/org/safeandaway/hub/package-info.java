/** The hub: it knows every deadline and does not rest until a named person has taken an alarm. */
@NullMarked
package org.safeandaway.hub;

import org.jspecify.annotations.NullMarked;
