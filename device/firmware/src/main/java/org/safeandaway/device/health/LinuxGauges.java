package org.safeandaway.device.health;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Battery and radio as Linux tells of them. Many boards tell of neither; then nothing is claimed.
 */
public final class LinuxGauges implements Gauges {
  /** {@code wlan0: 0000 54. -56. -256 …}: the first number with a point is the link's quality. */
  private static final Pattern WIRELESS = Pattern.compile("\\s*\\w+:\\s+\\S+\\s+(\\d+)\\.?\\s.*");

  /** What drivers built on cfg80211, as the Pi's is, give for the best link. */
  private static final int BEST_QUALITY = 70;

  private final Path powerSupplies;
  private final Path wireless;

  LinuxGauges(Path powerSupplies, Path wireless) {
    this.powerSupplies = powerSupplies;
    this.wireless = wireless;
  }

  public static LinuxGauges ofThisMachine() {
    return new LinuxGauges(Path.of("/sys/class/power_supply"), Path.of("/proc/net/wireless"));
  }

  /** The lowest of the batteries, where there are several. */
  @Override
  public Optional<Integer> batteryPercent() {
    Optional<Integer> lowest = Optional.empty();
    try (DirectoryStream<Path> supplies = Files.newDirectoryStream(powerSupplies)) {
      for (Path supply : supplies) {
        OptionalInt percent = percentIn(supply.resolve("capacity"));
        if (percent.isPresent()) {
          int value = percent.getAsInt();
          lowest = Optional.of(lowest.map(other -> Math.min(other, value)).orElse(value));
        }
      }
    } catch (IOException e) {
      return Optional.empty();
    }
    return lowest;
  }

  @Override
  public Optional<Integer> linkPercent() {
    try {
      return Files.readAllLines(wireless).stream()
          .map(WIRELESS::matcher)
          .filter(Matcher::matches)
          .map(line -> Integer.parseInt(line.group(1)) * 100 / BEST_QUALITY)
          .map(percent -> Math.min(100, percent))
          .findFirst();
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static OptionalInt percentIn(Path file) throws IOException {
    if (!Files.isReadable(file)) {
      return OptionalInt.empty();
    }
    try {
      int percent = Integer.parseInt(Files.readString(file).strip());
      return percent >= 0 && percent <= 100 ? OptionalInt.of(percent) : OptionalInt.empty();
    } catch (NumberFormatException e) {
      return OptionalInt.empty();
    }
  }
}
