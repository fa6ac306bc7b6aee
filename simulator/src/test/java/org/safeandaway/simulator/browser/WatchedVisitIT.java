package org.safeandaway.simulator.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.safeandaway.device.wearable.Sound;
import org.safeandaway.protocol.AlarmKind;
import org.safeandaway.protocol.Phase;
import org.safeandaway.protocol.WearableId;
import org.safeandaway.simulator.acceptance.Office;
import org.safeandaway.simulator.acceptance.Policy;
import org.safeandaway.simulator.acceptance.Worn;
import org.safeandaway.simulator.parts.Broker;
import org.safeandaway.simulator.parts.Database;
import org.safeandaway.simulator.parts.RealParts;

/**
 * What the system is for, seen from the office: people plan, authorise and take alarms on pages,
 * while somebody with a wearable is out. Nothing is done to the hub but by page and by button.
 */
@ExtendWith({RealParts.class, Browsing.class})
class WatchedVisitIT {
  private static final WearableId W1 = RealParts.WEARABLES.get(0);
  private static final WearableId W2 = RealParts.WEARABLES.get(1);

  /** Long enough for hands, short enough to wait for a miss. */
  private static final Policy HURRIED = new Policy(Duration.ofSeconds(12), Duration.ofSeconds(1));

  private static final Policy OVERDUE_AT_ONCE =
      new Policy(Duration.ofMinutes(20), Duration.ofMinutes(1), Duration.ZERO);

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

