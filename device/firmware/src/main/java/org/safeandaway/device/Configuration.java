package org.safeandaway.device;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.Optional;
import org.safeandaway.device.board.Board;
import org.safeandaway.device.board.Pins;
import org.safeandaway.device.outbox.OutboxLimits;
import org.safeandaway.device.uplink.BrokerAccess;
import org.safeandaway.device.wearable.WearableSettings;
import org.safeandaway.device.wearable.WearableSettings.GestureTimes;
import org.safeandaway.protocol.WearableId;

/**
 * The one configuration file of a wearable. Every key is explained in {@code wearable.properties},
 * which is shipped with the firmware; a test sees to it that the two know the same keys.
 *
 * @param chip the GPIO chip, where it is not to be found by its label
 * @param model the board's model, where Pi4J does not recognise it
 */
public record Configuration(
    FirmwareConfiguration firmware,
    Pins pins,
    Duration debounce,
    Optional<String> chip,
    Optional<String> model) {

  /**
   * Reads a file.
   *
   * @throws BadConfiguration with one line that names file, key, and what is expected
   */
  public static Configuration read(Path file, String version) throws BadConfiguration {
    PropertyFile values = PropertyFile.read(file);
    WearableId wearable =
        values.required(
            "wearable.id",
            "1 to 32 of a-z, 0-9 and -, beginning with a letter, and not 'hub'",
            WearableId::new);
    FirmwareConfiguration firmware =
        new FirmwareConfiguration(
            wearable,
            broker(values, wearable),
            values.required(
                "data.folder", "a folder of its own, absolute", Configuration::absolute),
            OutboxLimits.DEFAULT,
            settings(file, values),
            version);
    Configuration configuration =
        new Configuration(
            firmware,
            pins(file, values),
            debounce(values),
            values.optional("gpio.chip", "the name of a GPIO chip", Configuration::notEmpty),
            values.optional("gpio.board", "a board model of Pi4J", Configuration::notEmpty));
    values.refuseTheUnknown();
    return configuration;
  }

  private static BrokerAccess broker(PropertyFile values, WearableId wearable)
      throws BadConfiguration {
    URI uri =
        values.required(
            "broker.uri", "tcp://host:port or ssl://host:port", Configuration::brokerUri);
    String username =
        values
            .optional("broker.username", "a name", Configuration::notEmpty)
            .orElse(wearable.value());
    String passwordKey = "broker.password.file";
    Path passwordFile = values.required(passwordKey, "an absolute path", Configuration::absolute);
    String password = password(values, passwordKey, passwordFile);
    String authoritiesKey = "broker.ca.file";
    Optional<Path> authorities =
        values.optional(authoritiesKey, "an absolute path", Configuration::absolute);
    if (authorities.isPresent() && !Files.isReadable(authorities.get())) {
      throw values.bad(
          authoritiesKey, "a readable file of certificates", authorities.get() + " is none");
    }
    return new BrokerAccess(uri, username, password, authorities);
  }

  private static String password(PropertyFile values, String key, Path file)
      throws BadConfiguration {
    String expected = "a file that holds the password alone, closed to others (chmod 600)";
    try {
      if (Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)) {
        throw values.bad(key, expected, "anybody may read " + file);
      }
      String password = Files.readString(file, StandardCharsets.UTF_8).strip();
      if (password.isEmpty()) {
        throw values.bad(key, expected, file + " is empty");
      }
      return password;
    } catch (IOException e) {
      throw values.bad(key, expected, file + " cannot be read: " + e.getClass().getSimpleName());
    }
  }

  private static Pins pins(Path file, PropertyFile values) throws BadConfiguration {
    Pins usual = Pins.DEFAULT;
    int panic = pin(values, "gpio.panic-button", usual.panicButton());
    int checkIn = pin(values, "gpio.check-in-button", usual.checkInButton());
    int buzzer = pin(values, "gpio.buzzer", usual.buzzer());
    int led = pin(values, "gpio.status-led", usual.statusLed());
    try {
      return new Pins(panic, checkIn, buzzer, led);
    } catch (IllegalArgumentException e) {
      throw new BadConfiguration(file + ": gpio.*: expected a pin for each, but " + e.getMessage());
    }
  }

  private static int pin(PropertyFile values, String key, int usual) throws BadConfiguration {
    return values
        .optional(
            key,
            "a BCM number from " + Pins.LOWEST + " to " + Pins.HIGHEST,
            text -> number(text, Pins.LOWEST, Pins.HIGHEST))
        .orElse(usual);
  }

  private static Duration debounce(PropertyFile values) throws BadConfiguration {
    return values
        .optional(
            "gpio.debounce-ms",
            "milliseconds from 1 to 100",
            text -> Duration.ofMillis(number(text, 1, 100)))
        .orElse(Board.DEBOUNCE);
  }

  private static WearableSettings settings(Path file, PropertyFile values) throws BadConfiguration {
    WearableSettings usual = WearableSettings.standard();
    GestureTimes times = usual.gestures();
    int presses =
        values
            .optional("gesture.panic-presses", "2 to 9", text -> number(text, 2, 9))
            .orElse(times.panicPresses());
    Duration panicHold = millis(values, "gesture.panic-hold-ms", times.panicHold());
    Duration within = millis(values, "gesture.panic-presses-within-ms", times.panicPressesWithin());
    Duration gap = millis(values, "gesture.press-gap-ms", times.pressGap());
    Duration tick = millis(values, "gesture.tick-every-ms", times.tickEvery());
    Duration hold = millis(values, "gesture.hold-ms", times.hold());
    Duration longHold = millis(values, "gesture.long-hold-ms", times.longHold());
    Duration shortPress = millis(values, "gesture.short-press-ms", times.shortPress());
    Duration duressWithin = millis(values, "gesture.duress-within-ms", times.duressWithin());
    Duration duressHold = millis(values, "gesture.duress-hold-ms", times.duressHold());
    Duration chordWithin = millis(values, "gesture.chord-within-ms", times.chordWithin());
    Duration chordUntil = millis(values, "gesture.chord-until-ms", times.chordUntil());
    Duration stuck = millis(values, "gesture.stuck-ms", times.stuck());
    try {
      GestureTimes gestures =
          new GestureTimes(
              panicHold,
              presses,
              within,
              gap,
              tick,
              hold,
              longHold,
              shortPress,
              duressWithin,
              duressHold,
              chordWithin,
              chordUntil,
              stuck);
      return new WearableSettings(gestures, usual.delivery(), usual.attention());
    } catch (IllegalArgumentException e) {
      throw new BadConfiguration(
          file + ": gesture.*: expected thresholds that fit together, but " + e.getMessage());
    }
  }

  private static Duration millis(PropertyFile values, String key, Duration usual)
      throws BadConfiguration {
    return values
        .optional(
            key,
            "milliseconds from 1 to 600000",
            text -> Duration.ofMillis(number(text, 1, 600_000)))
        .orElse(usual);
  }

  private static int number(String text, int least, int most) {
    int number = Integer.parseInt(text);
    if (number < least || number > most) {
      throw new IllegalArgumentException(text);
    }
    return number;
  }

  private static URI brokerUri(String text) {
    URI uri = URI.create(text);
    if (!BrokerAccess.isBrokerUri(uri)) {
      throw new IllegalArgumentException(text);
    }
    return uri;
  }

  private static Path absolute(String text) {
    Path path = Path.of(text);
    if (!path.isAbsolute()) {
      throw new IllegalArgumentException(text);
    }
    return path;
  }

  private static String notEmpty(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("empty");
    }
    return text;
  }
}
