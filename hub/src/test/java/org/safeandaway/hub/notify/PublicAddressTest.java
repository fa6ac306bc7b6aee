package org.safeandaway.hub.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.core.value.MapPropertyResolver;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.safeandaway.hub.configuration.BadConfiguration;

class PublicAddressTest {
  private static final URI OUTSIDE = URI.create("https://digits.school.example");

  private static PublicAddress read(String outside, String links) {
    return PublicAddress.read(
        new MapPropertyResolver(
            Map.of("safeandaway.public-address", outside, "safeandaway.link-address", links)));
  }

  @Test
  void linksLeadToThePublicAddressUnlessAnotherOneIsGiven() {
    assertThat(read("", "")).isEqualTo(new PublicAddress(null, null));
    assertThat(read(OUTSIDE + "/", "")).isEqualTo(new PublicAddress(OUTSIDE, OUTSIDE));
    assertThat(read(OUTSIDE.toString(), "http://safe.school.internal:8080"))
        .isEqualTo(new PublicAddress(OUTSIDE, URI.create("http://safe.school.internal:8080")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"safe.school.example", "ftp://a.example", "https://a.example/alarms", "?"})
  void takesNoLinkThatWouldOpenNothing(String links) {
    assertThatThrownBy(() -> read(OUTSIDE.toString(), links))
        .isInstanceOf(BadConfiguration.class)
        .hasMessageContaining("safeandaway.link-address");
  }
}
