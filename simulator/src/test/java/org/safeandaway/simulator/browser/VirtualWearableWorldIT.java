package org.safeandaway.simulator.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.safeandaway.simulator.browser.Bench.IN_TIME;
import static org.safeandaway.simulator.browser.Bench.OFFICE;
import static org.safeandaway.simulator.browser.Bench.PANIC_HOLD;
import static org.safeandaway.simulator.browser.Bench.W1;
import static org.safeandaway.simulator.browser.Bench.W2;
import static org.safeandaway.simulator.browser.Bench.card;
import static org.safeandaway.simulator.browser.Bench.hold;
import static org.safeandaway.simulator.browser.Bench.part;
import static org.safeandaway.simulator.browser.Bench.pressed;
import static org.safeandaway.simulator.browser.Bench.sentence;
import static org.safeandaway.simulator.browser.Bench.tape;
import static org.safeandaway.simulator.browser.Bench.told;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.safeandaway.protocol.WearableId;
import org.safeandaway.simulator.parts.Broker;
import org.safeandaway.simulator.parts.RealParts;

/** What befalls a virtual wearable, what its wearer knows of that, and how the page looks then. */
@ExtendWith({RealParts.class, Browsing.class})
class VirtualWearableWorldIT {
  @TempDir private Path folder;
  private Bench bench;

  @BeforeEach
  void start(Broker broker) throws Exception {
    bench = new Bench(broker, folder);
  }

  @AfterEach
  void stop() throws MqttException {
    bench.close();
  }

  @Test
  @Tag("ESC-5")
  void withoutSignalEventsWaitAndGoOnceItIsBack(Seats seats) {
    Page page = bench.open(seats);
    part(page, W1, "signal").click();
    assertThat(part(page, W1, "signal")).hasAttribute("aria-checked", "true");
    sentence(page, W1, "No connection");
    page.keyboard().press("c");
    assertThat(part(page, W1, "unsent-count")).hasText("1");
    assertThat(part(page, W1, "unsent")).containsText("I’m fine");
    told(page, W1, "Not delivered", "The hub has not confirmed it.");

    part(page, W1, "undo").click();
    assertThat(part(page, W1, "signal")).hasAttribute("aria-checked", "false");
    told(page, W1, "The hub has it");
    assertThat(part(page, W1, "unsent-count")).hasText("0");
    assertThat(part(page, W1, "unsent")).hasText("Everything is at the hub.");
  }

  @Test
  @Tag("PAN-1")
  void aPanicOutlivesASmash(Seats seats) {
    Seat seat = seats.open("hands");
    seat.provokes("status of 409");
    Page page = bench.open(seat);
    part(page, W1, "signal").click();
    sentence(page, W1, "No connection");
    page.keyboard().down("p");
    hold(page, PANIC_HOLD);
    page.keyboard().up("p");
    sentence(page, W1, "Panic pressed. The hub does not have it yet.");
    part(page, W1, "smash").click();
    sentence(page, W1, "Smashed.");
    assertThat(part(page, W1, "light")).hasText("Dark");
    part(page, W1, "power").click();
    assertThat(part(page, W1, "said")).hasText("w1 is smashed. Repair it first.");

    part(page, W1, "smash").click();
    assertThat(part(page, W1, "unsent")).containsText("Panic");
    part(page, W1, "signal").click();
    told(page, W1, "The hub has it");
  }

  @Test
  void aFlatBatteryCutsThePowerUntilThatIsUndone(Seats seats) {
    Page page = bench.open(seats);
    part(page, W2, "battery").fill("12");
    assertThat(part(page, W2, "percent")).hasText("12 %");
    part(page, W2, "flat").click();
    sentence(page, W2, "The battery is empty.");
    part(page, W2, "undo").click();
    assertThat(part(page, W2, "percent")).hasText("12 %");
    assertThat(part(page, W2, "watched")).containsText("pulse is heard", IN_TIME);
  }

  @Test
  @Tag("ESC-5")
  void showsWhatTheWearerKnowsAndLeadsToTheVisit(Seats seats) {
    Page page = bench.open(seats);
    bench.hub().sendIn(W1);
    assertThat(part(page, W1, "phase")).hasText("In the visit");
    assertThat(part(page, W1, "deadlines"))
        .hasText(Pattern.compile("^check in by \\d\\d:\\d\\d, in .*(min|s)"));
    sentence(page, W1, "In the visit. Next: check in by ");
    assertThat(part(page, W1, "light")).containsText("the hub is watching this visit");
    assertThat(part(page, W1, "office"))
        .hasAttribute("href", OFFICE + "/visits/" + TalkingHub.VISIT);
    assertThat(part(page, W2, "office")).hasAttribute("href", OFFICE + "/");

    bench.hub().take(W1);
    told(page, W1, "A person has it", "Somebody has taken the alarm and is dealing with it.");
    assertThat(part(page, W1, "alarms")).hasText("Panic: a person has it");
    sentence(page, W1, "Panic. A person has it.");
  }

  /** Whoever looks on must not be able to tell them apart. */
  @Test
  @Tag("DUR-1")
  void aDuressSoundsLikeACheckIn(Seats seats) {
    Page page = bench.open(seats);
    bench.hub().sendIn(W1);
    bench.hub().sendIn(W2);
    assertThat(part(page, W1, "phase")).hasText("In the visit");
    assertThat(part(page, W2, "phase")).hasText("In the visit");
    for (WearableId id : List.of(W1, W2)) {
      card(page, id).locator("summary").click();
    }
    card(page, W1).getByText("Do it").nth(1).click();
    told(page, W1, "I’m fine", "The hub has it");
    card(page, W2).locator("[data-press*='150,1500']").click();
    told(page, W2, "Duress", "It shows and sounds exactly as a check-in would.", "The hub has it");
    sentence(page, W2, "In the visit.");
    assertThat(part(page, W2, "alarms")).hasText("None");
    assertThat(tape(page, W2).locator(".heard strong").allTextContents())
        .containsOnly("The hub has it");
  }

  @Test
  void saysWithinFiveSecondsThatItHasLostTheSimulatorAndTakesTheFingerOff(Seats seats) {
    Seat seat = seats.open("hands");
    Page page = bench.open(seat);
    page.keyboard().down("c");
    pressed(page, W1, "check-in");
    seat.provokes("ERR_");
    page.route("**/*", route -> route.abort());
    long before = System.nanoTime();
    bench.stopWearables();
    assertThat(page.locator("#lost"))
        .containsText(
            "This page has lost the simulator",
            new LocatorAssertions.ContainsTextOptions().setTimeout(5_000));
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
    page.keyboard().up("c");
  }

  @Test
  void looksRightEverywhere(Seats seats) {
    Page page = bench.open(seats);
    Looks.everywhere(page, "virtual-wearable");
    bench.hub().sendIn(W1);
    assertThat(part(page, W1, "phase")).hasText("In the visit");
    page.keyboard().press("c");
    told(page, W1, "I’m fine", "The hub has it");
    part(page, W2, "signal").click();
    sentence(page, W2, "No connection");
    page.keyboard().press("2");
    page.keyboard().down("p");
    hold(page, PANIC_HOLD);
    page.keyboard().up("p");
    told(page, W2, "Panic");
    page.locator("summary").first().click();
    Looks.everywhere(page, "virtual-wearable-alarm");
    part(page, W2, "smash").click();
    sentence(page, W2, "Smashed");
    Looks.everywhere(page, "virtual-wearable-smashed");
  }
}
