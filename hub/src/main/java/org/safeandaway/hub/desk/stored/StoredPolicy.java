package org.safeandaway.hub.desk.stored;

import io.avaje.jsonb.Json;
import java.util.List;

/**
 * A policy's rules as they are stored and as a person may write them; durations in ISO 8601, such
 * as {@code PT20M}. See {@link org.safeandaway.hub.policy.Policy}.
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
    List<String> authoriserRoles) {}
