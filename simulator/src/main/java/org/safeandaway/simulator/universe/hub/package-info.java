/**
 * The hub's process: the real desk, watches, keeper logic and hub time, in model shells that do
 * what the real shells do. They acknowledge and receipt after the commit, tell notices after the
 * commit, send markers to themselves at the start, pulse only while the desk commits, and can be
 * killed between any two of these.
 */
@NullMarked
package org.safeandaway.simulator.universe.hub;

import org.jspecify.annotations.NullMarked;
