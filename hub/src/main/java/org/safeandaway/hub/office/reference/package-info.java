/** The description of the REST API as a page for people. */
@NullMarked
package org.safeandaway.hub.office.reference;

import org.jspecify.annotations.NullMarked;
