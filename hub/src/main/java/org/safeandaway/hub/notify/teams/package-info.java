/** A card in a channel or chat of Microsoft Teams, which names nobody. */
@NullMarked
package org.safeandaway.hub.notify.teams;

import org.jspecify.annotations.NullMarked;
