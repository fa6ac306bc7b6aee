/**
 * MQTT in and out, and the only room that knows it. Nothing is decided here: what comes is laid on
 * the desk, and what goes out was committed before.
 *
 * <p>The mental model, from the broker inwards:
 *
 * <ol>
 *   <li>Three connections: one persistent session that reads panics, one that reads everything
 *       else, and one that only writes. A {@link org.safeandaway.hub.uplink.Session} keeps each
 *       open for ever.
 *   <li>A message is acknowledged to the broker only after the desk has committed it, and only on
 *       the connection it came by. Whatever is not acknowledged comes again, and is a duplicate.
 *   <li>Receipts and notices are written by a thread of their own, so a slow broker never holds up
 *       a commit.
 *   <li>The pulse says "you are watched". It stops as soon as that is not true.
 * </ol>
 */
@NullMarked
package org.safeandaway.hub.uplink;

import org.jspecify.annotations.NullMarked;
