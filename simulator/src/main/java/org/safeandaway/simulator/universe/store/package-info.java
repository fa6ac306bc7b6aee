/**
 * The hub's database as a model: what a transaction wrote is there after its commit and not before,
 * rows are locked until then, and a commit can fail in every way in which PostgreSQL's can.
 *
 * <p>It passes the same contract suite as the PostgreSQL store, and random operations on both give
 * the same results; so what holds for the desk in the universe is about the desk, not the model.
 */
@NullMarked
package org.safeandaway.simulator.universe.store;

import org.jspecify.annotations.NullMarked;
