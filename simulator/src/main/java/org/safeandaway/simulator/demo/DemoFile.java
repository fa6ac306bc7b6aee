package org.safeandaway.simulator.demo;

import io.avaje.jsonb.Json;
import io.avaje.jsonb.Jsonb;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

/**
 * {@value #NAME}: all that a script needs to drive the demo. It is there once everything runs, and
 * gone once it stops. Only its owner may read it, since it holds passwords.
 *
 * @param office where the hub answers
 * @param api the REST API's root
 * @param wearables where the virtual wearables answer
 * @param signIns people with an API token each
 * @param apiToken the one that may do everything
 * @param password of everybody on the office's pages, until they choose another
 * @param mqtt the broker and every account at it
 * @param database for looking behind the scenes
 * @param wearableIds the virtual wearables
 * @param visits the planned visits
 * @param processIds by part
 */
@Json
public record DemoFile(
    String office,
    String api,
    String wearables,
    List<SignIn> signIns,
    String apiToken,
    String password,
    Mqtt mqtt,
    DatabaseAccess database,
    List<String> wearableIds,
    List<String> visits,
    Map<String, Long> processIds) {
  static final String NAME = "demo.json";

  /** What a hub takes that was told that it is a demo's. */
  static final String PASSWORD = org.safeandaway.hub.security.SignIn.DEMO_PASSWORD;

  /** One invented person; {@code roles} as the hub names them. */
  @Json
  public record SignIn(String person, String name, List<String> roles, String apiToken) {}

  /** The broker's address, and the password of each account by its name. */
  @Json
  public record Mqtt(String host, int port, Map<String, String> passwords) {}

  @Json
  public record DatabaseAccess(String jdbcUrl, String user, String password) {}

  public static DemoFile read(Path file) throws IOException {
    return Jsonb.builder().build().type(DemoFile.class).fromJson(Files.readString(file));
  }

  /** Writes it whole or not at all. */
  void write(Path folder) throws IOException {
    Path part = folder.resolve(NAME + ".part");
    Files.deleteIfExists(part);
    Files.createFile(
        part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    String json = Jsonb.builder().build().type(DemoFile.class).toJsonPretty(this);
    Files.writeString(part, json, StandardCharsets.UTF_8);
    Files.move(part, folder.resolve(NAME), StandardCopyOption.ATOMIC_MOVE);
  }

  static void remove(Path folder) throws IOException {
    Files.deleteIfExists(folder.resolve(NAME));
  }
}
