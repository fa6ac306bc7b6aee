package org.safeandaway.simulator.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.safeandaway.protocol.DeadlineKind.CHECK_IN;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.RequestOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
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

/** A board that is open shows what is so, without anybody asking it to. */
@ExtendWith({RealParts.class, Browsing.class})
class LiveBoardIT {
  private static final WearableId W1 = RealParts.WEARABLES.get(0);
  private static final WearableId W2 = RealParts.WEARABLES.get(1);

  /** From the hub's end until the page says so. Source: office.md. */
  private static final Duration WITHIN = Duration.ofSeconds(5);

  /** Changes, twenty a second where the machine keeps up; a busy one needs three times as long. */
  private static final int STORM = 100;

  @TempDir private static Path folder;
  private static OfficeRoom room;
  private static String visit;

  @BeforeAll
  static void open(Broker broker, Database database) throws Exception {
    room = new OfficeRoom(broker, database, folder, Policy.UNHURRIED, List.of(W1, W2));
    visit = room.office().sendOut(W1, false);
    room.office().telephone(visit, "ARRIVED");
    room.office().telephone(visit, "CHECK_IN");
  }

  @AfterAll
  static void close() throws Exception {
    room.close();
  }

  /** The instant by which the next check-in is promised, as pages have it for their clocks. */
  private static String due() {
    Seen.Visit now = room.office().visit(visit);
    return "[data-due='" + now.deadline(CHECK_IN).promisedAt().toEpochMilli() + "']";
  }

  private static void shows(Seat seat, String what) {
    seat.page().locator("main " + what).first().waitFor();
  }

  @Test
  void twoSeatsStayInStep(Seats seats) {
    Seat maria = room.seat(seats, Office.SECRETARY);
    Seat harriet = room.seat(seats, Office.HEAD);
    shows(maria, due());
    shows(harriet, due());

    room.office().telephone(visit, "CHECK_IN");

    shows(maria, due());
    shows(harriet, due());
  }

  @Test
  void aStormOfChangesEndsOnTheLastOne(Seats seats) throws Exception {
    Seat seat = room.seat(seats, Office.SECRETARY);
    shows(seat, due());
    Fetches fetches = new Fetches(seat.page());
    AtomicInteger changes = new AtomicInteger();
    try (ScheduledExecutorService callers = Executors.newSingleThreadScheduledExecutor()) {
      ScheduledFuture<?> storm =
          callers.scheduleAtFixedRate(
              () -> {
                room.office().telephone(visit, "CHECK_IN");
                changes.incrementAndGet();
              },
              0,
              50,
              TimeUnit.MILLISECONDS);
      seat.await("a storm of changes", () -> changes.get() >= STORM || storm.isDone());
      storm.cancel(false);
    }
    shows(seat, due());

    assertThat(changes).hasValueGreaterThanOrEqualTo(STORM);
    assertThat(fetches.mostAtOnce()).isEqualTo(1);
    // At most one for each change, and the board's own every five seconds.
    assertThat(fetches.made()).isBetween(5, changes.get() + 20);
  }

  @Test
  @Tag("PAN-1")
  void anAlarmDuringASlowFetchIsShownAtOnceAfterIt(Seats seats) throws Exception {
    Seat seat = room.seat(seats, Office.SECRETARY);
    Page page = seat.page();
    Deque<Runnable> held = new ArrayDeque<>();
    page.route(
        url -> true,
        route -> {
          if (held.isEmpty() && Fetches.isRefresh(route.request())) {
            held.add(answerOfNow(route));
          } else {
            route.resume();
          }
        });
    room.office().telephone(visit, "CHECK_IN");
    seat.await("a fetch that is under way", () -> !held.isEmpty());

    room.worn(W1).holdPanic();
    seat.await("the alarm at the hub", () -> room.office().openAlarms().size() == 1);
    // A busy machine may be in trouble for a moment, and says so.
    assertThat(page.locator("body").getAttribute("data-mood")).isNotEqualTo("alarm");
    held.getFirst().run();

    Locator alarm = page.locator("body[data-mood='alarm']");
    alarm.waitFor(new Locator.WaitForOptions().setTimeout(1500));
    room.endAlarms();
    page.locator("body[data-mood='well']").waitFor();
  }

