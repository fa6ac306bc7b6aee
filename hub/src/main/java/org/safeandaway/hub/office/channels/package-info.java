/** The page on which the office sees by which ways people are told, and tries them. */
@NullMarked
package org.safeandaway.hub.office.channels;

import org.jspecify.annotations.NullMarked;
