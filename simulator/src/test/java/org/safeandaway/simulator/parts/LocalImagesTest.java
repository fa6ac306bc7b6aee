package org.safeandaway.simulator.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.testcontainers.utility.DockerImageName;

class LocalImagesTest {
  private static final DockerImageName POSTGRES = DockerImageName.parse("postgres:17");

  @Test
  void replacesWhatTheMapNames() {
    var images = new LocalImages("eclipse-mosquitto=local/m:1,postgres=local/p:2");
    var replacement = images.apply(POSTGRES);
    assertThat(replacement.asCanonicalNameString()).isEqualTo("local/p:2");
    assertThat(replacement.isCompatibleWith(DockerImageName.parse("postgres"))).isTrue();
  }

  @Test
  void leavesAllElse() {
    assertThat(new LocalImages("").apply(POSTGRES)).isEqualTo(POSTGRES);
  }

  @Test
  void refusesAMapThatIsNone() {
    assertThatThrownBy(() -> new LocalImages("postgres"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
