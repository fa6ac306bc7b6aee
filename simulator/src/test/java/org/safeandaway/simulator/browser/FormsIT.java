package org.safeandaway.simulator.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.micronaut.http.HttpMethod;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.safeandaway.hub.security.Doors;
import org.safeandaway.protocol.WearableId;
import org.safeandaway.simulator.acceptance.Office;
import org.safeandaway.simulator.acceptance.Policy;
import org.safeandaway.simulator.acceptance.Waits;
import org.safeandaway.simulator.parts.Broker;
import org.safeandaway.simulator.parts.Database;
import org.safeandaway.simulator.parts.RealParts;

/**
 * Every form that the table of doors has, with what nobody should send. Whatever it is, the hub
 * does it or says what to do instead; it shows again what was typed, as text.
 */
@ExtendWith({RealParts.class, Browsing.class})
class FormsIT {
  private static final WearableId W1 = RealParts.WEARABLES.get(0);
  private static final String HOSTILE =
      "\"'><script>alert(1)</script><img src=x onerror=alert(2)> 😀 \u202Eabc\u202C"
          + " '; drop table person; -- ${7*7} %s {0}";
  private static final String HUGE = "x".repeat(300_000);

  /**
   * A form.
   *
   * @param person null for nobody who is signed in
   * @param page a path that shows it, each time with something that it can be done to
   */
  private record Form(String door, @Nullable String person, Supplier<String> page) {
    /** Of the form's own target; identifiers are whatever they are. */
    String action() {
      return "^" + door.replaceAll("\\{[a-z]+}", "[^/]+") + "$";
    }
  }

  private static final Map<String, Form> FORMS = new LinkedHashMap<>();

  static {
    form("/sign-in", null, () -> "/sign-in");
    form("/set-up/{secret}", null, () -> office().setUpLink(Office.VISITOR));
    form("/account/password", "ben", () -> "/account");
    form("/people", Office.ADMINISTRATOR, () -> "/people/new");
    form("/people/{id}/changes", Office.ADMINISTRATOR, () -> "/people/ben");
    form("/people/{id}/set-up-links", Office.ADMINISTRATOR, () -> "/people/ben");
    form("/people/{id}/tokens", Office.ADMINISTRATOR, () -> "/people/ben/tokens");
    form("/plans/{kind}", Office.ADMINISTRATOR, () -> "/plans/panic");
    form("/wearables", Office.ADMINISTRATOR, () -> "/wearables");
    form("/wearables/{id}/retirement", Office.ADMINISTRATOR, FormsIT::spare);
    form("/visits", Office.SECRETARY, () -> "/visits/new");
    form("/visits/{id}/changes", Office.SECRETARY, () -> planned() + "/change");
    form("/visits/{id}/authorisation", Office.HEAD, FormsIT::planned);
    form("/visits/{id}/assignments", Office.SECRETARY, FormsIT::authorised);
    form("/visits/{id}/telephone", Office.SECRETARY, FormsIT::authorised);
    form("/visits/{id}/cancellation", Office.SECRETARY, FormsIT::authorised);
    form("/alarms/{id}/outcomes", Office.SECRETARY, FormsIT::alarm);
    form("/drills", Office.HEAD, () -> "/drills");
    form("/alarms/{id}/notes", Office.SECRETARY, FormsIT::alarm);
    form("/alarms/{id}/resolution", Office.SECRETARY, FormsIT::alarm);
  }

  private static void form(String door, @Nullable String person, Supplier<String> page) {
    FORMS.put(door, new Form(door, person, page));
  }

  /** Buttons alone, without a field: what they take is tested at the hub. */
  private static final Set<String> BUTTONS =
      Set.of(
          "/sign-out",
          "/channels/{name}/tests",
          "/alarms/{id}/acknowledgement",
          "/alarms/{id}/still-on-it",
          "/alarms/{id}/take-over",
          "/drills/{id}/cancellation",
          "/drills/{id}/ending",
          "/account/sessions/revocation",
          "/account/sessions/{session}/revocation",
          // Its fields are hidden, and filled in by the browser's own script.
          "/account/push",
          "/account/push/test",
          "/account/push/{device}/removal",
          // Twilio's own, with its signature.
          "/notify/twilio/digit/{token}",
          // A script's own, without a form.
          "/account/push/renewal",
          "/watching",
          // There is one only while nobody watched.
          "/watching/closure",
          "/people/{id}/deactivation",
          "/people/{id}/activation",
          "/people/{id}/sessions/{session}/revocation",
          "/people/{id}/tokens/{token}/revocation",
          // Only on the page of a plan that is not the standard one.
          "/plans/{kind}/standard",
          "/visits/{id}/safe-word",
          // A question has to be open for it; the form is the same as that of a note.
          "/visits/{id}/answers");

  @TempDir private static Path folder;
  private static final AtomicInteger spares = new AtomicInteger();
  private static OfficeRoom room;

  @BeforeAll
  static void open(Broker broker, Database database) throws Exception {
    room = new OfficeRoom(broker, database, folder, Policy.UNHURRIED, List.of(W1));
    office().addVisitor("ben", "Ben Okafor");
  }

  @AfterAll
  static void close() throws Exception {
    room.close();
  }

  private static Office office() {
    return room.office();
  }

  private static String planned() {
    return "/visits/" + office().plan("ben", false);
  }

  private static String authorised() {
    String id = office().plan("ben", false);
    office().authorise(id);
    return "/visits/" + id;
  }

