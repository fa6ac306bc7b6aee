/**
 * Who watches the watcher: what the parts of the hub say of themselves, what must hold of the rows
 * at any time, and who is told when it does not: {@code /health}, every page's foot, the metrics,
 * and somebody outside who expects to hear from us.
 */
@NullMarked
package org.safeandaway.hub.health;

import org.jspecify.annotations.NullMarked;
