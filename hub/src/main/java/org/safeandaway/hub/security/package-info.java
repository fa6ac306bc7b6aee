/** Who may do what: tokens, roles, and the one table that says which role opens which door. */
@NullMarked
package org.safeandaway.hub.security;

import org.jspecify.annotations.NullMarked;
