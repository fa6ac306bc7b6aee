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

  public ResponsePlans with(AlarmKind kind, ResponsePlan plan) {
    EnumMap<AlarmKind, ResponsePlan> copy = new EnumMap<>(AlarmKind.class);
    copy.putAll(own);
    copy.put(kind, plan);
    return new ResponsePlans(copy);
  }
}
