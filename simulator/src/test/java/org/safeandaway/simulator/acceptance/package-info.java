/**
 * What the whole of Safe &amp; Away promises, on real parts: the real firmware on virtual pins,
 * Mosquitto, the built hub as a process of its own, PostgreSQL. A test works buttons and the
 * office's API, breaks parts, and looks at nothing but what a person, a wearable or a scraper sees.
 * See {@link org.safeandaway.simulator.acceptance.School} for the stage.
 */
@NullMarked
package org.safeandaway.simulator.acceptance;

import org.jspecify.annotations.NullMarked;
