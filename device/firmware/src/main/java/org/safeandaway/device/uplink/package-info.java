/**
 * The wearable's one connection to the broker, kept up as hard as the hour asks for. All of Paho
 * stays in here. What is sent is sent at once or not at all: it is the wearable's machine that
 * repeats, and the hub's receipt that ends the repeating.
 */
@NullMarked
package org.safeandaway.device.uplink;

import org.jspecify.annotations.NullMarked;
