package org.safeandaway.simulator.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.safeandaway.simulator.browser.Bench.IN_TIME;
import static org.safeandaway.simulator.browser.Bench.PANIC_HOLD;
import static org.safeandaway.simulator.browser.Bench.W1;
import static org.safeandaway.simulator.browser.Bench.W2;
import static org.safeandaway.simulator.browser.Bench.button;
import static org.safeandaway.simulator.browser.Bench.card;
import static org.safeandaway.simulator.browser.Bench.hold;
import static org.safeandaway.simulator.browser.Bench.part;
import static org.safeandaway.simulator.browser.Bench.pressed;
import static org.safeandaway.simulator.browser.Bench.tape;
import static org.safeandaway.simulator.browser.Bench.told;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.safeandaway.simulator.parts.Broker;
import org.safeandaway.simulator.parts.RealParts;

/** Hands and ears on the virtual wearables' page, with the real firmware and a real broker. */
@ExtendWith({RealParts.class, Browsing.class})
class VirtualWearablePageIT {
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
  @Tag("PAN-1")
  @Tag("ESC-5")
  void aPanicHeldByMouseIsSilentAndTheHubHasIt(Seats seats) {
    Page page = bench.open(seats);
    button(page, W1, "Panic").hover();
    page.mouse().down();
    pressed(page, W1, "panic");
    hold(page, PANIC_HOLD);
    page.mouse().up();
    pressed(page, W1, "");

    told(page, W1, "Panic", "No sound at all: nobody near the wearer may know.");
    told(page, W1, "The hub has it", "It is stored at the hub, and it counts.");
    assertThat(tape(page, W2).locator("li")).hasCount(0);
  }

  @Test
  void aPressTooShortForAPanicIsNone(Seats seats) {
    Page page = bench.open(seats);
    button(page, W1, "Panic").hover();
    page.mouse().down();
    hold(page, Duration.ofMillis(300));
    page.mouse().up();
    button(page, W1, "Check-in").click();
    told(page, W1, "I’m fine");
    assertThat(tape(page, W1)).not().containsText("Panic");
  }

  /** Otherwise a hand that slips off would hold the button for ever. */
  @Test
  void aReleaseOutsideIsARelease(Seats seats) {
    Page page = bench.open(seats);
    button(page, W1, "Panic").hover();
    page.mouse().down();
    pressed(page, W1, "panic");
    page.mouse().move(2, 2);
    pressed(page, W1, "panic");
    page.mouse().up();
    pressed(page, W1, "");
  }

  @Test
  void aWindowThatLosesTheKeyboardLetsGo(Seats seats) {
    Page page = bench.open(seats);
    page.keyboard().down("p");
    pressed(page, W1, "panic");
    page.evaluate("() => window.dispatchEvent(new Event('blur'))");
    pressed(page, W1, "");
  }

