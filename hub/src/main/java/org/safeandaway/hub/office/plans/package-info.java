/**
 * The pages "Response plans": what happens about each kind of alarm, minute by minute, and the form
 * in which a school writes that (rule ESC-1). A plan is changed step by step without scripts: each
 * button sends the form, which comes back rearranged with everything that was typed, and nothing
 * counts before it is saved.
 */
@NullMarked
package org.safeandaway.hub.office.plans;

import org.jspecify.annotations.NullMarked;
