package org.safeandaway.device.uplink;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.HashSet;
import java.util.Set;

/**
 * Notices when the network comes up, which ends a long wait for the next attempt: a wearer who
 * walks back into coverage is not to wait half a minute for it.
 */
final class Networks {
  private Set<InetAddress> known = addresses();

  /** Whether this machine has an address that it had not when last asked. */
  boolean cameUp() {
    Set<InetAddress> now = addresses();
    boolean more = !known.containsAll(now);
    known = now;
    return more;
  }

  private static Set<InetAddress> addresses() {
    Set<InetAddress> addresses = new HashSet<>();
    try {
      NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
          .forEach(addresses::add);
    } catch (SocketException e) {
      // No interface at all is no address at all.
      return Set.of();
    }
    return addresses;
  }
}
