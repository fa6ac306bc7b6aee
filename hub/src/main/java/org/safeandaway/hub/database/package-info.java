/**
 * Small reads and writes of the hub's database that are not the desk's: lists for the API, staff,
 * tokens, how the wearables are. SQL is written by hand and is all the mapping there is.
 */
@NullMarked
package org.safeandaway.hub.database;

import org.jspecify.annotations.NullMarked;
