package org.safeandaway.simulator.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.safeandaway.simulator.parts.Broker;
import org.safeandaway.simulator.parts.Database;

/** The hub's configuration file, in a folder that only this user reads: it holds passwords. */
record HubSettings(Options options, Database database, Broker broker) {

  Path written() throws IOException {
    Path path = options.data().resolve("hub.properties");
    Files.deleteIfExists(path);
    Files.createFile(
        path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    return Files.writeString(
        path,
        """
        safeandaway.hub.id=demo
        safeandaway.listen.host=127.0.0.1
        safeandaway.listen.port=%d
        safeandaway.database.url=%s
        safeandaway.database.username=%s
        safeandaway.database.password=%s
        safeandaway.mqtt.url=%s
        safeandaway.mqtt.username=%s
        safeandaway.mqtt.password=%s
        """
            .formatted(
                options.port(),
                database.jdbcUrl(),
                database.user(),
                database.password(),
                broker.uri(),
                broker.settings().hub().name(),
                broker.settings().hub().password()));
  }
}
