/**
 * Tells another program of the school, by a signed request that says what kind of alarm there is
 * and where to look, and names nobody.
 */
@NullMarked
package org.safeandaway.hub.notify.webhook;

import org.jspecify.annotations.NullMarked;