  @Test
  @Tag("PAN-1")
  void keysPressTheChosenWearable(Seats seats) {
    Page page = bench.open(seats);
    assertThat(card(page, W1)).hasAttribute("data-keys", "yes");
    page.keyboard().press("c");
    told(page, W1, "I’m fine", "The hub has it");
    assertThat(tape(page, W2).locator("li")).hasCount(0);

    page.keyboard().press("2");
    assertThat(card(page, W2)).hasAttribute("data-keys", "yes");
    assertThat(card(page, W1)).hasAttribute("data-keys", "no");
    page.keyboard().down("p");
    page.keyboard().down("p"); // what a keyboard repeats while a key is held is no new press
    hold(page, PANIC_HOLD);
    page.keyboard().up("p");
    told(page, W2, "Panic", "The hub has it");
    assertThat(tape(page, W1)).not().containsText("Panic");
    assertThat(tape(page, W2).locator("[data-kind='PANIC']")).hasCount(1);

    page.getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName("None")).check();
    page.keyboard().down("p");
    assertThat(card(page, W2).locator("[data-part='device']")).hasAttribute("data-pressed", "");
    page.keyboard().up("p");
  }

  @Test
  @Tag("ADV-1")
  void bothKeysTogetherAskForACall(Seats seats) {
    Page page = bench.open(seats);
    page.keyboard().down("c");
    page.keyboard().down("p");
    hold(page, Duration.ofMillis(50));
    page.keyboard().up("p");
    page.keyboard().up("c");
    told(page, W1, "Call me");
  }

  @Test
  void aButtonWithTheFocusIsHeldBySpace(Seats seats) {
    Page page = bench.open(seats);
    button(page, W2, "Panic").focus();
    page.keyboard().down(" ");
    pressed(page, W2, "panic");
    page.keyboard().up(" ");
    pressed(page, W2, "");
  }

  @Test
  @Tag("PAN-1")
  void aFingerHoldsAndLifts(Seats seats) {
    Seat seat =
        seats.open(
            "telephone",
            new Browser.NewContextOptions().setViewportSize(390, 844).setHasTouch(true));
    Page page = bench.open(seat);
    Locator panic = button(page, W1, "Panic");
    panic.scrollIntoViewIfNeeded();
    BoundingBox box = panic.boundingBox();
    CDPSession touch = seat.context().newCDPSession(page);
    touch(touch, "touchStart", box);
    pressed(page, W1, "panic");
    hold(page, PANIC_HOLD);
    touch(touch, "touchEnd", box);
    pressed(page, W1, "");
    told(page, W1, "Panic", "The hub has it");
  }

  @Test
  void isSilentUntilItIsTouchedAndSaysSo(Seats seats) {
    Page page = bench.open(seats);
    assertThat(page.locator("#ear")).containsText("Silent until you click or press a key");
    page.locator("h1").click();
    assertThat(page.locator("#ear")).hasAttribute("data-state", "on");
    Locator mute =
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Mute").setExact(true));
    mute.click();
    assertThat(page.locator("#ear")).hasAttribute("data-state", "muted");
    assertThat(mute).hasAttribute("aria-pressed", "true");
    page.reload();
    assertThat(page.locator("#ear")).hasAttribute("data-state", "muted");
  }

  private static void touch(CDPSession session, String type, BoundingBox box) {
    JsonObject arguments = new JsonObject();
    arguments.addProperty("type", type);
    JsonArray points = new JsonArray();
    if (type.equals("touchStart")) {
      JsonObject point = new JsonObject();
      point.addProperty("x", box.x + box.width / 2);
      point.addProperty("y", box.y + box.height / 2);
      points.add(point);
    }
    arguments.add("touchPoints", points);
    session.send("Input.dispatchTouchEvent", arguments);
  }

  /** However unevenly the news of it comes; very late news makes a sound longer, never shorter. */
  @Test
  @Tag("ESC-5")
  void theBuzzerIsHeardAsLongAsItSounds(Seats seats) {
    Seat seat = seats.open("ears");
    seat.context()
        .addInitScript(
            """
            window.heard = [];
            const real = AudioParam.prototype.setTargetAtTime;
            AudioParam.prototype.setTargetAtTime = function (value, at, constant) {
              window.heard.push([value, at]);
              return real.call(this, value, at, constant);
            };
            """);
    Page page = bench.open(seat);
    page.locator("h1").click();
    assertThat(page.locator("#ear")).hasAttribute("data-state", "on");
    page.evaluate(
        """
        () => {
          window.pin = [];
          new EventSource("/stream").addEventListener("output", (event) => {
            const { part, on, atMs } = JSON.parse(event.data);
            if (part === "buzzer") pin.push([on, atMs]);
          });
        }
        """);
    page.keyboard().down("c");
    told(page, W1, "Tick");
    page.keyboard().up("c");
    seat.await(
        "a sound is over",
        () -> (boolean) page.evaluate("() => heard.length >= 2 && pin.length >= 2"));
    assertThat(page.evaluate("() => [pin[0][0], heard[0][0] > 0, pin[1][0], heard[1][0] > 0]"))
        .isEqualTo(List.of(true, true, false, false));
    Object wrong =
        page.evaluate("() => (heard[1][1] - heard[0][1]) * 1000 - (pin[1][1] - pin[0][1])");
    assertThat(((Number) wrong).doubleValue()).isBetween(-1.0, 150.0);
  }

  /** A page that is gone must not hold a button for ever. */
  @Test
  void aReloadTakesTheFingerOff(Seats seats) {
    Page page = bench.open(seats);
    page.keyboard().down("c");
    pressed(page, W1, "check-in");
    page.reload();
    pressed(page, W1, "");
  }

  /** A finger whose coming off was lost on the way comes off as soon as it can. */
  @Test
  void aLostReleaseIsMadeUpFor(Seats seats) {
    Seat seat = seats.open("hands");
    seat.provokes("ERR_FAILED");
    Page page = bench.open(seat);
    page.keyboard().down("c");
    pressed(page, W1, "check-in");
    page.route("**/up", route -> route.abort());
    page.keyboard().up("c");
    assertThat(part(page, W1, "said"))
        .containsText("The check-in button did not get through.", IN_TIME);
    pressed(page, W1, "check-in");
    page.unroute("**/up");
    pressed(page, W1, "");
  }
}
