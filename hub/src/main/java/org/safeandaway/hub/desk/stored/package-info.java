/**
 * The desk's data as JSON, as it lies in the database. The records here are the stored form and
 * nothing else: the machine's own types may change without changing what was written years ago.
 */
@NullMarked
package org.safeandaway.hub.desk.stored;

import org.jspecify.annotations.NullMarked;
