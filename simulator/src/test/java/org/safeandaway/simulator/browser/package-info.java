/**
 * The pages in a real Chromium. {@link org.safeandaway.simulator.browser.Browsing} gives a test
 * {@link org.safeandaway.simulator.browser.Seats}: each seat is somebody at a screen of their own.
 * Any error that a page makes fails the test, asked for or not.
 */
@NullMarked
package org.safeandaway.simulator.browser;

import org.jspecify.annotations.NullMarked;
