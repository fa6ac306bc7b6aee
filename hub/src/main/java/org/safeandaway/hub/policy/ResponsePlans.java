package org.safeandaway.hub.policy;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.safeandaway.protocol.AlarmKind;

/**
 * A school's response plans by kind of alarm.
 *
 * @param own those that the school has written; the other kinds have {@link ResponsePlan#standard}
 */
public record ResponsePlans(Map<AlarmKind, ResponsePlan> own) {
  public ResponsePlans {
    EnumMap<AlarmKind, ResponsePlan> copy = new EnumMap<>(AlarmKind.class);
    copy.putAll(own);
    own = Collections.unmodifiableMap(copy);
  }

  public static ResponsePlans standard() {
    return new ResponsePlans(Map.of());
  }

  public ResponsePlan of(AlarmKind kind) {
    ResponsePlan written = own.get(kind);
    return written == null ? ResponsePlan.standard(kind) : written;
  }

  /** With this one; what is the same as the standard one is the standard one. */
  public ResponsePlans with(AlarmKind kind, ResponsePlan plan) {
    if (plan.equals(ResponsePlan.standard(kind))) {
      return without(kind);
    }
    EnumMap<AlarmKind, ResponsePlan> copy = new EnumMap<>(AlarmKind.class);
    copy.putAll(own);
    copy.put(kind, plan);
    return new ResponsePlans(copy);
  }

  /** The standard plan again. */
  public ResponsePlans without(AlarmKind kind) {
    EnumMap<AlarmKind, ResponsePlan> copy = new EnumMap<>(AlarmKind.class);
    copy.putAll(own);
    copy.remove(kind);
    return new ResponsePlans(copy);
  }

  /** Whether the school has written one of its own. */
  public boolean isOwn(AlarmKind kind) {
    return own.containsKey(kind);
  }
}
