/** What tests of the hub need: a real database of their own. */
@NullMarked
package org.safeandaway.hub.testing;

import org.jspecify.annotations.NullMarked;
