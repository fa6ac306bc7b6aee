package org.safeandaway.simulator.wearables;

import java.nio.file.Path;
import java.util.List;
import org.safeandaway.protocol.WearableId;
import org.safeandaway.simulator.parts.Account;

/**
 * Which virtual wearables there are and what they hang on.
 *
 * @param port where the API listens, on loopback; 0 takes a free one
 * @param brokerHost where MQTT is spoken
 * @param brokerPort 1 to 65535
 * @param folder the disks of the wearables, one folder each by its id; made if missing
 * @param accounts the wearables, by their accounts at the broker
 */
public record WearablesSettings(
    int port, String brokerHost, int brokerPort, Path folder, List<Account> accounts) {

  public WearablesSettings {
    accounts = List.copyOf(accounts);
    if (port < 0 || port > 65_535 || brokerPort < 1 || brokerPort > 65_535) {
      throw new IllegalArgumentException("no such port: " + port + " or " + brokerPort);
    }
    if (accounts.isEmpty()) {
      throw new IllegalArgumentException("there must be at least one wearable");
    }
    if (ids(accounts).stream().distinct().count() != accounts.size()) {
      throw new IllegalArgumentException("a wearable is named twice: " + accounts);
    }
  }

  private static List<WearableId> ids(List<Account> accounts) {
    return accounts.stream().map(account -> new WearableId(account.name())).toList();
  }
}
