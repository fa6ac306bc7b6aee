/**
 * {@code /api/v1}: visits, alarms, wearables and people as resources, over HTTP and JSON.
 *
 * <p>Reading is a query; doing is an input laid on the desk in the name of the token's person, and
 * answered when it is committed. Every error is a problem (RFC 9457) with a sentence that says what
 * to do.
 */
@NullMarked
package org.safeandaway.hub.api;

import org.jspecify.annotations.NullMarked;
