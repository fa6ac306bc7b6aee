/**
 * What happens to alarms and watches, as it happens, for programs that follow it over HTTP.
 *
 * <p>The source is the journal's chain: its positions have no gaps, nothing is ever put in below a
 * position that was seen, and whichever hub committed a change it is there. So an event's id is its
 * position, and who comes back with the last id that they saw has lost nothing and gets nothing
 * twice. See {@code docs/adr/0004-event-stream.md}.
 */
@NullMarked
package org.safeandaway.hub.stream;

import org.jspecify.annotations.NullMarked;
