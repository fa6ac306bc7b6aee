package org.safeandaway.simulator.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.safeandaway.hub.notify.push.PushSubscriptions;
import org.safeandaway.hub.notify.push.Telephone;
import org.safeandaway.protocol.WearableId;
import org.safeandaway.simulator.acceptance.Office;
import org.safeandaway.simulator.acceptance.Policy;
import org.safeandaway.simulator.acceptance.Waits;
import org.safeandaway.simulator.parts.Broker;
import org.safeandaway.simulator.parts.Database;
import org.safeandaway.simulator.parts.RealParts;

/**
 * The board is heard until somebody has the alarm. A headless browser has no loudspeaker, but it
 * plays: what counts is that its audio runs and that tones are started.
 */
@ExtendWith({RealParts.class, Browsing.class})
class SirenIT {
  private static final WearableId W1 = RealParts.WEARABLES.get(0);
  private static final WearableId W2 = RealParts.WEARABLES.get(1);
  private static final WearableId W3 = RealParts.WEARABLES.get(2);

  /** Makes the page's own audio visible to the test; it is the same audio. */
  private static final String LISTEN =
      """
      window.tones = 0;
      const start = OscillatorNode.prototype.start;
      OscillatorNode.prototype.start = function (...at) { window.tones++; start.apply(this, at); };
      const Audio = window.AudioContext;
      window.AudioContext = class extends Audio {
        constructor(...how) { super(...how); window.audio = this; }
      };
      """;

  @TempDir private static Path folder;
  private static OfficeRoom room;

  @BeforeAll
  static void open(Broker broker, Database database) throws Exception {
    room = new OfficeRoom(broker, database, folder, Policy.UNHURRIED, List.of(W1, W2, W3));
  }

  @AfterEach
  void calm() {
    room.endAlarms();
  }

  @AfterAll
  static void close() throws Exception {
    room.close();
  }

  private static Seat listening(Seats seats, String person) {
    Seat seat = room.seat(seats, person);
    seat.context().addInitScript(LISTEN);
    seat.page().reload();
    return seat;
  }

  private static void sound(Seat seat, String state) {
    seat.page().locator("html[data-sound='" + state + "']").waitFor();
  }

  private static void sounding(Seat seat, String which) {
    seat.page().locator("html[data-sounding='" + which + "']").waitFor();
  }

  private static int tones(Seat seat) {
    return ((Number) seat.page().evaluate("() => window.tones")).intValue();
  }

  @Test
  void saysWhenTheBrowserKeepsThePageSilent(Seats seats) {
    Seat seat = listening(seats, Office.SECRETARY);
    Page page = seat.page();
    sound(seat, "blocked");
    assertThat(page.locator("#sound").isVisible()).isTrue();
    assertThat(page.locator("#sound").innerText()).contains("would not be heard");
    room.worn(W1).holdPanic();
    page.locator("body[data-siren='help']").waitFor();
    assertThat(tones(seat)).isZero();

    page.locator("#let-sound").click();

    sound(seat, "ready");
    assertThat(page.evaluate("() => window.audio.state")).isEqualTo("running");
    assertThat(page.locator("#sound").isVisible()).isFalse();
    sounding(seat, "help");
    seat.await("tones", () -> tones(seat) > 0);
  }

  /** The press lets the page sound, and what said that it is silent goes: the button stays. */
  @Test
  @Tag("ESC-1")
  void theFirstPressOnASilentPageCounts(Seats seats) {
    Seat seat = listening(seats, Office.SECRETARY);
    Page page = seat.page();
    sound(seat, "blocked");
    room.worn(W1).holdPanic();
    Locator take = page.locator("button.take").first();
    take.waitFor();
    assertThat(page.locator("#sound").isVisible()).isTrue();

    Pressing press = Pressing.on(take);
    sound(seat, "ready");
    press.letGo();

    page.locator(".alarm[data-owned=yes]").waitFor();
    page.locator("#sound")
        .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
  }

  @Test
  @Tag("ESC-1")
  void soundsAtEverySeatUntilSomebodyHasTheAlarm(Seats seats) {
    Seat maria = listening(seats, Office.SECRETARY);
    Seat harriet = listening(seats, Office.HEAD);
    maria.page().locator("#let-sound").click();
    harriet.page().locator("#let-sound").click();
    sound(maria, "ready");
    sounding(maria, "none");

    room.worn(W1).holdPanic();

    sounding(maria, "help");
    sounding(harriet, "help");
    room.office().acknowledge(room.office().openAlarms().getFirst());
    sounding(maria, "none");
    sounding(harriet, "none");
    assertThat(maria.page().locator("body").getAttribute("data-siren")).isEqualTo("none");
    int last = tones(maria);
    Duration quiet = Duration.ofSeconds(3);
    long until = System.nanoTime() + quiet.toNanos();
    maria.await("a while without a tone", () -> System.nanoTime() > until);
    assertThat(tones(maria)).isEqualTo(last);
  }

