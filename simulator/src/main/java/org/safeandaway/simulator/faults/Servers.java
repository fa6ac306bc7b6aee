package org.safeandaway.simulator.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.safeandaway.simulator.parts.Broker;
import org.safeandaway.simulator.parts.BrokerSettings;
import org.safeandaway.simulator.parts.Database;
import org.safeandaway.simulator.parts.EmbeddedDatabase;
import org.safeandaway.simulator.parts.FreePort;
import org.safeandaway.simulator.parts.Mosquitto;

/** Where a run's broker and database come from: this machine's own, or containers. */
interface Servers {
  /** Not started yet. */
  Database database(Path folder);

  /**
   * Not started yet.
   *
   * @param say gets a line when something takes long
   */
  Broker broker(Path folder, BrokerSettings settings, Consumer<String> say) throws IOException;

  /** Processes of this machine. */
  static Servers ofThisMachine() {
    return new Servers() {
      @Override
      public Database database(Path folder) {
        return new EmbeddedDatabase(folder, FreePort.next());
      }

      @Override
      public Broker broker(Path folder, BrokerSettings settings, Consumer<String> say)
          throws IOException {
        return Mosquitto.findOrInstall(say).broker(folder, FreePort.next(), settings);
      }
    };
  }
}
