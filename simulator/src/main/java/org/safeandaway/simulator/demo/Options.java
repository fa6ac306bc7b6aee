package org.safeandaway.simulator.demo;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

/**
 * What the demo was asked for.
 *
 * @param repository where the built jars lie
 * @param port the office's; the wearables are on the next one
 * @param data the one folder that everything is kept in
 * @param browser whether to open one
 */
record Options(Path repository, int port, Path data, boolean browser) {
  private static final int OFFICE_PORT = 8080;

  /** The caller asked for something that the demo does not understand. */
  static final class Misunderstood extends Exception {
    private static final long serialVersionUID = 1L;

    Misunderstood(String message) {
      super(message);
    }
  }

  static Options parse(List<String> arguments) throws Misunderstood {
    Path repository = Path.of("").toAbsolutePath();
    Path calledFrom = repository;
    String data = null;
    int port = OFFICE_PORT;
    boolean browser = true;
    Iterator<String> rest = arguments.iterator();
    while (rest.hasNext()) {
      String option = rest.next();
      switch (option) {
        case "--repository" -> repository = Path.of(value(option, rest));
        case "--called-from" -> calledFrom = Path.of(value(option, rest));
        case "--port" -> port = port(value(option, rest));
        case "--data" -> data = value(option, rest);
        case "--no-browser" -> browser = false;
        default ->
            throw new Misunderstood(
                "unknown option "
                    + option
                    + "; the options are --port N, --data FOLDER and --no-browser");
      }
    }
    Path folder = data == null ? repository.resolve(".demo") : calledFrom.resolve(data);
    return new Options(repository, port, folder.toAbsolutePath().normalize(), browser);
  }

  private static String value(String option, Iterator<String> rest) throws Misunderstood {
    if (!rest.hasNext()) {
      throw new Misunderstood(option + " needs a value after it");
    }
    return rest.next();
  }

  private static int port(String text) throws Misunderstood {
    try {
      int port = Integer.parseInt(text);
      if (port >= 1 && port <= 65534) {
        return port;
      }
    } catch (NumberFormatException notANumber) {
      // said below, together with a number out of range
    }
    throw new Misunderstood(
        "--port must be a number from 1 to 65534, since the wearables take the next one: " + text);
  }
}
