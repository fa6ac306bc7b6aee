package org.safeandaway.simulator.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
import org.safeandaway.simulator.wearables.VirtualWearables;
import org.safeandaway.simulator.wearables.WearablesSettings;

/** Hands and ears on the virtual wearables' page, with the real firmware and a real broker. */
@ExtendWith({RealParts.class, Browsing.class})
class VirtualWearablePageIT {
  private static final WearableId W1 = RealParts.WEARABLES.get(0);
  private static final WearableId W2 = RealParts.WEARABLES.get(1);
  private static final URI OFFICE = URI.create("http://127.0.0.1:9");

  /** Longer than a panic's hold, with room for a busy machine. */
  private static final Duration PANIC_HOLD = Duration.ofMillis(1_800);

  private static final LocatorAssertions.ContainsTextOptions IN_TIME =
      new LocatorAssertions.ContainsTextOptions().setTimeout(Seat.PATIENCE.toMillis());

  @TempDir private Path folder;
  private VirtualWearables wearables;
  private TalkingHub hub;

  @BeforeEach
  void start(Broker broker) throws IOException, MqttException {
    hub = new TalkingHub(broker);
    wearables =
        VirtualWearables.start(
            new WearablesSettings(
                0,
                broker.host(),
                broker.port(),
                folder,
                List.of(broker.settings().wearable(W1), broker.settings().wearable(W2)),
                Optional.of(OFFICE)));
  }

  @AfterEach
  void stop() throws MqttException {
    wearables.close();
    hub.close();
  }

  private Page open(Seats seats) {
    return open(seats.open("hands"));
  }

  private Page open(Seat seat) {
    Page page = seat.page();
    page.navigate(wearables.address() + "/");
    for (WearableId id : List.of(W1, W2)) {
      // Connected and watched, however long that takes.
      assertThat(part(page, id, "watched")).containsText("the hub’s pulse is heard", IN_TIME);
    }
    return page;
  }

  private static Locator card(Page page, WearableId id) {
    return page.locator("#wearable-" + id);
  }

  private static Locator part(Page page, WearableId id, String name) {
    return card(page, id).locator("[data-part='" + name + "']");
  }

  private static Locator button(Page page, WearableId id, String name) {
    return page.getByRole(
        AriaRole.BUTTON,
        new Page.GetByRoleOptions().setName(name + ", wearable " + id).setExact(true));
  }

  private static Locator tape(Page page, WearableId id) {
    return part(page, id, "tape");
  }

  private static void told(Page page, WearableId id, String... words) {
    for (String each : words) {
      assertThat(tape(page, id)).containsText(each, IN_TIME);
    }
  }

  /** How long a finger stays is what it is about, so this is no waiting for something. */
  private static void hold(Page page, Duration time) {
    page.evaluate("ms => new Promise(done => setTimeout(done, ms))", (double) time.toMillis());
  }

  @Test
  @Tag("PAN-1")
  @Tag("ESC-5")
  void aPanicHeldByMouseIsSilentAndTheHubHasIt(Seats seats) {
    Page page = open(seats);
    button(page, W1, "Panic").hover();
    page.mouse().down();
    assertThat(part(page, W1, "device")).hasAttribute("data-pressed", "panic");
    hold(page, PANIC_HOLD);
    page.mouse().up();
    assertThat(part(page, W1, "device")).hasAttribute("data-pressed", "");

    told(page, W1, "Panic", "No sound at all: nobody near the wearer may know.");
    told(page, W1, "The hub has it", "It is stored at the hub, and it counts.");
    assertThat(tape(page, W2).locator("li")).hasCount(0);
  }

  @Test
  void aPressTooShortForAPanicIsNone(Seats seats) {
    Page page = open(seats);
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
    Page page = open(seats);
    button(page, W1, "Panic").hover();
    page.mouse().down();
    assertThat(part(page, W1, "device")).hasAttribute("data-pressed", "panic");
    page.mouse().move(2, 2);
    assertThat(part(page, W1, "device")).hasAttribute("data-pressed", "panic");
    page.mouse().up();
    assertThat(part(page, W1, "device")).hasAttribute("data-pressed", "");
  }

