/**
 * What the hub must be told before it starts, each key once with what is expected of it. Whatever
 * is wrong stops the start with one line.
 */
@NullMarked
package org.safeandaway.hub.configuration;

import org.jspecify.annotations.NullMarked;
