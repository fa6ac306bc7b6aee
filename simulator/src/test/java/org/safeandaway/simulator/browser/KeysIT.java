package org.safeandaway.simulator.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.safeandaway.protocol.WearableId;
import org.safeandaway.simulator.acceptance.Office;
import org.safeandaway.simulator.acceptance.Policy;
import org.safeandaway.simulator.acceptance.Seen;
import org.safeandaway.simulator.parts.Broker;
import org.safeandaway.simulator.parts.Database;
import org.safeandaway.simulator.parts.RealParts;

/** A secretary with a telephone in one hand reaches everything with the other. */
@ExtendWith({RealParts.class, Browsing.class})
class KeysIT {
  private static final WearableId W1 = RealParts.WEARABLES.get(0);
  private static final WearableId W2 = RealParts.WEARABLES.get(1);

  @TempDir private static Path folder;
  private static OfficeRoom room;

  @BeforeAll
  static void open(Broker broker, Database database) throws Exception {
    room = new OfficeRoom(broker, database, folder, Policy.UNHURRIED, List.of(W1, W2));
  }

  @AfterAll
  static void close() throws Exception {
    room.close();
  }

  private static void keys(Page page, String... keys) {
    for (String key : keys) {
      page.keyboard().press(key);
    }
  }

  @Test
  void goesToThePagesThatAreOpenedAllDay(Seats seats) {
    Page page = room.seat(seats, Office.SECRETARY).page();
    keys(page, "g", "v");
    page.waitForURL(url -> url.endsWith("/visits"));
    keys(page, "g", "b");
    page.waitForURL(url -> url.equals(room.address().resolve("/").toString()));
    keys(page, "n");
    page.waitForURL(url -> url.endsWith("/visits/new"));
  }

  @Test
  void showsWhatTheKeysDo(Seats seats) {
    Page page = room.seat(seats, Office.SECRETARY).page();
    keys(page, "?");
    page.locator("dialog#keys[open]").waitFor();
    assertThat(Looks.axe(page)).isEmpty();
    keys(page, "Escape");
    page.locator("dialog#keys:not([open])")
        .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
  }

  @Test
  void aTakesTheTopmostAlarm(Seats seats) {
    Page page = room.seat(seats, Office.SECRETARY).page();
    room.worn(W1).holdPanic();
    page.locator("body[data-mood='alarm']").waitFor();

    keys(page, "a");

    page.locator("body[data-mood='owned']").waitFor();
    Seen.Alarm alarm = room.office().openAlarms().getFirst();
    assertThat(alarm.owner()).contains(Office.SECRETARY);
    room.endAlarms();
  }

  @Test
  @Tag("ESC-2")
  void aTwiceTakesOneAlarm(Seats seats) {
    Page page = room.seat(seats, Office.SECRETARY).page();
    room.worn(W1).holdPanic();
    room.worn(W2).holdPanic();
    page.locator(".alarm").nth(1).waitFor();
    page.evaluate(
        """
        () => new MutationObserver((changes, watching) => {
          if (!document.querySelector(".alarm[data-owned=yes]")) return;
          watching.disconnect();
          document.body.dispatchEvent(new KeyboardEvent("keydown", {key: "a", bubbles: true}));
        }).observe(document.documentElement, {childList: true, subtree: true, attributes: true})
        """);

    keys(page, "a");

    page.locator("#said", new Page.LocatorOptions().setHasText("was not taken")).waitFor();
    assertThat(room.office().openAlarms())
        .filteredOn(alarm -> alarm.owner().isPresent())
        .hasSize(1);
    room.endAlarms();
  }

  @Test
  void doNothingWhileSomebodyTypes(Seats seats) {
    Page page = room.seat(seats, Office.SECRETARY).page();
    page.navigate(room.address().resolve("/visits/new").toString());
    page.locator("main input:not([type=hidden]), main textarea").first().focus();
    keys(page, "g", "b", "n", "a");
    assertThat(page.url()).endsWith("/visits/new");
    assertThat(page.locator("dialog[open]").count()).isZero();
  }

  @Test
  void everythingOnTheBoardIsReachedByTab(Seats seats) {
    Page page = room.seat(seats, Office.SECRETARY).page();
    room.office().sendOut(W1, false);
    page.locator("main .out a[href^='/visits/']").first().waitFor();
    int controls = page.locator("a:visible, button:visible, summary:visible").count();
    page.evaluate("() => { window.reached = new Set(); }");
    for (int i = 0; i < controls + 5; i++) {
      keys(page, "Tab");
      page.evaluate("() => { window.reached.add(document.activeElement); }");
    }
    Object missed =
        page.evaluate(
            "() => [...document.querySelectorAll('a, button, summary')]"
                + ".filter((e) => e.checkVisibility() && !window.reached.has(e))"
                + ".map((e) => e.outerHTML)");
    assertThat((List<?>) missed).isEmpty();
  }
}