  @Test
  @Tag("ESC-2")
  void whoeverIsAskedAndDoesNotAnswerHasItNoMoreAndItSoundsAgain(Seats seats, Database database) {
    Page maria = room.seat(seats, Office.SECRETARY).page();
    Seat harriet = listening(seats, Office.HEAD);
    harriet.page().locator("#let-sound").click();
    sound(harriet, "ready");
    room.worn(W1).holdPanic();
    sounding(harriet, "help");
    maria.locator("button.take").first().click();
    sounding(harriet, "none");
    Locator asked = maria.locator(".alarm form[action$='/still-on-it'] button");

    LongAgo.due(database, "STILL_ON_IT");
    asked.click();
    asked.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
    assertThat(maria.locator(".alarm").innerText()).contains("Maria Lopes has it");

    LongAgo.due(database, "STILL_ON_IT");
    asked.waitFor();
    LongAgo.due(database, "OWNERSHIP");
    sounding(harriet, "help");
    harriet.page().getByText("Nobody has it yet").first().waitFor();
    harriet.page().getByText("Others are told at").first().waitFor();
    maria.locator("button.take").first().waitFor();
  }

  @Test
  void titleAndIconFlashWhileItSounds(Seats seats) {
    Seat seat = room.seat(seats, Office.SECRETARY);
    Page page = seat.page();
    String calm = page.title();
    String icon = page.locator("#icon").getAttribute("href");
    assertThat(calm).startsWith("All well");

    room.worn(W1).holdPanic();
    page.locator("body[data-mood='alarm']").waitFor();

    Set<String> titles = new HashSet<>();
    Set<String> icons = new HashSet<>();
    seat.await(
        "the title to flash",
        () -> {
          titles.add(page.title());
          icons.add(page.locator("#icon").getAttribute("href"));
          return titles.size() >= 2 && icons.size() >= 2;
        });
    assertThat(titles).allMatch(title -> title.contains("PANIC"));
    assertThat(icons).noneMatch(each -> each.endsWith(icon));
    room.endAlarms();
    seat.await("the title of a calm day", () -> page.title().equals(calm));
    assertThat(page.locator("#icon").getAttribute("href")).endsWith(icon);
  }

  @Test
  void anAlarmOfAnotherKindSoundsOtherwise(Seats seats) {
    Seat seat = listening(seats, Office.SECRETARY);
    seat.page().locator("#let-sound").click();

    room.office().sendOut(W2, false);
    room.worn(W2).pressBoth();

    sounding(seat, "overdue");
  }

  /** A page that has sounded counts for 25 s more. */
  private static void watching(Seat seat, String how) {
    seat.page()
        .locator("#watching-now" + how)
        .waitFor(new Locator.WaitForOptions().setTimeout(60_000));
  }

  @Test
  @Tag("ESC-2")
  void whoeverSoundsWatchesAndWhenNobodyDoesThatIsAnAlarm(Seats seats, Database database) {
    // One that no other test has pressed: it is handed out only with nothing unsent.
    Waits.await("the hub has heard of it").until(() -> room.office().hasHeardOf(W3));
    room.office().sendOut(W3, false);
    room.worn(W3).pressCheckIn();
    Seat maria = listening(seats, Office.SECRETARY);
    Page page = maria.page();
    watching(maria, "[data-mine=silent]");
    assertThat(page.locator("#watching-now").innerText()).contains("You do not count");

    page.locator("#let-sound").click();
    page.locator("#watching-now[data-mine=watches]").waitFor();
    assertThat(page.locator("#watching-now").innerText()).contains("is watching, sound on.");
    Looks.everywhere(page, "watching");

    // They go home, with the board open, and shut it.
    maria.page().navigate("about:blank");
    Seat harriet = listening(seats, Office.HEAD);
    watching(harriet, "[data-wrong=yes]");
    LongAgo.nobodyWatchedForADay(database);
    harriet.page().locator(".alarm", new Page.LocatorOptions().setHasText("Nobody")).waitFor();

    // Somebody sits down.
    harriet.page().locator("#let-sound").click();
    harriet.page().getByText("I am watching now: close that alarm").click();
    harriet.page().waitForURL("**/alarms/*");
    assertThat(room.office().openAlarms()).isEmpty();
  }

  @Test
  void everySoundCanBeTried(Seats seats) {
    Seat seat = listening(seats, Office.SECRETARY);
    Page page = seat.page();
    page.locator("[data-opens=sounds]").click();
    for (String sound : List.of("help", "overdue", "technical", "lost")) {
      page.locator("[data-try=" + sound + "]").click();
      sounding(seat, sound);
    }
    sounding(seat, "none");
  }

  @Test
  void losingTheHubHasASoundOfItsOwn(Seats seats) {
    Seat seat = listening(seats, Office.SECRETARY);
    seat.provokes("net::ERR_");
    seat.page().locator("#let-sound").click();
    sounding(seat, "none");
    room.hub().pause();
    try {
      sounding(seat, "lost");
    } finally {
      room.hub().resume();
    }
    sounding(seat, "none");
  }

