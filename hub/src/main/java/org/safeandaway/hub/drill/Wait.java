package org.safeandaway.hub.drill;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long one alarm waited for a person.
 *
 * @param drill people practised
 * @param taken after how long somebody first had it; absent if nobody did
 * @param open how long it was open, or has been until now
 */
public record Wait(boolean drill, Instant raisedAt, @Nullable Duration taken, Duration open) {}
