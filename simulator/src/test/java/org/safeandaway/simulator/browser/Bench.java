package org.safeandaway.simulator.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.safeandaway.protocol.WearableId;
import org.safeandaway.simulator.parts.Broker;
import org.safeandaway.simulator.parts.RealParts;
import org.safeandaway.simulator.wearables.VirtualWearables;
import org.safeandaway.simulator.wearables.WearablesSettings;

/**
 * Two virtual wearables with a broker and a hub that talks to them, and their page by its parts.
 */
final class Bench implements AutoCloseable {
  static final WearableId W1 = RealParts.WEARABLES.get(0);
  static final WearableId W2 = RealParts.WEARABLES.get(1);
  static final URI OFFICE = URI.create("http://127.0.0.1:9");

  /** Longer than a panic's hold, with room for a busy machine. */
  static final Duration PANIC_HOLD = Duration.ofMillis(1_800);

  static final LocatorAssertions.ContainsTextOptions IN_TIME =
      new LocatorAssertions.ContainsTextOptions().setTimeout(Seat.PATIENCE.toMillis());

  private final TalkingHub hub;
  private final VirtualWearables wearables;

  Bench(Broker broker, Path folder) throws Exception {
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

  TalkingHub hub() {
    return hub;
  }

  Page open(Seats seats) {
    return open(seats.open("hands"));
  }

  /** Opens the page; both are connected and watched then, however long that takes. */
  Page open(Seat seat) {
    Page page = seat.page();
    page.navigate(wearables.address() + "/");
    for (WearableId id : List.of(W1, W2)) {
      assertThat(part(page, id, "watched")).containsText("the hub’s pulse is heard", IN_TIME);
    }
    return page;
  }

  static Locator card(Page page, WearableId id) {
    return page.locator("#wearable-" + id);
  }

  static Locator part(Page page, WearableId id, String name) {
    return card(page, id).locator("[data-part='" + name + "']");
  }

  static Locator button(Page page, WearableId id, String name) {
    return page.getByRole(
        AriaRole.BUTTON,
        new Page.GetByRoleOptions().setName(name + ", wearable " + id).setExact(true));
  }

  static Locator tape(Page page, WearableId id) {
    return part(page, id, "tape");
  }

  /** Waits until all of this is on the tape. */
  static void told(Page page, WearableId id, String... words) {
    for (String each : words) {
      assertThat(tape(page, id)).containsText(each, IN_TIME);
    }
  }

  /** Waits until the page and the wearable say that these are down, by their names. */
  static void pressed(Page page, WearableId id, String buttons) {
    assertThat(part(page, id, "device")).hasAttribute("data-pressed", buttons);
  }

  static void sentence(Page page, WearableId id, String words) {
    assertThat(part(page, id, "sentence-words")).containsText(words, IN_TIME);
  }

  /** How long a finger stays is what it is about, so this is no waiting for something. */
  static void hold(Page page, Duration time) {
    page.evaluate("ms => new Promise(done => setTimeout(done, ms))", (double) time.toMillis());
  }

  /** The simulator ends, as if it had crashed. */
  void stopWearables() {
    wearables.close();
  }

  @Override
  public void close() throws MqttException {
    wearables.close();
    hub.close();
  }
}
