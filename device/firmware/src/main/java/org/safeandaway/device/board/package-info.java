/**
 * The wearable's hands and ears: two buttons, a buzzer and a light. All of Pi4J stays in here; the
 * rest of the firmware knows the parts by what they are for.
 */
@NullMarked
package org.safeandaway.device.board;

import org.jspecify.annotations.NullMarked;
