package org.safeandaway.simulator.demo;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The desktop's browser, where there is a desktop. */
final class Browser {
  private static final List<String> OPENERS = List.of("open", "xdg-open");

  private Browser() {}

  /** Opens the address if this machine has a way to; a server has none, which is no failure. */
  static void open(URI address) throws IOException {
    boolean desktop =
        System.getProperty("os.name").startsWith("Mac")
            || System.getenv("DISPLAY") != null
            || System.getenv("WAYLAND_DISPLAY") != null;
    if (!desktop) {
      return;
    }
    for (String opener : OPENERS) {
      if (onPath(opener)) {
        new ProcessBuilder(opener, address.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
        return;
      }
    }
  }

  private static boolean onPath(String program) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Arrays.stream(path.split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
