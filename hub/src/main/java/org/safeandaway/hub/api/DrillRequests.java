package org.safeandaway.hub.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.watch.WatchInput.PlanDrill;
import org.safeandaway.protocol.AlarmKind;

/** What is sent about drills. */
public final class DrillRequests {
  private static final int LONGEST_NAME = 60;

  private DrillRequests() {}

  /**
   * A drill that is wanted.
   *
   * @param at absent: now
   * @param imaginary the name of nobody, whom it is about; absent: nobody
   */
  public record Plan(
      AlarmKind kind, @Nullable Instant at, boolean announced, @Nullable String imaginary) {
    public static Plan read(Fields fields) {
      return new Plan(
          fields.choice("kind", PlanDrill.KINDS.toArray(AlarmKind[]::new)),
          fields.present("beginsAt") ? fields.instant("beginsAt") : null,
          fields.flag("announced", false),
          fields.optionalText("imaginary", LONGEST_NAME));
    }
  }
}