  private static Locator press(Page page, String words) {
    return page.getByRole(
            AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile(words)))
        .first();
  }

  private static String schoolTime(Duration fromNow) {
    return LocalDateTime.now(ZoneId.of("Europe/London"))
        .truncatedTo(ChronoUnit.MINUTES)
        .plus(fromNow)
        .toString();
  }

  /** As the secretary; returns where the visit's page is. */
  private static String plan(Page page, String place) {
    page.navigate(room.address().resolve("/visits/new").toString());
    page.locator("input[name=visitors][value=" + Office.VISITOR + "]").check();
    page.locator("[name=place]").fill(place);
    page.locator("[name=purpose]").fill("Attendance");
    page.locator("[name=expectedArrival]").fill(schoolTime(Duration.ofMinutes(10)));
    page.locator("[name=agreedEnd]").fill(schoolTime(Duration.ofMinutes(70)));
    press(page, "^Plan this visit").click();
    page.waitForURL(Pattern.compile(".*/visits/(?!new)[^/]+$"));
    return page.url();
  }

  /** As the secretary plans it and the head authorises it, with this wearable. */
  private static String sendOut(Page maria, Page harriet, String place, WearableId wearable) {
    String visit = plan(maria, place);
    assertThat(press(maria, "^Authorise")).hasCount(0);
    harriet.navigate(visit);
    press(harriet, "^Authorise").click();
    assertThat(press(harriet, "^Authorise")).hasCount(0);
    maria.navigate(visit);
    maria.locator("input[name=wearable][value=" + wearable + "]").check();
    press(maria, "^Hand it to").click();
    assertThat(maria.locator(".worn")).containsText("Wears");
    return visit;
  }

  private static void board(Page page) {
    page.navigate(room.address().toString());
  }

  private static Locator out(Page page) {
    return page.locator("#out");
  }

  /** Two presses within a second would mean something else. */
  private static void pressCheckIn(Worn worn, Page board, Phase then, String words) {
    worn.pressCheckIn();
    assertThat(out(board)).containsText(words);
    assertThat(worn.phase()).isEqualTo(then);
  }

  private static void take(Page board) {
    press(board, "I.ve got this").click();
    assertThat(board.locator("body")).hasAttribute("data-mood", "owned");
  }

  /** On the alarm's own page, with the reason. */
  private static void closeAlarm(Page page) {
    page.locator("main a[href^='/alarms/']").first().click();
    page.locator("input[name=reason]").first().check();
    page.locator("form[action$='/resolution'] [name=words]").fill("She rang; all is well.");
    page.locator("form[action$='/resolution'] button").click();
    page.locator("dialog[open] button").first().click();
    assertThat(page.locator("form[action$='/resolution']")).hasCount(0);
  }

  @Test
  @Tag("CHK-1")
  @Tag("ESC-1")
  void aMissedCheckInIsSeenTakenAndClosed(Seats seats) {
    room.office().rules(HURRIED);
    Page maria = room.seat(seats, Office.SECRETARY).page();
    Page harriet = room.seat(seats, Office.HEAD).page();
    Worn worn = room.worn(W1);
    sendOut(maria, harriet, "14 Larkspur Terrace", W1);
    board(maria);
    board(harriet);
    assertThat(out(maria)).containsText("14 Larkspur Terrace");
    assertThat(out(maria)).containsText("on the way");
    pressCheckIn(worn, maria, Phase.DOOR, "at the door");
    pressCheckIn(worn, maria, Phase.VISIT, "in the visit");
    assertThat(maria.locator("body")).hasAttribute("data-mood", "well");

    for (Page seat : List.of(maria, harriet)) {
      assertThat(seat.locator("body")).hasAttribute("data-mood", "alarm");
      assertThat(seat.locator("body")).hasAttribute("data-siren", "overdue");
      assertThat(seat.locator("#world")).containsText("Vera Novak should have checked in");
      assertThat(seat.locator("#world")).containsText("Nobody has it yet");
    }
    take(maria);
    assertThat(harriet.locator("body")).hasAttribute("data-siren", "none");
    assertThat(harriet.locator("main")).containsText("Maria Lopes has it");
    closeAlarm(maria);
    room.worn(W1).holdCheckIn();

    board(maria);
    for (Page seat : List.of(maria, harriet)) {
      assertThat(seat.locator("#world")).containsText("All well. Nobody is out.");
      assertThat(out(seat)).containsText("Nobody is out");
    }
    assertThat(worn.phase()).isEqualTo(Phase.OVER);
    room.office().rules(Policy.UNHURRIED);
  }

  /** The button of the step that is to be done now. */
  private static void cameOfIt(Page page, String words) {
    page.locator(".step[data-step=now] button")
        .filter(new Locator.FilterOptions().setHasText(words))
        .click();
  }

  @Test
  @Tag("ESC-1")
  @Tag("ESC-3")
  @Tag("ESC-7")
  @Tag("PLAN-6")
  @Tag("END-2")
  void anOverdueVisitIsAnsweredByThreePeople(Seats seats) {
    Page maria = room.seat(seats, Office.SECRETARY).page();
    Page harriet = room.seat(seats, Office.HEAD).page();
    Seat third = room.seat(seats, Office.ADMINISTRATOR);
    room.office().rules(OVERDUE_AT_ONCE);
    String visit = room.office().inVisitFor(Duration.ofSeconds(4));
    assertThat(maria.locator("#world")).containsText("Vera Novak should have been safe and away");
    String alarm = "/alarms/" + room.office().openAlarms().getFirst().id();

    take(maria);
    maria.navigate(room.address().resolve(alarm).toString());
    Locator now = maria.locator(".step[data-step=now]");
    assertThat(now).containsText("Ring Vera");
    assertThat(now.locator("a.number-button")).hasAttribute("href", "tel:+447700900123");
    cameOfIt(maria, "Voicemail");
    assertThat(now).containsText("Ring the parent or carer, Gareth Pugh");
    assertThat(maria.locator("#step-1")).containsText("voicemail, which is no answer");

    harriet.navigate(room.address().resolve(alarm).toString());
    Looks.everywhere(harriet, "alarm-checklist");
    press(harriet, "^I take it over from Maria Lopes").click();
    harriet.locator("dialog[open] button").first().click();
    assertThat(harriet.locator(".raised-owner")).containsText("You have it");
    assertThat(maria.locator(".raised-owner")).containsText("Harriet Cole has it");
    assertThat(harriet.locator(".step[data-step=now] a.number-button"))
        .hasAttribute("href", "tel:+441632960177");
    press(harriet, "^Show the safe word").click();
    assertThat(harriet.locator("#the-safe-word")).containsText("bluebell");
    cameOfIt(harriet, "Spoke with Vera: safe");
    assertThat(harriet.locator(".checklist")).hasAttribute("data-verdict", "SAFE");

    closedByThird(third, alarm);
    assertThat(harriet.locator(".raised-owner")).containsText("Closed by");
    room.office().telephone(visit, "SAFE_AND_AWAY");
    room.office().rules(Policy.UNHURRIED);
  }

  /** Not without the safe word. */
  private static void closedByThird(Seat third, String alarm) {
    Page page = third.page();
    page.navigate(room.address().resolve(alarm).toString());
    assertThat(page.locator("#the-safe-word")).hasCount(0);
    Locator form = page.locator("form[action$='/resolution']");
    form.locator("[value=FALSE_ALARM]").check();
    form.locator("[name=words]").fill("Her father says she left; then she rang.");
    third.provokes("status of 422");
    form.locator("button").click();
    page.locator("dialog[open] button").first().click();
    assertThat(form.locator(".summary")).containsText("Listen for it");
    form.locator("[name=safeWordChecked]").check();
    form.locator("button").click();
    page.locator("dialog[open] button").first().click();
    assertThat(page.locator(".raised-owner")).containsText("Closed by");
  }

  @Test
  @Tag("PAN-1")
  @Tag("ESC-5")
  void aPanicIsTakenAndTheWearerHearsThatAPersonHasIt(Seats seats) {
    Page maria = room.seat(seats, Office.SECRETARY).page();
    Page harriet = room.seat(seats, Office.HEAD).page();
    Worn worn = room.worn(W2);
    String visit = sendOut(maria, harriet, "3 Quarry Bank", W2);
    Page wearable = seats.open("wearer").page();
    wearable.navigate(room.school().wearables() + "/");
    board(maria);
    pressCheckIn(worn, maria, Phase.DOOR, "at the door");
    pressCheckIn(worn, maria, Phase.VISIT, "in the visit");

    worn.holdPanic();

    assertThat(maria.locator("body")).hasAttribute("data-siren", "help");
    assertThat(maria.locator("#world")).containsText("Vera Novak pressed panic");
    Locator tape = wearable.locator("#wearable-" + W2 + " [data-part='tape']");
    assertThat(tape).containsText("The hub has it");
    assertThat(tape).not().containsText("A person has it");
    take(maria);
    assertThat(tape).containsText("A person has it");
    assertThat(worn.sounds()).contains(Sound.PERSON_HAS_IT);
    closeAlarm(maria);
    assertThat(room.office().alarms(W2, AlarmKind.PANIC)).noneMatch(alarm -> alarm.isOpen());
    worn.holdCheckIn();
    maria.navigate(visit);
    assertThat(maria.locator("main")).containsText("Safe and away");
  }

  /** From its planning to its result. */
  @Test
  @Tag("ESC-7")
  void aDrillIsPlannedHeldAndItsResultIsSeen(Seats seats, Database database) {
    room.endAlarms();
    Page maria = room.seat(seats, Office.SECRETARY).page();
    Page harriet = room.seat(seats, Office.HEAD).page();
    harriet.navigate(room.address().resolve("/drills").toString());
    harriet.locator("[name=imaginary]").fill("Robin Example");
    harriet.locator("[name=announced]").check();
    press(harriet, "^Plan the drill").click();
    assertThat(harriet.locator(".drill")).containsText("Robin Example");
    assertThat(maria.locator("#drill-note")).containsText("A drill is planned for");

    LongAgo.due(database, "DRILL");
    assertThat(maria.locator("#world")).containsText("DRILL");
    assertThat(maria.locator(".alarm")).containsText("Robin Example");
    take(maria);
    assertThat(harriet.locator(".drill")).containsText("Taken by Maria Lopes");
    press(harriet, "^End it now").click();

    assertThat(harriet.locator("#mine")).containsText("Taken by Maria Lopes");
    assertThat(harriet.locator("section:has(#past) tbody tr")).containsText("Robin Example");
    assertThat(harriet.locator(".chart-room svg[role=img]").first()).isVisible();
    assertThat(harriet.locator(".chart-room .bar[data-kind=drill]")).isVisible();
    assertThat(maria.locator(".alarm")).hasCount(0);
  }
}
