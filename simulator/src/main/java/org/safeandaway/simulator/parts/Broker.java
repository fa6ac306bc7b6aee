package org.safeandaway.simulator.parts;

/** A Mosquitto broker with passwords and access lists, as a school would run it. */
public interface Broker extends Part {
  /** This machine, for whoever runs on it. */
  String LOOPBACK = "127.0.0.1";

  default String host() {
    return LOOPBACK;
  }

  int port();

  /** The address as Paho takes it. */
  default String uri() {
    return "tcp://" + host() + ":" + port();
  }

  /** Who may connect. */
  BrokerSettings settings();
}
