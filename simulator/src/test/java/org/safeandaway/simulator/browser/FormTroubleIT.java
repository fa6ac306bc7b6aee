package org.safeandaway.simulator.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.safeandaway.protocol.WearableId;
import org.safeandaway.simulator.acceptance.Office;
import org.safeandaway.simulator.acceptance.Policy;
import org.safeandaway.simulator.parts.Broker;
import org.safeandaway.simulator.parts.Database;
import org.safeandaway.simulator.parts.RealParts;

/** A form whose hub is in trouble keeps what was typed; one that was done keeps the place. */
@ExtendWith({RealParts.class, Browsing.class})
class FormTroubleIT {
  private static final WearableId W1 = RealParts.WEARABLES.get(0);
  private static final String PLACE = "2 Aster Row";

  @TempDir private static Path folder;
  private static OfficeRoom room;

  @BeforeAll
  static void open(Broker broker, Database database) throws Exception {
    room = new OfficeRoom(broker, database, folder, Policy.UNHURRIED, List.of(W1));
  }

  @AfterAll
  static void close() throws Exception {
    room.close();
  }

  @Test
  void whatWasTypedStaysWhileTheHubCannotStoreIt(Seats seats) {
    Seat seat = room.seat(seats, Office.SECRETARY);
    seat.provokes("status of 503");
    seat.provokes("ERR_FAILED");
    seat.provokes("Failed to fetch");
    Page page = seat.page();
    page.navigate(room.address().resolve("/visits/new").toString());
    page.locator("[name=place]").fill(PLACE);
    page.locator("[name=purpose]").fill("Attendance");
    page.locator("[name=visitors][value=" + Office.VISITOR + "]").check();

    answering(page, busy -> busy.fulfill(new Route.FulfillOptions().setStatus(503)));
    isKept(page, "could not store this yet");
    says(page, "elephone");
    answering(page, Route::abort);
    isKept(page, "does not answer");
    says(page, "elephone");
    page.unroute("**/visits");
    submit(page).click();

    page.waitForURL(Pattern.compile(".*/visits/[0-9a-f]+$"));
    assertThat(page.locator("h1")).hasText(PLACE);
  }

  @Test
  void whoeverSignsInAgainInAnotherWindowGoesOn(Seats seats) {
    Seat seat = room.ownSession(seats);
    seat.provokes("status of 401");
    seat.provokes("status of 403");
    Page page = seat.page();
    page.navigate(room.address().resolve("/visits/new").toString());
    page.locator("[name=place]").fill(PLACE);
    page.locator("[name=purpose]").fill("Attendance");
    page.locator("[name=visitors][value=" + Office.VISITOR + "]").check();
    room.office().signOut(Office.ADMINISTRATOR);
    isKept(page, "You are signed out");

    SignIn.as(seat.context().newPage(), room.address(), Office.ADMINISTRATOR);
    page.waitForResponse(
        answer -> answer.url().endsWith("/watching") && answer.status() == 200, () -> {});
    page.evaluate("() => document.forms.plan.elements.csrfToken.value = 'of another session'");
    isKept(page, "out of date");
    submit(page).click();

    page.waitForURL(Pattern.compile(".*/visits/[0-9a-f]+$"));
    assertThat(page.locator("h1")).hasText(PLACE);
  }

  private static void answering(Page page, Consumer<Route> how) {
    page.unroute("**/visits");
    page.route(
        "**/visits",
        route -> {
          if (route.request().method().equals("POST")) {
            how.accept(route);
          } else {
            route.resume();
          }
        });
  }

  private static void isKept(Page page, String words) {
    submit(page).click();
    says(page, words);
    assertThat(page.locator("form#plan .summary")).isFocused();
    assertThat(page.locator("[name=place]")).hasValue(PLACE);
    assertThat(page.locator("[name=visitors][value=" + Office.VISITOR + "]")).isChecked();
  }

  private static void says(Page page, String words) {
    assertThat(page.locator("form#plan .summary")).containsText(words);
  }

  private static Locator submit(Page page) {
    return page.locator("form#plan button.primary");
  }

  @Test
  void whoWorksWithTheKeysGoesOnWhereTheyWere(Seats seats) {
    String visit = room.office().plan(Office.VISITOR, false);
    room.office().authorise(visit);
    Page page = room.seat(seats, Office.SECRETARY).page();
    page.navigate(room.address().resolve("/visits/" + visit).toString());
    page.locator("#telephone-1 button[value=MORE_TIME]").press("Enter");

    assertThat(page.locator("#telephone-1 .entered")).containsText("I need more time");
    assertThat(page.locator("#telephone-1 button[value=MORE_TIME]")).isFocused();
  }

  @Test
  void whatIsMissingGetsTheKeys(Seats seats) {
    Seat seat = room.seat(seats, Office.SECRETARY);
    seat.provokes("status of 422");
    Page page = seat.page();
    page.navigate(room.address().resolve("/visits/new").toString());
    submit(page).press("Enter");

    assertThat(page.locator("#plan-summary")).isFocused();
    page.locator("#plan-summary a[href='#plan-place']").click();
    assertThat(page.locator("[name=place]")).isFocused();
  }
}
