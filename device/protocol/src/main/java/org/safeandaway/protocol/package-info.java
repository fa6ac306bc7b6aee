/**
 * What wearable and hub say to each other: every message, topic and code, and nothing else.
 *
 * <p>Both ends depend on this package and it depends on neither. Names, addresses and pupils never
 * appear here: the broker carries opaque ids only (rule CONF-1).
 */
@NullMarked
package org.safeandaway.protocol;

import org.jspecify.annotations.NullMarked;
