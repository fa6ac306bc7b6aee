/**
 * Tells people of alarms: the worker that sends what the desk put into the outbox, and one folder
 * for each channel.
 */
@NullMarked
package org.safeandaway.hub.notify;

import org.jspecify.annotations.NullMarked;
