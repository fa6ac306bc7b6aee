/** Telephones and other browsers that are told of alarms when no page is open. */
@NullMarked
package org.safeandaway.hub.office.phones;

import org.jspecify.annotations.NullMarked;
