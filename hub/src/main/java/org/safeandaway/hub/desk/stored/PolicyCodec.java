package org.safeandaway.hub.desk.stored;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.policy.Policy;
import org.safeandaway.hub.policy.ResponsePlan;
import org.safeandaway.hub.policy.ResponsePlans;
import org.safeandaway.protocol.AlarmKind;

/** A policy's rules to JSON and back; the version stands beside them. */
public final class PolicyCodec {
  private PolicyCodec() {}

  public static String encode(Policy policy) {
    return Json.write(
        StoredPolicy.class,
        new StoredPolicy(
            policy.checkInEvery().toString(),
            policy.checkInGrace().toString(),
            policy.reminders().stream().map(Duration::toString).toList(),
            policy.arrivalGrace().toString(),
            policy.noShowWait().toString(),
            policy.endGrace().toString(),
            policy.extensionStep().toString(),
            policy.maximumExtensions(),
            policy.leavingWithin().toString(),
            policy.lostContactAfter().toString(),
            policy.lostContactAlarms(),
            policy.authoriserRoles().stream().sorted().toList(),
            plans(policy.plans())));
  }

  private static Map<String, StoredResponse.StoredPlan> plans(ResponsePlans plans) {
    Map<String, StoredResponse.StoredPlan> stored = new TreeMap<>();
    plans.own().forEach((kind, plan) -> stored.put(kind.name(), ResponseCodec.stored(plan)));
    return stored;
  }

  private static ResponsePlans plans(@Nullable Map<String, StoredResponse.StoredPlan> stored) {
    Map<AlarmKind, ResponsePlan> plans = new EnumMap<>(AlarmKind.class);
    if (stored != null) {
      stored.forEach((kind, plan) -> plans.put(AlarmKind.valueOf(kind), ResponseCodec.plan(plan)));
    }
    return new ResponsePlans(plans);
  }

  public static Policy decode(int version, String json) throws UnreadableState {
    return Json.read(StoredPolicy.class, json, stored -> policy(version, stored));
  }

  private static Policy policy(int version, StoredPolicy it) {
    return new Policy(
        version,
        Duration.parse(it.checkInEvery()),
        Duration.parse(it.checkInGrace()),
        it.reminders().stream().map(Duration::parse).toList(),
        Duration.parse(it.arrivalGrace()),
        Duration.parse(it.noShowWait()),
        Duration.parse(it.endGrace()),
        Duration.parse(it.extensionStep()),
        it.maximumExtensions(),
        Duration.parse(it.leavingWithin()),
        Duration.parse(it.lostContactAfter()),
        it.lostContactAlarms(),
        Set.copyOf(it.authoriserRoles()),
        plans(it.plans()));
  }
}
