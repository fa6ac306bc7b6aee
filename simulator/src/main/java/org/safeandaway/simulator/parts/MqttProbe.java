package org.safeandaway.simulator.parts;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * Asks whether a broker is really there. A container's port accepts connections before its broker
 * does, so only an answer to CONNECT proves it; a refusal is an answer too.
 */
final class MqttProbe {
  private static final byte[] CONNECT = {
    0x10, 12, 0, 4, 'M', 'Q', 'T', 'T', 4, 2, 0, 10, 0, 0,
  };
  private static final int CONNACK = 0x20;
  private static final int LIMIT_MILLIS = 1_000;

  private MqttProbe() {}

  static boolean answers(String host, int port) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), LIMIT_MILLIS);
      socket.setSoTimeout(LIMIT_MILLIS);
      socket.getOutputStream().write(CONNECT);
      return socket.getInputStream().read() == CONNACK;
    } catch (IOException notThere) {
      return false;
    }
  }
}
