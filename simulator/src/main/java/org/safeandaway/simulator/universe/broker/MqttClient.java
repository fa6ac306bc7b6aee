package org.safeandaway.simulator.universe.broker;

/** What a client is told, as far as its connection lives. */
public interface MqttClient {

  /** Connected, and every subscription is granted. */
  void connected(boolean sessionPresent);

  /**
   * A message came.
   *
   * @param packet to be acknowledged; 0 at QoS 0
   * @param retained it was kept from before the subscription
   */
  void received(MqttMessage message, int packet, boolean retained, boolean duplicate);

  /** PUBACK: the broker took it, which says nothing about anybody else. */
  void acknowledged(int packet);

  /** The connection is gone, or never came to be. Nothing else is told after this. */
  void closed(String why);
}