  @Test
  void aWindowThatLosesTheKeyboardLetsGo(Seats seats) {
    Page page = open(seats);
    page.keyboard().down("p");
    assertThat(part(page, W1, "device")).hasAttribute("data-pressed", "panic");
    page.evaluate("() => window.dispatchEvent(new Event('blur'))");
    assertThat(part(page, W1, "device")).hasAttribute("data-pressed", "");
  }

  @Test
  @Tag("PAN-1")
  void keysPressTheChosenWearable(Seats seats) {
    Page page = open(seats);
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
    Page page = open(seats);
    page.keyboard().down("c");
    page.keyboard().down("p");
    hold(page, Duration.ofMillis(50));
    page.keyboard().up("p");
    page.keyboard().up("c");
    told(page, W1, "Call me");
  }

  @Test
  void aButtonWithTheFocusIsHeldBySpace(Seats seats) {
    Page page = open(seats);
    button(page, W2, "Panic").focus();
    page.keyboard().down(" ");
    assertThat(part(page, W2, "device")).hasAttribute("data-pressed", "panic");
    page.keyboard().up(" ");
    assertThat(part(page, W2, "device")).hasAttribute("data-pressed", "");
  }

  @Test
  @Tag("PAN-1")
  void aFingerHoldsAndLifts(Seats seats) {
    Seat seat =
        seats.open(
            "telephone",
            new Browser.NewContextOptions().setViewportSize(390, 844).setHasTouch(true));
    Page page = open(seat);
    Locator panic = button(page, W1, "Panic");
    panic.scrollIntoViewIfNeeded();
    BoundingBox box = panic.boundingBox();
    CDPSession touch = seat.context().newCDPSession(page);
    touch(touch, "touchStart", box);
    assertThat(part(page, W1, "device")).hasAttribute("data-pressed", "panic");
    hold(page, PANIC_HOLD);
    touch(touch, "touchEnd", box);
    assertThat(part(page, W1, "device")).hasAttribute("data-pressed", "");
    told(page, W1, "Panic", "The hub has it");
  }

  private static void touch(CDPSession session, String type, BoundingBox box) {
    com.google.gson.JsonObject arguments = new com.google.gson.JsonObject();
    arguments.addProperty("type", type);
    com.google.gson.JsonArray points = new com.google.gson.JsonArray();
    if (type.equals("touchStart")) {
      com.google.gson.JsonObject point = new com.google.gson.JsonObject();
      point.addProperty("x", box.x + box.width / 2);
      point.addProperty("y", box.y + box.height / 2);
      points.add(point);
    }
    arguments.add("touchPoints", points);
    session.send("Input.dispatchTouchEvent", arguments);
  }

  @Test
  @Tag("ESC-5")
  void withoutSignalEventsWaitAndGoOnceItIsBack(Seats seats) {
    Page page = open(seats);
    part(page, W1, "signal").click();
    assertThat(part(page, W1, "signal")).hasAttribute("aria-checked", "true");
    assertThat(part(page, W1, "sentence-words")).containsText("No connection", IN_TIME);
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
    Page page = open(seat);
    part(page, W1, "signal").click();
    assertThat(part(page, W1, "sentence-words")).containsText("No connection", IN_TIME);
    page.keyboard().down("p");
    hold(page, PANIC_HOLD);
    page.keyboard().up("p");
    assertThat(part(page, W1, "sentence-words"))
        .hasText("Panic pressed. The hub does not have it yet.");
    part(page, W1, "smash").click();
    assertThat(part(page, W1, "sentence-words")).containsText("Smashed.");
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
    Page page = open(seats);
    part(page, W2, "battery").fill("12");
    assertThat(part(page, W2, "percent")).hasText("12 %");
    part(page, W2, "flat").click();
    assertThat(part(page, W2, "sentence-words")).hasText("The battery is empty.");
    part(page, W2, "undo").click();
    assertThat(part(page, W2, "percent")).hasText("12 %");
    assertThat(part(page, W2, "watched")).containsText("pulse is heard", IN_TIME);
  }