  @Test
  @Tag("ESC-1")
  void nothingMovesUnderAPress(Seats seats) {
    Seat seat = room.seat(seats, Office.SECRETARY);
    Page page = seat.page();
    room.worn(W1).pressBoth();
    Locator first = page.locator("button.take").first();
    first.waitFor();
    String alarm = room.office().openAlarms().getFirst().id();

    Pressing press = Pressing.on(first);
    page.waitForResponse(
        answer -> Fetches.isRefresh(answer.request()) && answer.text().contains("PANIC"),
        () -> room.worn(W2).holdPanic());
    press.letGo();

    // The new one stands first, and is not the one that was pressed.
    page.locator(".alarm[data-owned=yes]").waitFor();
    assertThat(page.locator(".alarm").count()).isEqualTo(2);
    assertThat(page.locator(".alarm").first().getAttribute("data-owned")).isEqualTo("no");
    assertThat(room.office().alarm(alarm).owner()).contains(Office.SECRETARY);
    room.endAlarms();
    page.locator("body[data-mood='well']").waitFor();
  }

  /** Presses one button, and another as soon as the page shows what came of it. */
  private static final String PRESS_TWICE =
      """
      ([first, second]) => {
        const button = (where) =>
          [...document.querySelectorAll(where)].find((each) => !each.textContent.includes("…"));
        new MutationObserver((changes, watching) => {
          if (!button(second)) return;
          watching.disconnect();
          button(second).click();
        }).observe(document.documentElement, {childList: true, subtree: true, attributes: true});
        button(first).click();
      }
      """;

  @Test
  @Tag("ESC-2")
  void whatCameIntoThePlaceOfAButtonIsNotPressedWithIt(Seats seats) {
    Page page = room.seat(seats, Office.SECRETARY).page();
    room.worn(W1).holdPanic();
    room.worn(W2).holdPanic();
    page.locator(".alarm").nth(1).waitFor();

    page.evaluate(
        PRESS_TWICE,
        List.of(
            ".alarm button.take",
            "body:has(.alarm[data-owned=yes]) .alarm[data-owned=no] button.take"));

    page.locator("#said", having("was not taken")).waitFor();
    List<Seen.Alarm> owned =
        room.office().openAlarms().stream().filter(alarm -> alarm.owner().isPresent()).toList();
    assertThat(owned).hasSize(1);

    page.navigate(room.address().resolve("/alarms/" + owned.getFirst().id()).toString());
    page.evaluate(
        PRESS_TWICE,
        List.of(
            "#step-1[data-step=now] .outcome-buttons button",
            "#step-2[data-step=now] .outcome-buttons button"));

    page.locator("#said", having("counted as one press")).waitFor();
    assertThat(page.locator("#step-1 .done").count()).isOne();
    assertThat(page.locator("#step-2 .done").count()).isZero();
    room.endAlarms();
  }

  @Test
  @Tag("PAN-1")
  void aHandThatRestsOnTheScreenHidesNoAlarm(Seats seats) {
    Seat seat = room.seat(seats, Office.SECRETARY);
    Page page = seat.page();
    shows(seat, due());
    Pressing press = Pressing.on(page.locator("#out-title"));

    room.worn(W1).holdPanic();

    page.locator("body[data-mood='alarm']").waitFor();
    press.letGo();
    room.endAlarms();
    page.locator("body[data-mood='well']").waitFor();
  }

  @Test
  @Tag("PAN-1")
  void whatTheHubCannotShowLeavesABoardThatHearsOfAlarms(Seats seats) {
    Seat seat = room.seat(seats, Office.SECRETARY);
    seat.provokes("status of 503");
    seat.provokes("ERR_FAILED");
    seat.provokes("Failed to fetch");
    Page page = seat.page();
    Locator visits = page.locator("nav a[href='/visits']");
    for (Consumer<Route> trouble : List.<Consumer<Route>>of(LiveBoardIT::isBusy, Route::abort)) {
      page.unroute("**/visits");
      page.route("**/visits", trouble);
      visits.click();
      page.locator("#said", having("could not show that yet")).waitFor();
      page.evaluate("() => { document.getElementById('said').hidden = true; }");
    }

    room.worn(W1).holdPanic();

    page.locator("html[data-sounding='help']").waitFor();
    page.locator("main button.take").first().waitFor();
    assertThat(page.url()).isEqualTo(room.address().resolve("/").toString());
    room.endAlarms();
    page.unroute("**/visits");
    visits.click();
    page.waitForURL("**/visits");
  }

  private static void isBusy(Route route) {
    route.fulfill(
        new Route.FulfillOptions()
            .setStatus(503)
            .setContentType("text/html")
            .setBody("<!doctype html><title>Busy</title><h1>Busy</h1>"));
  }

