package org.safeandaway.hub.desk.stored;

import io.avaje.jsonb.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A policy's rules as they are stored and as a person may write them; durations in ISO 8601, such
 * as {@code PT20M}. Kinds of alarm without a plan have the standard one. See {@link
 * org.safeandaway.hub.policy.Policy}.
 */
@Json
public record StoredPolicy(
    String checkInEvery,
    String checkInGrace,
    List<String> reminders,
    String arrivalGrace,
    String noShowWait,
    String endGrace,
    String extensionStep,
    int maximumExtensions,
    String leavingWithin,
    String lostContactAfter,
    boolean lostContactAlarms,
    List<String> authoriserRoles,
    @Nullable Map<String, StoredResponse.StoredPlan> plans) {}
