package org.safeandaway.hub.desk;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.watch.Occurrence;
import org.safeandaway.hub.watch.WatchId;
import org.safeandaway.protocol.Outcome;

/**
 * The row that makes an input count once.
 *
 * @param watch whose input it is
 * @param receivedAt hub time of its first copy
 * @param occurred when it happened; absent for inputs that are no event
 * @param outcome what its receipt says; absent for inputs that are no event
 * @param stepped false while the watch's step is still owed: the alarm is committed already, and
 *     whoever finds the row makes the step
 * @param content what to step, as {@link OwedStep} writes it, kept only while it is owed
 */
public record Inbound(
    InputId id,
    WatchId watch,
    Instant receivedAt,
    @Nullable Occurrence occurred,
    @Nullable Outcome outcome,
    boolean stepped,
    byte @Nullable [] content) {}
