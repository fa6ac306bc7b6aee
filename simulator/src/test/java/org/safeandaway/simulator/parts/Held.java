package org.safeandaway.simulator.parts;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A part that JUnit closes when what it was made for is over.
 *
 * @param folder what to delete after it, if it leaves something
 */
record Held(Part part, @Nullable Path folder) implements AutoCloseable {
  static Held started(Part part, @Nullable Path folder) {
    try {
      part.start();
    } catch (PartFailure e) {
      part.close();
      throw e;
    }
    System.out.println("Real part: " + part.describe());
    return new Held(part, folder);
  }

  @Override
  public void close() throws IOException {
    part.close();
    if (folder != null) {
      Folders.delete(folder);
    }
  }
}
