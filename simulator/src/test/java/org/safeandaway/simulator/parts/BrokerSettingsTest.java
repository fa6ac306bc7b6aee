package org.safeandaway.simulator.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.safeandaway.protocol.WearableId;

class BrokerSettingsTest {
  private final BrokerSettings settings =
      BrokerSettings.forWearables(List.of(new WearableId("w1"), new WearableId("w2")));

  @Test
  void givesEverybodyAPasswordOfTheirOwn() {
    assertThat(settings.accounts()).extracting(Account::name).containsExactly("hub", "w1", "w2");
    assertThat(settings.accounts()).extracting(Account::password).doesNotHaveDuplicates();
  }

  @Test
  void writesNoPasswordInClear() {
    assertThat(settings.passwordFile())
        .doesNotContain(settings.hub().password())
        .containsPattern("(?m)^hub:\\$7\\$101\\$\\S{16}\\$\\S{88}$");
    assertThat(settings.toString()).doesNotContain(settings.hub().password());
  }

  @Test
  void letsEveryHubAndNobodyElseReadAndWriteEverything() {
    BrokerSettings two = settings.withHubs(List.of("first", "second"));
    assertThat(two.accounts()).extracting(Account::name).contains("hub.first", "hub.second");
    assertThat(two.hub("first").password()).isNotEqualTo(two.hub("second").password());
    assertThat(two.accessFile().lines().filter(line -> line.startsWith("user ")))
        .containsExactly("user hub", "user hub.first", "user hub.second");
  }

  @Test
  void refusesTwoAccountsOfOneName() {
    var account = new Account("w1", "secret");
    assertThatThrownBy(() -> new BrokerSettings(List.of(account, account), Duration.ofMinutes(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesANameThatAnAccessPatternWouldMisread() {
    for (String name : List.of("", "a/b", "+", "#", "a b", "a:b")) {
      assertThatThrownBy(() -> new Account(name, "secret"))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
