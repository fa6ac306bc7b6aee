package org.safeandaway.hub.uplink;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the broker is and who we are there.
 *
 * @param url {@code tcp://host:port} or {@code ssl://host:port}
 * @param username absent if the broker asks for none
 * @param password of {@code username}; never logged
 * @param hub names this hub's persistent sessions, so two hubs must not share one
 */
public record MqttSettings(
    String url, @Nullable String username, @Nullable String password, String hub) {
  private static final Pattern HUB = Pattern.compile("[a-z][a-z0-9-]{0,15}");

  public MqttSettings {
    if (!isHubId(hub)) {
      throw new IllegalArgumentException("a hub id is 1 to 16 of a-z, 0-9 and -: " + hub);
    }
  }

  /** Whether {@code value} may name a hub: it becomes part of an MQTT client id. */
  public static boolean isHubId(String value) {
    return HUB.matcher(value).matches();
  }

  String panicClient() {
    return "hub-" + hub + "-panic";
  }

  String ordinaryClient() {
    return "hub-" + hub;
  }

  String writingClient() {
    return "hub-" + hub + "-out";
  }

  /** Without the password, since records are printed by accident. */
  @Override
  public String toString() {
    return "MqttSettings[url=" + url + ", username=" + username + ", hub=" + hub + "]";
  }
}
