package org.safeandaway.hub.notify;

import io.micronaut.context.env.Environment;
import io.micronaut.core.value.MapPropertyResolver;
import io.micronaut.core.value.PropertyResolver;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;

/** Where the channels find what they are told: the keys under {@code safeandaway.notify.}. */
@Singleton
public final class NotifySettings {
  private final PropertyResolver properties;

  @Inject
  NotifySettings(Environment environment) {
    this.properties = environment;
  }

  private NotifySettings(PropertyResolver properties) {
    this.properties = properties;
  }

  /**
   * These and no others.
   *
   * @param values by their whole keys
   */
  public static NotifySettings of(Map<String, Object> values) {
    return new NotifySettings(new MapPropertyResolver(values));
  }

  /**
   * @param channel as it stands in the keys, such as {@code smtp}
   */
  public ChannelSettings of(String channel) {
    return new ChannelSettings(properties, channel);
  }
}
