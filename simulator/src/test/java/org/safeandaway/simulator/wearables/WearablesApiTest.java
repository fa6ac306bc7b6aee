package org.safeandaway.simulator.wearables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.safeandaway.simulator.parts.Account;
import org.safeandaway.simulator.parts.FreePort;

/** The API and the real firmware behind it, with no broker to be had. */
class WearablesApiTest {
  @TempDir private Path folder;
  private VirtualWearables wearables;
  private Remote remote;

  @BeforeEach
  void start() throws IOException {
    List<Account> accounts = List.of(new Account("w-01", "one"), new Account("w-02", "two"));
    wearables =
        VirtualWearables.start(
            new WearablesSettings(0, "127.0.0.1", FreePort.next(), folder, accounts));
    remote = new Remote(wearables.address());
  }

  @AfterEach
  void stop() {
    remote.close();
    wearables.close();
  }

  @Test
  void showsEveryWearable() {
    HttpResponse<String> all = remote.send("GET", "/wearables");
    assertThat(all.statusCode()).isEqualTo(200);
    assertThat(all.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(all.body()).contains("\"id\":\"w-01\"").contains("\"id\":\"w-02\"");
  }

  @Test
  void showsAWearableThatHasJustStarted() {
    WearableView view = remote.get("w-01");
    assertThat(view.id()).isEqualTo("w-01");
    assertThat(view.power()).isTrue();
    assertThat(view.link()).isTrue();
    assertThat(view.pressed()).isEmpty();
    assertThat(view.firmware()).isNotNull();
    assertThat(view.firmware().phase()).isEqualTo("OVER");
    assertThat(view.firmware().unsent()).isEmpty();
    assertThat(view.firmware().faults()).isEmpty();
  }

  @Test
  @Tag("PAN-1")
  void panicHeldLongEnoughWaitsForTheHub() {
    assertThat(remote.post("w-01/buttons/panic/press?hold=1700").pressed()).isEmpty();
    await().untilAsserted(() -> assertThat(unsentKinds("w-01")).containsExactly("PANIC"));
    assertThat(unsentKinds("w-02")).isEmpty();
  }

  @Test
  void panicHeldTooShortIsNone() {
    remote.post("w-01/buttons/panic/press?hold=300");
    remote.post("w-02/buttons/panic/press?hold=1700");
    await().untilAsserted(() -> assertThat(unsentKinds("w-02")).containsExactly("PANIC"));
    assertThat(unsentKinds("w-01")).isEmpty();
  }

  @Test
  void aFingerStaysUntilItIsTakenOff() {
    assertThat(remote.post("w-01/buttons/check-in/down").pressed()).containsExactly("check-in");
    assertThat(remote.post("w-01/buttons/check-in/down").pressed()).containsExactly("check-in");
    assertThat(remote.post("w-01/buttons/check-in/up").pressed()).isEmpty();
    assertThat(remote.post("w-01/buttons/check-in/up").pressed()).isEmpty();
  }

  @Test
  void aPressOnAButtonThatIsDownIsRefused() {
    remote.post("w-01/buttons/panic/down");
    HttpResponse<String> second = remote.send("POST", "/wearables/w-01/buttons/panic/press?hold=9");
    assertThat(second.statusCode()).isEqualTo(409);
    assertThat(Remote.problem(second).detail())
        .isEqualTo("The panic button of w-01 is already down.");
    assertThat(remote.get("w-01").pressed()).containsExactly("panic");
  }

  @Test
  void twoButtonsAreHeldAtOnceByTwoRequests() {
    CompletableFuture<WearableView> panic =
        CompletableFuture.supplyAsync(() -> remote.post("w-01/buttons/panic/press?hold=900"));
    CompletableFuture<WearableView> checkIn =
        CompletableFuture.supplyAsync(() -> remote.post("w-01/buttons/check-in/press?hold=900"));
    await()
        .pollInterval(Duration.ofMillis(10))
        .untilAsserted(
            () ->
                assertThat(remote.get("w-01").pressed())
                    .containsExactlyInAnyOrder("panic", "check-in"));
    panic.join();
    checkIn.join();
    assertThat(remote.get("w-01").pressed()).isEmpty();
  }

  @Test
  void withoutPowerNothingRunsAndAStartIsANewOne() {
    String boot = remote.get("w-01").firmware().boot();
    WearableView off = remote.post("w-01/power?on=false");
    assertThat(off.power()).isFalse();
    assertThat(off.firmware()).isNull();
    assertThat(off.lit()).isFalse();
    assertThat(off.buzzer()).isFalse();
    assertThat(remote.post("w-01/power?on=false").power()).isFalse();

    WearableView on = remote.post("w-01/power?on=true");
    assertThat(on.power()).isTrue();
    assertThat(on.firmware().boot()).isNotEqualTo(boot);
    assertThat(remote.post("w-01/power?on=true").firmware().boot()).isEqualTo(on.firmware().boot());
  }

  @Test
  void whatIsUnsentOutlivesThePower() {
    remote.post("w-01/buttons/panic/press?hold=1700");
    await().untilAsserted(() -> assertThat(unsentKinds("w-01")).containsExactly("PANIC"));
    FirmwareView.UnsentEvent before = remote.get("w-01").firmware().unsent().getFirst();
    remote.post("w-01/power?on=false");
    remote.post("w-01/power?on=true");
    assertThat(remote.get("w-01").firmware().unsent()).containsExactly(before);
  }

  /** The mock's inputs start as pressed; a firmware that saw that would raise a panic by itself. */
  @Test
  void noButtonIsPressedByAStart() {
    remote.post("w-01/power?on=false");
    remote.post("w-01/power?on=true");
    remote.post("w-02/buttons/panic/press?hold=1700");
    await().untilAsserted(() -> assertThat(unsentKinds("w-02")).containsExactly("PANIC"));
    assertThat(unsentKinds("w-01")).isEmpty();
  }

  @Test
  @Tag("PAN-1")
  void aButtonHeldWhenThePowerComesCounts() {
    remote.post("w-01/power?on=false");
    remote.post("w-01/buttons/panic/down");
    remote.post("w-01/power?on=true");
    await().untilAsserted(() -> assertThat(unsentKinds("w-01")).containsExactly("PANIC"));
    remote.post("w-01/buttons/panic/up");
  }

  @Test
  void theBatteryIsWhatItWasSetTo() {
    assertThat(remote.post("w-01/battery?percent=5").batteryPercent()).isEqualTo(5);
    assertThat(remote.get("w-02").batteryPercent()).isEqualTo(100);
  }

  @Test
  void anEmptyBatteryCutsThePowerAndAFullOneGivesItBack() {
    WearableView empty = remote.post("w-01/battery?percent=0");
    assertThat(empty.power()).isFalse();
    HttpResponse<String> refused = remote.send("POST", "/wearables/w-01/power?on=true");
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(Remote.problem(refused).detail())
        .isEqualTo("The battery of w-01 is empty. Charge it first.");
    assertThat(remote.post("w-01/battery?percent=80").power()).isTrue();
  }

  @Test
  void whatIsSwitchedOffIsNotStartedByACharger() {
    remote.post("w-01/power?on=false");
    remote.post("w-01/battery?percent=0");
    assertThat(remote.post("w-01/battery?percent=80").power()).isFalse();
  }

  @Test
  void aSmashedWearableRunsAgainOnceItIsRepaired() {
    WearableView smashed = remote.post("w-01/smash");
    assertThat(smashed.smashed()).isTrue();
    assertThat(smashed.power()).isFalse();
    assertThat(smashed.firmware()).isNull();
    HttpResponse<String> refused = remote.send("POST", "/wearables/w-01/power?on=true");
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(Remote.problem(refused).detail()).isEqualTo("w-01 is smashed. Repair it first.");
    assertThat(remote.post("w-01/battery?percent=90").power()).isFalse();

    WearableView repaired = remote.post("w-01/repair");
    assertThat(repaired.smashed()).isFalse();
    assertThat(repaired.power()).isTrue();
    assertThat(remote.post("w-01/repair").firmware().boot()).isEqualTo(repaired.firmware().boot());
  }

  @Test
  @Tag("PAN-1")
  void showsWhatHandsHaveToldAndThatAPanicIsKeptQuiet() {
    remote.post("w-01/buttons/panic/press?hold=1700");
    await()
        .untilAsserted(
            () -> assertThat(remote.get("w-01").told()).extracting("kind").contains("PANIC"));
    WearableView view = remote.get("w-01");
    assertThat(view.sounds()).isEmpty();
    assertThat(view.firmware().silentPanic()).isTrue();
    assertThat(view.firmware().connected()).isFalse();
    assertThat(remote.get("w-02").told()).isEmpty();
  }

  @Test
  void showsTheRhythmOfASound() {
    remote.post("w-01/buttons/check-in/press?hold=1200");
    WearableView.HeardSound tick = remote.get("w-01").sounds().getFirst();
    assertThat(tick.name()).isEqualTo("HOLD_TICK");
    assertThat(tick.rhythmMs()).containsExactly(30L);
  }

  @Test
  void theLinkIsWhatItWasSetTo() {
    assertThat(remote.post("w-01/link?up=false").link()).isFalse();
    assertThat(remote.post("w-01/link?up=false").link()).isFalse();
    assertThat(remote.get("w-02").link()).isTrue();
    assertThat(remote.post("w-01/link?up=true").link()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET  | /nothing                             | 404 | There is nothing at /nothing.",
        "POST | /wearables/w-01/smash?hard=true      | 400 | takes no parameters",
        "GET  | /wearables/w-01/repair               | 405 | takes POST, not GET",
        "GET  | /wearables/w-01/sounds               | 404 | There is nothing at /wearables/w-01/",
        "POST | /wearables/w-01/buttons/panic/hit    | 404 | There is nothing at",
        "GET  | /wearables/w-99 | 404 | There is no wearable 'w-99'. There are: w-01, w-02.",
        "GET  | /wearables/W%20 | 404 | There is no wearable 'W '.",
        "POST | /wearables/w-01/buttons/red/press?hold=9 | 404 | no button 'red'; it has panic",
        "POST | /wearables/w-01/buttons/panic/press  | 400 | one parameter, hold; it was given none",
        "POST | /wearables/w-01/buttons/panic/press?hold=x  | 400 | from 1 to 120000; it was 'x'",
        "POST | /wearables/w-01/buttons/panic/press?hold=0  | 400 | from 1 to 120000; it was '0'",
        "POST | /wearables/w-01/buttons/panic/press?hold=9, | 400 | from 1 to 120000; it was ''",
        "POST | /wearables/w-01/buttons/both/down    | 404 | no button 'both'",
        "POST | /wearables/w-01/buttons/panic/press?hold=120001 | 400 | it was '120001'",
        "POST | /wearables/w-01/buttons/panic/press?hold=9&hold=9 | 400 | is given twice",
        "POST | /wearables/w-01/buttons/panic/press?hold=9&x=1 | 400 | takes one parameter, hold",
        "POST | /wearables/w-01/buttons/panic/down?hold=9 | 400 | takes no parameters",
        "POST | /wearables/w-01/link?up=perhaps      | 400 | up must be true or false",
        "POST | /wearables/w-01/power                | 400 | takes one parameter, on",
        "POST | /wearables/w-01/battery?percent=101  | 400 | percent from 0 to 100; it was '101'",
        "POST | /wearables                           | 405 | takes GET, not POST",
        "POST | /wearables/w-01                      | 405 | takes GET, not POST",
        "GET  | /wearables/w-01/link?up=false        | 405 | takes POST, not GET",
        "GET  | /wearables/w-01/buttons/panic/press?hold=9 | 405 | takes POST, not GET",
      })
  void saysWhatIsWrongWithARequest(String method, String path, int status, String detail) {
    HttpResponse<String> response = remote.send(method, path);
    Problem problem = Remote.problem(response);
    assertThat(response.statusCode()).isEqualTo(status).isEqualTo(problem.status());
    assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(response.headers().firstValue("Allow").isPresent()).isEqualTo(status == 405);
    assertThat(problem.detail()).contains(detail);
    assertThat(problem.title()).isNotBlank();
  }

  /** A page from elsewhere, open in a browser on this machine, must not press a panic button. */
  @Test
  void refusesAPageOfAnotherSite() {
    String path = "/wearables/w-01/buttons/panic/down";
    assertThat(remote.send("POST", path, "Origin", "https://example.org").statusCode())
        .isEqualTo(403);
    assertThat(remote.get("w-01").pressed()).isEmpty();
    assertThat(remote.send("POST", path, "Origin", wearables.address().toString()).statusCode())
        .isEqualTo(200);
  }

  private List<String> unsentKinds(String id) {
    return remote.get(id).firmware().unsent().stream().map(FirmwareView.UnsentEvent::kind).toList();
  }
}
