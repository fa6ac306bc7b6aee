/** The pages of wearables: how each is, what became of it, registering and retiring one. */
@NullMarked
package org.safeandaway.hub.office.wearables;

import org.jspecify.annotations.NullMarked;
