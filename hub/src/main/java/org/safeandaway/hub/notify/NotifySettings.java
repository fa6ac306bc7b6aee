package org.safeandaway.hub.notify;

import io.micronaut.context.env.Environment;
import io.micronaut.core.value.MapPropertyResolver;
import io.micronaut.core.value.PropertyResolver;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Where the channels find what they are told: the keys under {@code safeandaway.notify.}. */
@Singleton
public final class NotifySettings {
  static final String PREFIX = "safeandaway.notify.";

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

  /** A list with commas between; empty if it is not set. */
  List<String> names(String key) {
    return Arrays.stream(properties.getProperty(PREFIX + key, String.class).orElse("").split(","))
        .map(String::strip)
        .filter(each -> !each.isEmpty())
        .toList();
  }

  /**
   * @param channel as it stands in the keys, such as {@code smtp}
   */
  public ChannelSettings of(String channel) {
    return new ChannelSettings(properties, channel);
  }
}
