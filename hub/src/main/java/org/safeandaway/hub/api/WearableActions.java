package org.safeandaway.hub.api;

import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import org.safeandaway.hub.fleet.Wearables;
import org.safeandaway.hub.watch.Canary;
import org.safeandaway.protocol.WearableId;

/**
 * What somebody may do to wearables. Programs and pages ask here alike. Whatever is not done ends
 * in a {@link ProblemException}.
 */
@Singleton
public class WearableActions {
  /** The beginning of what is said of an id that cannot be one. */
  public static final String NO_ID = "is 1 to 32 of a-z, 0-9 and -";

  public static final String NO_SUCH_WEARABLE = "There is no such wearable; check its id.";

  private final Wearables wearables;

  WearableActions(Wearables wearables) {
    this.wearables = wearables;
  }

  /**
   * A wearable to be registered.
   *
   * @param label what is written on it
   */
  @Serdeable
  public record Registration(String id, String label) {
    public static Registration read(Fields fields) {
      String id = fields.text("id", 32);
      if (!id.isEmpty() && !WearableId.isValid(id)) {
        fields.wrong("id", NO_ID + ", begins with a letter, and is not hub");
      } else if (!id.isEmpty() && Canary.is(new WearableId(id))) {
        fields.wrong(
            "id", "begins with canary-, which is how the hub calls its own: choose another");
      }
      String label = fields.optionalText("label", 40);
      return new Registration(id, label == null ? id : label);
    }
  }

  /** As an address has it. */
  public static WearableId id(String text) {
    if (!WearableId.isValid(text)) {
      throw ProblemException.notFound(NO_SUCH_WEARABLE);
    }
    return new WearableId(text);
  }

  public void register(Registration asked) {
    if (!wearables.add(new WearableId(asked.id()), asked.label())) {
      throw ProblemException.conflict("There is a wearable of this id already.");
    }
  }

  /** Takes it out of use; one that is out of use already stays so. */
  public void retire(WearableId wearable) {
    switch (wearables.retire(wearable)) {
      case RETIRED, ALREADY -> {}
      case WORN ->
          throw ProblemException.conflict(
              "It is worn on a visit that is not over: end the visit, or hand over another one.");
      case UNKNOWN -> throw ProblemException.notFound(NO_SUCH_WEARABLE);
    }
  }
}