  /** The page of a wearable that nobody wears. */
  private static String spare() {
    String id = "spare-" + spares.incrementAndGet();
    office().addWearable(id);
    return "/wearables/" + id;
  }

  /** The page of an open alarm that the secretary has; it is raised if there is none. */
  private static String alarm() {
    if (office().openAlarms().isEmpty()) {
      room.worn(W1).holdPanic();
      Waits.await("the alarm").until(() -> !office().openAlarms().isEmpty());
      office().acknowledge(office().openAlarms().getFirst());
    }
    return "/alarms/" + office().openAlarms().getFirst().id();
  }

  private static Page shown(Seat seat, Form form) {
    seat.page().navigate(room.address().resolve(form.page().get()).toString());
    return seat.page();
  }

  private static Seat seat(Seats seats, Form form) {
    Seat seat = form.person() == null ? seats.open("nobody") : room.seat(seats, form.person());
    seat.provokes("the server responded with a status of 4");
    return seat;
  }

  static Set<String> doors() {
    return FORMS.keySet();
  }

  @Test
  void everyFormIsTried() {
    Set<String> doors =
        Doors.ALL.stream()
            .filter(door -> door.method() == HttpMethod.POST && !door.path().startsWith("/api/"))
            .map(Doors.Door::path)
            .collect(Collectors.toCollection(TreeSet::new));
    doors.removeAll(BUTTONS);
    assertThat(FORMS.keySet()).containsExactlyInAnyOrderElementsOf(doors);
  }

  @ParameterizedTest
  @MethodSource("doors")
  void saysWhatToDoAndKeepsWhatWasTyped(String door, Seats seats) {
    Form form = Objects.requireNonNull(FORMS.get(door));
    Seat seat = seat(seats, form);
    for (String fill : List.of("", HOSTILE)) {
      var answer = FormProbe.filledWith(shown(seat, form), form.action(), fill);
      assertThat(answer.status()).as(answer.says()).isIn(303, 422, 200, 400, 409, 429);
      assertThat(answer.alive()).as("what was typed became markup").isFalse();
      if (answer.status() != 303) {
        assertThat(answer.says()).isNotBlank();
        assertThat(answer.lost()).as("fields that lost what was typed").isEmpty();
      }
      if (answer.status() == 422) {
        assertThat(answer.wrong()).as("fields that are marked").isPositive();
      }
    }
    // What was taken is shown as text too: a script that ran would be a trouble of the seat.
    shown(seat, form);
  }

  @ParameterizedTest
  @MethodSource("doors")
  void nothingThatIsSentBreaksTheHub(String door, Seats seats) {
    Form form = Objects.requireNonNull(FORMS.get(door));
    Seat seat = seat(seats, form);
    for (String fill : List.of("a\0b", HUGE)) {
      assertThat(FormProbe.filledWith(shown(seat, form), form.action(), fill).status())
          .isIn(303, 400, 413, 422, 200, 409, 429);
    }
    for (String fill : List.of("", "a\0b", HOSTILE)) {
      assertThat(FormProbe.tamperedWith(shown(seat, form), form.action(), fill).status())
          .isIn(303, 400, 403, 404, 409, 413, 422, 200, 429);
    }
  }

  @Test
  void aVisitThatIsSentTwiceAtOnceIsPlannedOnce(Seats seats) {
    Page page = room.seat(seats, Office.SECRETARY).page();
    page.navigate(room.address().resolve("/visits/new").toString());
    page.locator("input[name=visitors][value=ben]").check();
    page.locator("[name=place]").fill("9 Double Street");
    page.locator("[name=purpose]").fill("Attendance");
    page.locator("[name=expectedArrival]").fill("2030-01-07T10:00");
    page.locator("[name=agreedEnd]").fill("2030-01-07T11:00");
    int before = office().count("visits");

    var answers = FormProbe.asItIs(page, "^/visits$", 3);

    assertThat(answers).extracting(FormProbe.Answer::status).containsOnly(303);
    assertThat(office().count("visits")).isEqualTo(before + 1);
  }

  @Test
  void aNoteThatIsSentTwiceAtOnceIsWrittenOnce(Seats seats) {
    Page page = room.seat(seats, Office.SECRETARY).page();
    String alarm = alarm();
    page.navigate(room.address().resolve(alarm).toString());
    page.locator("form[action$='/notes'] [name=words]").fill("I rang her mother.");

    var answers = FormProbe.asItIs(page, "/notes$", 3);

    assertThat(answers).extracting(FormProbe.Answer::status).containsOnly(303);
    String id = alarm.substring(alarm.lastIndexOf('/') + 1);
    assertThat(office().alarm(id).notes()).containsOnlyOnce("I rang her mother.");
  }

  @Test
  void whatSomebodyTypesIsNotReplacedUnderThem(Seats seats) {
    Page page = room.seat(seats, Office.SECRETARY).page();
    String alarm = alarm();
    page.navigate(room.address().resolve(alarm).toString());
    var words = page.locator("form[action$='/notes'] [name=words]");
    words.pressSequentially("She is at ");
    Object rev = page.locator("body").getAttribute("data-rev");

    office().plan("ben", false);

    page.waitForFunction("rev => document.body.dataset.rev !== rev", rev);
    words.pressSequentially("her sister’s.");
    assertThat(words.inputValue()).isEqualTo("She is at her sister’s.");
    assertThat(page.evaluate("() => document.activeElement.name")).isEqualTo("words");
  }
}
