/**
 * Virtual wearables: the real firmware, each on pins of its own that a program can press.
 *
 * <p>A virtual wearable is everything of a wearable but the firmware: the board with its buttons,
 * buzzer and light, the battery, the disk, the radio. A person or a test works it over HTTP, on
 * loopback only, and does to it what happens to the real one: it presses, cuts the link, pulls the
 * battery. The firmware cannot tell the difference, and nothing in here reaches into it.
 */
@NullMarked
package org.safeandaway.simulator.wearables;

import org.jspecify.annotations.NullMarked;
