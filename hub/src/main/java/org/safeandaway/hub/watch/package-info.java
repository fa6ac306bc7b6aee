/**
 * The live guard over one visit, or over a wearable with no visit, as a pure machine.
 *
 * <p>{@link org.safeandaway.hub.watch.Watch#step} is a function of the watch, one input, the policy
 * and the time. It knows no clock, no database and no thread, so everything that can happen to a
 * watch can be tried in a simulated universe. Its inputs are all that can happen to it.
 *
 * <p>What may be seen from outside is the watch with its deadlines and alarms, the inputs, and what
 * a step answers and causes. How a step is made stays in this room: a draft of the watch goes to
 * the file for the kind of input (what the office does, what people do about alarms, what a wearer
 * does, what falls due), and those share the table of phases, the promises, the raising of alarms
 * and the end of a visit. Last come the notices: what each wearable now sees that it did not see
 * before.
 */
@NullMarked
package org.safeandaway.hub.watch;

import org.jspecify.annotations.NullMarked;
