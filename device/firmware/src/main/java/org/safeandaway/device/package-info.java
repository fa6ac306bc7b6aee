/** The firmware of the wearable; {@code Main} is the wiring plan. */
@NullMarked
package org.safeandaway.device;

import org.jspecify.annotations.NullMarked;
