/**
 * The one way into the hub's state. Wearable events, office actions, deadlines that fell due,
 * silence: everything is an input to the desk, and the desk is the only writer.
 *
 * <p>The desk is logic over the {@link org.safeandaway.hub.desk.DeskStore} port, so the same desk
 * runs on PostgreSQL and on the model store of the simulated universe.
 */
@NullMarked
package org.safeandaway.hub.desk;

import org.jspecify.annotations.NullMarked;
