package org.safeandaway.device;

import java.nio.file.Path;

/** Another firmware has this wearable's folder, and so its name at the broker. */
public final class AlreadyRunning extends Exception {
  private static final long serialVersionUID = 1L;

  public AlreadyRunning(Path folder) {
    super("another firmware is running on " + folder);
  }
}
