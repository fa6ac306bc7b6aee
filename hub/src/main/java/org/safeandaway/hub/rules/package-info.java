/** The versions of the school's rules, as rows. */
@NullMarked
package org.safeandaway.hub.rules;

import org.jspecify.annotations.NullMarked;