  @Test
  @Tag("PAN-1")
  void aPageThatIsNotThereHearsOfAlarms(Seats seats) {
    Seat seat = room.seat(seats, Office.SECRETARY);
    seat.provokes("status of 404");
    Page page = seat.page();
    page.navigate(room.address().resolve("/nowhere").toString());
    page.locator("body[data-mood='well']").waitFor();
    Looks.everywhere(page, "nowhere");

    room.worn(W1).holdPanic();

    page.locator("#world button.take").waitFor();
    page.keyboard().press("a");
    page.waitForURL("**/alarms/*");
    room.endAlarms();
    page.locator("body[data-mood='well']").waitFor();
  }

  @Test
  void aPageAboutTroubleTriesAgain(Seats seats) {
    Seat seat = room.seat(seats, Office.SECRETARY);
    seat.provokes("status of 404");
    seat.provokes("status of 503");
    Page page = seat.page();
    String html =
        page.request()
            .get(
                room.address().resolve("/nowhere").toString(),
                RequestOptions.create().setHeader("Accept", "text/html"))
            .text()
            .replace("data-refresh=\"world\"", "data-refresh=\"again\"");
    AtomicInteger asked = new AtomicInteger();
    page.route(
        "**/visits",
        route -> {
          if (asked.incrementAndGet() > 2) {
            route.resume();
          } else {
            route.fulfill(
                new Route.FulfillOptions()
                    .setStatus(503)
                    .setContentType("text/html")
                    .setBody(html));
          }
        });

    page.navigate(room.address().resolve("/visits").toString());

    page.locator("body[data-refresh='page']").waitFor();
    assertThat(asked).hasValueGreaterThan(2);
  }

  /** What the hub answers at this moment, to be given to the page later. */
  private static Runnable answerOfNow(Route route) {
    APIResponse answer = route.fetch();
    byte[] body = answer.body();
    return () ->
        route.fulfill(
            new Route.FulfillOptions()
                .setStatus(answer.status())
                .setHeaders(answer.headers())
                .setBodyBytes(body));
  }

  @Test
  void focusAndScrollSurviveAChange(Seats seats) {
    Seat seat = room.seat(seats, Office.SECRETARY);
    Page page = seat.page();
    page.setViewportSize(390, 300);
    shows(seat, due());
    Locator link = page.locator("main a:visible, main button:visible").last();
    link.focus();
    page.evaluate("() => { window.focused = document.activeElement; scrollBy(0, 40); }");
    Object scrolled = page.evaluate("() => scrollY");
    assertThat(((Number) scrolled).intValue()).isPositive();

    room.office().telephone(visit, "CHECK_IN");
    shows(seat, due());

    assertThat(page.evaluate("() => window.focused === document.activeElement")).isEqualTo(true);
    assertThat(page.evaluate("() => scrollY")).isEqualTo(scrolled);
  }

  @Test
  void saysThatTheHubIsLostAndThatItIsBack(Seats seats) {
    Seat seat = room.seat(seats, Office.SECRETARY);
    shows(seat, due());
    seat.provokes("net::ERR_");
    room.hub().kill();
    long killed = System.nanoTime();
    try {
      saysLost(seat);
      assertThat(Duration.ofNanos(System.nanoTime() - killed)).isLessThan(WITHIN);
    } finally {
      room.hub().start();
    }
    room.office().telephone(visit, "CHECK_IN");

    saysBack(seat);
  }

  @Test
  void saysThatAHubThatHangsIsLost(Seats seats) {
    Seat seat = room.seat(seats, Office.SECRETARY);
    shows(seat, due());
    seat.provokes("net::ERR_");
    room.hub().pause();
    long paused = System.nanoTime();
    try {
      saysLost(seat);
      assertThat(Duration.ofNanos(System.nanoTime() - paused)).isLessThan(WITHIN);
    } finally {
      room.hub().resume();
    }
    room.office().telephone(visit, "CHECK_IN");

    saysBack(seat);
  }

  private static void saysLost(Seat seat) {
    seat.page().locator("#lost", having("This page has lost the hub.")).waitFor();
  }

  private static void saysBack(Seat seat) {
    seat.page().locator("#back", having("The hub is back")).waitFor();
    assertThat(seat.page().locator("#lost").isVisible()).isFalse();
    shows(seat, due());
  }

  private static Page.LocatorOptions having(String words) {
    return new Page.LocatorOptions().setHasText(words);
  }
}
