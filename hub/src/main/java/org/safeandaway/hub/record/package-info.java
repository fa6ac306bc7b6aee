/**
 * The record of what happened, which cannot be altered without trace: the journal's chain of
 * hashes, and the check of it.
 */
@NullMarked
package org.safeandaway.hub.record;

import org.jspecify.annotations.NullMarked;
