/**
 * Who sits before the board. While anybody is out, somebody has to watch who is signed in, would
 * hear an alarm, and has shown lately that they are there. If nobody does, the office's own alarm
 * is raised; if that brings nobody, the wearers are told.
 */
@NullMarked
package org.safeandaway.hub.seats;

import org.jspecify.annotations.NullMarked;
