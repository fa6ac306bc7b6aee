package org.safeandaway.simulator.parts;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for parts that keep their address while they are down. They come from below the ranges that
 * systems take the ports of outgoing connections from: else a client that keeps trying a dead part
 * may get the very port it is calling, and is connected to itself.
 */
public final class FreePort {
  private static final int LOWEST = 20_000;
  private static final int HIGHEST = 32_000;
  private static final int ATTEMPTS = 100;

  private FreePort() {}

  /** A port of the loopback address that nobody listens on now. */
  public static int next() {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
      if (isFree(port)) {
        return port;
      }
    }
    throw new PartFailure("no free port between " + LOWEST + " and " + HIGHEST);
  }

  public static boolean isFree(int port) {
    try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (BindException taken) {
      return false;
    } catch (IOException e) {
      throw new PartFailure("port " + port + " could not be tried", e);
    }
  }
}
