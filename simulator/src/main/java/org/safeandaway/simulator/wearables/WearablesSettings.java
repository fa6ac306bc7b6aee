package org.safeandaway.simulator.wearables;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
 * @param office where the hub's pages are, for the page here to lead to; empty if unknown
 */
public record WearablesSettings(
    int port,
    String brokerHost,
    int brokerPort,
    Path folder,
    List<Account> accounts,
    Optional<URI> office) {

  /** Without an office to lead to. */
  public WearablesSettings(
      int port, String brokerHost, int brokerPort, Path folder, List<Account> accounts) {
    this(port, brokerHost, brokerPort, folder, accounts, Optional.empty());
  }

  public WearablesSettings {
    accounts = List.copyOf(accounts);
    if (port < 0 || port > 65_535 || brokerPort < 1 || brokerPort > 65_535) {
      throw new IllegalArgumentException("no such port: " + port + " or " + brokerPort);
    }
    if (accounts.isEmpty()) {
      throw new IllegalArgumentException("there must be at least one wearable");
    }
    if (office.isPresent() && !isSite(office.get())) {
      throw new IllegalArgumentException("no address of a site: " + office.get());
    }
    if (ids(accounts).stream().distinct().count() != accounts.size()) {
      throw new IllegalArgumentException("a wearable is named twice: " + accounts);
    }
  }

  /** Whether a browser can be led there: nothing but the address of a site. */
  static boolean isSite(URI address) {
    String scheme = address.getScheme();
    return address.getHost() != null && ("http".equals(scheme) || "https".equals(scheme));
  }

  private static List<WearableId> ids(List<Account> accounts) {
    return accounts.stream().map(account -> new WearableId(account.name())).toList();
  }
}