  @Test
  void whoeverIsSignedOutInMidSentenceHearsIt(Seats seats) {
    Seat seat = room.ownSession(seats);
    seat.provokes("status of 401");
    Page page = seat.page();
    page.navigate(room.address().resolve("/visits/new").toString());
    page.locator("[name=place]").pressSequentially("2 As");
    sound(seat, "ready");

    room.office().signOut(Office.ADMINISTRATOR);
    room.office().plan(Office.VISITOR, false);

    page.locator("body[data-lost]").waitFor();
    sounding(seat, "lost");
    assertThat(page.locator("#lost").innerText()).contains("You are signed out");
    assertThat(page.locator("#watching-now").isVisible()).isFalse();
    assertThat(page.getByText("All well").first().isVisible()).isFalse();
    assertThat(page.locator("[name=place]").inputValue()).isEqualTo("2 As");
  }

  @Test
  void whoeverIsSignedOutAtTheBoardIsToldThatNobodyWatches(Seats seats) {
    Seat seat = room.ownSession(seats);
    seat.provokes("status of 401");
    sound(seat, "ready");

    room.office().signOut(Office.ADMINISTRATOR);
    room.office().plan(Office.VISITOR, false);

    seat.page().getByText("Nobody watches on this screen").waitFor();
    sounding(seat, "lost");
    Looks.everywhere(seat.page(), "signed-out");
    SignIn.as(seat.page(), room.address(), Office.ADMINISTRATOR);
    sounding(seat, "none");
  }

  /**
   * Its maker's push service is not to be had here: what the browser would get from it is given.
   */
  private static String subscribed(PushSubscriptions.Given given) {
    return """
        const endpoint = "%s";
        const keys = { p256dh: "%s", auth: "%s" };
        const given = { endpoint, toJSON: () => ({ endpoint, keys }) };
        PushManager.prototype.subscribe = async () => {
          sessionStorage.setItem("given", "yes");
          return given;
        };
        PushManager.prototype.getSubscription = async () =>
          sessionStorage.getItem("given") ? given : null;
        """
        .formatted(given.endpoint(), given.p256dh(), given.auth());
  }

  @Test
  void aPhoneThatAskedForItShowsAnAlarmWithoutANameAndOpensIt(Seats seats) {
    Seat seat = room.seat(seats, Office.SECRETARY);
    Page page = seat.page();
    var given = new Telephone().given("https://fcm.googleapis.com/fcm/send/nobody");
    seat.context().addInitScript(subscribed(given));
    page.navigate(room.address().resolve("/account").toString());
    // Whoever says no is told how to change that.
    page.locator("[data-push=blocked]:visible, [data-push=off]:visible").waitFor();
    seat.context().grantPermissions(List.of("notifications"));
    Background background = new Background(seat);
    page.reload();

    page.getByText("Tell this phone of alarms").click();
    page.locator("[data-push-endpoint] [data-push-here]:visible").waitFor();
    String alarm = "0f0e0d0c-0b0a-0908-0706-050403020100";
    background.push(
        room.address(),
        "{\"about\": \"PANIC\", \"alarm\": \"" + alarm + "\", \"mark\": \"DRILL\"}");

    JsonObject shown = background.shown();
    assertThat(shown.get("title").getAsString()).isEqualTo("DRILL: Somebody needs help at once");
    assertThat(shown.get("tag").getAsString()).isEqualTo(alarm);
    assertThat(shown.get("stays").getAsBoolean()).isTrue();
    assertThat(shown.get("vibrates").getAsInt()).isPositive();
    assertThat(background.click()).isEqualTo("/alarms/" + alarm);

    endsAndGoesOn(room.address(), page, background, given.endpoint());
    page.getByText("Tell it no more").first().click();
    page.locator("dialog[open] button[value=yes]").click();
    page.locator("[data-push-endpoint]")
        .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
    page.locator("[data-push-form]:visible").waitFor();
  }

  /**
   * Its maker ends the subscription: it is told by another one, or says that it is told no more.
   */
  private static void endsAndGoesOn(URI office, Page page, Background background, String endpoint) {
    var moved = new Telephone().given("https://fcm.googleapis.com/fcm/send/moved");
    background.changed(endpoint, moved);
    page.reload();
    page.locator("[data-push-endpoint='" + moved.endpoint() + "']").waitFor();
    assertThat(page.locator("[data-push-endpoint]").count()).isOne();

    background.changed("https://fcm.googleapis.com/fcm/send/none", new Telephone().given(endpoint));
    assertThat(background.shown().get("title").getAsString())
        .isEqualTo("This phone is told of alarms no more");

    assertThat(page.locator("#push-ended").isVisible()).isFalse();
    page.evaluate("() => sessionStorage.removeItem('given')");
    page.navigate(office.toString());
    // By the keyboard: what appears while a page begins moves what is under a pointer.
    page.locator("#push-ended").getByText("Tell it again").press("Enter");
    page.waitForURL("**/account#phones");
    page.locator("#push-ended").getByText("Leave it so").press("Enter");
    page.reload();
    page.locator("[data-push-form]:visible").waitFor();
    assertThat(page.locator("#push-ended").isVisible()).isFalse();
  }
}
