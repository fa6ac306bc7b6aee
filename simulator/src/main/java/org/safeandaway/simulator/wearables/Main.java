package org.safeandaway.simulator.wearables;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * Runs virtual wearables until it is told to stop: {@code Main <settings file>}, see {@link
 * SettingsFile}. Prints one line once they run, and ends with 78 and one line where the settings
 * cannot be used.
 */
public final class Main {
  /** EX_CONFIG of sysexits.h, which systemd shows by its name. */
  private static final int UNUSABLE_SETTINGS = 78;

  private static final int CANNOT_START = 1;

  /** Where Logback looks for its configuration, and what it finds there unless told otherwise. */
  private static final String LOGGING = "logback.configurationFile";

  private static final String OWN_LOGGING = "org/safeandaway/simulator/wearables/logging.xml";

  private Main() {}

  public static void main(String[] arguments) throws InterruptedException {
    System.setProperty(LOGGING, System.getProperty(LOGGING, OWN_LOGGING));
    if (arguments.length != 1) {
      fail(UNUSABLE_SETTINGS, "expected one argument, the settings file");
      return;
    }
    try {
      run(SettingsFile.read(Path.of(arguments[0])));
    } catch (SettingsFile.Unusable e) {
      fail(UNUSABLE_SETTINGS, e.line());
    } catch (IOException | IllegalStateException e) {
      fail(CANNOT_START, "the virtual wearables cannot start: " + e.getMessage());
    }
  }

  private static void run(WearablesSettings settings) throws IOException, InterruptedException {
    VirtualWearables wearables = VirtualWearables.start(settings);
    Runtime.getRuntime().addShutdownHook(new Thread(wearables::close, "stop-wearables"));
    System.out.println("virtual wearables at " + wearables.address() + "/");
    new CountDownLatch(1).await(); // until a signal ends the process
  }

  private static void fail(int status, String line) {
    System.err.println(line);
    System.exit(status);
  }
}
