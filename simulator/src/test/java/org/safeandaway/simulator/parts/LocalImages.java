package org.safeandaway.simulator.parts;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.ImageNameSubstitutor;

/**
 * Other images in the place of those that the tests name, where no registry can be reached: {@code
 * IT_IMAGE_MAP=eclipse-mosquitto=local/mosquitto:ci,postgres=local/postgres:ci}. Testcontainers
 * finds this class by {@code testcontainers.properties} and logs every replacement.
 */
public final class LocalImages extends ImageNameSubstitutor {
  private final Map<String, String> replacements;

  public LocalImages() {
    this(Optional.ofNullable(System.getenv("IT_IMAGE_MAP")).orElse(""));
  }

  LocalImages(String map) {
    replacements =
        Arrays.stream(map.split(","))
            .filter(entry -> !entry.isBlank())
            .map(LocalImages::pair)
            .collect(Collectors.toUnmodifiableMap(pair -> pair[0], pair -> pair[1]));
  }

  private static String[] pair(String entry) {
    String[] pair = entry.strip().split("=", 2);
    if (pair.length != 2) {
      throw new IllegalArgumentException("IT_IMAGE_MAP is name=image,…: " + entry);
    }
    return pair;
  }

  @Override
  public DockerImageName apply(DockerImageName asked) {
    String replacement = replacements.get(asked.getUnversionedPart());
    return replacement == null
        ? asked
        : DockerImageName.parse(replacement).asCompatibleSubstituteFor(asked);
  }

  @Override
  protected String getDescription() {
    return "IT_IMAGE_MAP";
  }
}
