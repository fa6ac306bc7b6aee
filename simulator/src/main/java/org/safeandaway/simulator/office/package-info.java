/** The office as a program: it uses the hub's REST API as people do. */
@NullMarked
package org.safeandaway.simulator.office;

import org.jspecify.annotations.NullMarked;
