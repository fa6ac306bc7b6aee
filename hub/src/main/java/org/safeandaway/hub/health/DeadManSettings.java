package org.safeandaway.hub.health;

import java.net.URI;
import java.time.Duration;

/**
 * Who outside expects to hear from this hub.
 *
 * @param url asked for while all is well; a secret, since who knows it can say so in our name
 * @param every between two times
 * @param tellsFailures whether {@code url/fail} is told when something is wrong; else nothing is
 */
public record DeadManSettings(URI url, Duration every, boolean tellsFailures) {
  public DeadManSettings {
    if (every.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException("at least a second lies between two times: " + every);
    }
  }

  URI failure() {
    return URI.create(url.toString().replaceAll("/$", "") + "/fail");
  }

  /** Records are printed by accident. */
  @Override
  public String toString() {
    return "DeadManSettings[every=" + every + ", tellsFailures=" + tellsFailures + "]";
  }
}
