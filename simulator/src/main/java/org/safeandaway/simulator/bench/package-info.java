/**
 * Benchmarks on real parts. They print, in one run, each figure beside what the parts alone take,
 * since only ratios of one run on one machine can be compared.
 */
@NullMarked
package org.safeandaway.simulator.bench;

import org.jspecify.annotations.NullMarked;
