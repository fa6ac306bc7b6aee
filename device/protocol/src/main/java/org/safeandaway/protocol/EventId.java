package org.safeandaway.protocol;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which event of a wearable: its start and the count within it. Together with the wearable's id it
 * is what makes an event the same event however often it is sent.
 *
 * @param boot 16 lower-case hex digits, random at each start of the firmware
 * @param seq counts from 1 within one boot
 */
public record EventId(String boot, long seq) {
  private static final Pattern BOOT = Pattern.compile("[0-9a-f]{16}");

  public EventId {
    if (!isBoot(boot)) {
      throw new IllegalArgumentException("boot is 16 lower-case hex digits: " + boot);
    }
    if (seq < 1) {
      throw new IllegalArgumentException("seq counts from 1: " + seq);
    }
  }

  /** Whether {@code value} has the shape of a boot. */
  public static boolean isBoot(@Nullable String value) {
    return value != null && BOOT.matcher(value).matches();
  }

  @Override
  public String toString() {
    return boot + "/" + seq;
  }
}
