/** Containers as parts, the choice between them and native processes, and proof that both break. */
@NullMarked
package org.safeandaway.simulator.parts;

import org.jspecify.annotations.NullMarked;