  @Test
  @Tag("ESC-5")
  void showsWhatTheWearerKnowsAndLeadsToTheVisit(Seats seats) {
    Page page = open(seats);
    hub.sendIn(W1);
    assertThat(part(page, W1, "phase")).hasText("In the visit");
    assertThat(part(page, W1, "deadlines"))
        .hasText(Pattern.compile("^check in by \\d\\d:\\d\\d, in .*(min|s)"));
    assertThat(part(page, W1, "light")).containsText("the hub is watching this visit");
    assertThat(part(page, W1, "office"))
        .hasAttribute("href", OFFICE + "/visits/" + TalkingHub.VISIT);
    assertThat(part(page, W2, "office")).hasAttribute("href", OFFICE + "/");

    hub.take(W1);
    told(page, W1, "A person has it", "Somebody has taken the alarm and is dealing with it.");
    assertThat(part(page, W1, "alarms")).hasText("Panic: a person has it");
    assertThat(part(page, W1, "sentence-words")).hasText("Panic. A person has it.");
  }

  /** Whoever looks on must not be able to tell them apart. */
  @Test
  @Tag("DUR-1")
  void aDuressSoundsLikeACheckIn(Seats seats) {
    Page page = open(seats);
    hub.sendIn(W1);
    hub.sendIn(W2);
    assertThat(part(page, W1, "phase")).hasText("In the visit");
    assertThat(part(page, W2, "phase")).hasText("In the visit");
    for (WearableId id : List.of(W1, W2)) {
      card(page, id).locator("summary").click();
    }
    card(page, W1).getByText("Do it").nth(1).click();
    told(page, W1, "I’m fine", "The hub has it");
    card(page, W2).locator("[data-press*='150,1500']").click();
    told(page, W2, "Duress", "It shows and sounds exactly as a check-in would.", "The hub has it");
    assertThat(part(page, W2, "sentence-words")).containsText("In the visit.");
    assertThat(part(page, W2, "alarms")).hasText("None");
    assertThat(tape(page, W2).locator(".heard strong").allTextContents())
        .containsOnly("The hub has it");
  }

  @Test
  void isSilentUntilItIsTouchedAndSaysSo(Seats seats) {
    Page page = open(seats);
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

  @Test
  void saysWithinFiveSecondsThatItHasLostTheSimulatorAndTakesTheFingerOff(Seats seats)
      throws IOException {
    Seat seat = seats.open("hands");
    Page page = open(seat);
    page.keyboard().down("c");
    assertThat(part(page, W1, "device")).hasAttribute("data-pressed", "check-in");
    seat.provokes("ERR_");
    page.route("**/*", route -> route.abort());
    long before = System.nanoTime();
    wearables.close();
    assertThat(page.locator("#lost"))
        .containsText(
            "This page has lost the simulator",
            new LocatorAssertions.ContainsTextOptions().setTimeout(5_000));
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
    page.keyboard().up("c");
  }

  @Test
  void looksRightEverywhere(Seats seats) {
    Page page = open(seats);
    Looks.everywhere(page, "virtual-wearable");
    hub.sendIn(W1);
    assertThat(part(page, W1, "phase")).hasText("In the visit");
    page.keyboard().press("c");
    told(page, W1, "I’m fine", "The hub has it");
    part(page, W2, "signal").click();
    assertThat(part(page, W2, "sentence-words")).containsText("No connection", IN_TIME);
    page.keyboard().press("2");
    page.keyboard().down("p");
    hold(page, PANIC_HOLD);
    page.keyboard().up("p");
    told(page, W2, "Panic");
    page.locator("summary").first().click();
    Looks.everywhere(page, "virtual-wearable-alarm");
    part(page, W2, "smash").click();
    assertThat(part(page, W2, "sentence-words")).containsText("Smashed");
    Looks.everywhere(page, "virtual-wearable-smashed");
  }
}
