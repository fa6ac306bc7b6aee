package org.safeandaway.device;

import java.io.PrintStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.safeandaway.device.board.Board;
import org.safeandaway.device.board.BoardProvider;
import org.safeandaway.device.board.BoardUnavailable;
import org.safeandaway.device.health.LinuxGauges;
import org.safeandaway.device.health.NotifySocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The wiring plan of a wearable in a process of its own. */
public final class Main {
  private static final Logger LOG = LoggerFactory.getLogger(Main.class);
  private static final Path USUAL_FILE = Path.of("/etc/safeandaway/wearable.properties");

  /** Exit codes, as {@code sysexits.h} has them; systemd starts again after all but the first. */
  static final int BAD_CONFIGURATION = 78;

  static final int NO_BOARD = 69;
  static final int ALREADY_RUNNING = 75;
  static final int BROKEN = 70;

  private Main() {}

  /** Runs until it is told to stop. The one argument is the configuration file. */
  public static void main(String[] arguments) {
    System.exit(run(arguments, System.err));
  }

  static int run(String[] arguments, PrintStream errors) {
    Path file = arguments.length == 0 ? USUAL_FILE : Path.of(arguments[0]);
    try {
      Configuration told = Configuration.read(file, version());
      Board board =
          Board.open(BoardProvider.gpiod(told.chip(), told.model()), told.pins(), told.debounce());
      Surroundings around =
          new Surroundings(
              board,
              LinuxGauges.ofThisMachine(),
              NotifySocket.ofThisProcess(),
              MonotonicClock.system(),
              Surroundings::randomBoot,
              new SecureRandom(),
              FirmwareObserver.none());
      return runUntilTheEnd(Firmware.start(told.firmware(), around), told.firmware());
    } catch (BadConfiguration e) {
      return explain(errors, e, BAD_CONFIGURATION);
    } catch (BoardUnavailable e) {
      return explain(errors, e, NO_BOARD);
    } catch (AlreadyRunning e) {
      return explain(errors, e, ALREADY_RUNNING);
    }
  }

  private static int runUntilTheEnd(Firmware firmware, FirmwareConfiguration told) {
    Runtime.getRuntime().addShutdownHook(new Thread(firmware::close, "shutdown"));
    LOG.info(
        "wearable {} runs, firmware {}, boot {}, broker {}",
        told.wearable(),
        told.version(),
        firmware.state().boot(),
        told.broker());
    return switch (firmware.ending().join()) {
      case Firmware.Closed() -> 0;
      case Firmware.PowerCut() -> 0;
      case Firmware.Broken(Throwable bug) -> BROKEN;
    };
  }

  private static int explain(PrintStream errors, Exception e, int code) {
    errors.println("safeandaway-wearable: " + e.getMessage());
    return code;
  }

  private static String version() {
    String version = Main.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
