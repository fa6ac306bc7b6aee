/**
 * Web Push (RFC 8030, 8291, 8292): a message to the browser of a telephone, which shows it though
 * no page of ours is open. It goes through the push service of the browser's maker, who cannot read
 * it; a lock screen that anybody may see shows it, so it names nobody.
 */
@NullMarked
package org.safeandaway.hub.notify.push;

import org.jspecify.annotations.NullMarked;
