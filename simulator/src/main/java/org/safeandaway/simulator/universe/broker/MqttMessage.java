package org.safeandaway.simulator.universe.broker;

/**
 * A message as the broker sees it: a topic and bytes.
 *
 * @param qos 0 or 1
 */
public record MqttMessage(String topic, byte[] payload, int qos, boolean retain) {}
