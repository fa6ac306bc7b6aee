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
 * @param hubs one, or two on the same database and broker; the second is on the port after the
 *     wearables'
 */
record Options(Path repository, int port, Path data, boolean browser, int hubs) {
  private static final int OFFICE_PORT = 8080;
  private static final int LAST_PORT = 65_533;

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
    int hubs = 1;
    Iterator<String> rest = arguments.iterator();
    while (rest.hasNext()) {
      String option = rest.next();
      switch (option) {
        case "--repository" -> repository = Path.of(value(option, rest));
        case "--called-from" -> calledFrom = Path.of(value(option, rest));
        case "--port" -> port = port(value(option, rest));
        case "--data" -> data = value(option, rest);
        case "--no-browser" -> browser = false;
        case "--hubs" -> hubs = hubs(value(option, rest));
        default ->
            throw new Misunderstood(
                "unknown option "
                    + option
                    + "; the options are --port N, --data FOLDER, --hubs N and --no-browser");
      }
    }
    Path folder = data == null ? repository.resolve(".demo") : calledFrom.resolve(data);
    return new Options(repository, port, folder.toAbsolutePath().normalize(), browser, hubs);
  }

  private static String value(String option, Iterator<String> rest) throws Misunderstood {
    if (!rest.hasNext()) {
      throw new Misunderstood(option + " needs a value after it");
    }
    return rest.next();
  }

  private static int hubs(String text) throws Misunderstood {
    return switch (text) {
      case "1" -> 1;
      case "2" -> 2;
      default -> throw new Misunderstood("--hubs is 1 or 2: " + text);
    };
  }

  private static int port(String text) throws Misunderstood {
    try {
      int port = Integer.parseInt(text);
      if (port >= 1 && port <= LAST_PORT) {
        return port;
      }
    } catch (NumberFormatException notANumber) {
      // said below, together with a number out of range
    }
    throw new Misunderstood(
        "--port must be a number from 1 to "
            + LAST_PORT
            + ", since the wearables and a second hub take the next two: "
            + text);
  }
}
