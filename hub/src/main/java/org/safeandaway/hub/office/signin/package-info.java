/** Coming in, going out, choosing a password, and one's own account. */
@NullMarked
package org.safeandaway.hub.office.signin;

import org.jspecify.annotations.NullMarked;
