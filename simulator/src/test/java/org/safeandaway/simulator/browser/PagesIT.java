package org.safeandaway.simulator.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import io.micronaut.http.HttpMethod;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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
 * Looks at every page that the table of doors has, with something on it. A page that is added there
 * and not here fails the test.
 */
@ExtendWith({RealParts.class, Browsing.class})
class PagesIT {
  private static final List<WearableId> WORN = RealParts.WEARABLES.subList(0, 3);

  /** Doors that a browser opens without showing what is behind them as a page. */
  private static final Set<String> NO_PAGES =
      Set.of("/live", "/world", "/health", "/prometheus", "/openapi", "/sw.js");

  /**
   * A page as somebody sees it.
   *
   * @param person null for nobody who is signed in
   */
  private record Shown(String template, @Nullable String person) {}

  private static final Map<String, Shown> SHOWN = new TreeMap<>();

  static {
    shown("/", Office.SECRETARY, "board-alarm");
    shown("/", Office.VISITOR, "visitor");
    shown("/wall", Office.SECRETARY, "wall");
    shown("/styleguide", Office.SECRETARY, "styleguide");
    shown("/sign-in", null, "sign-in");
    shown("/set-up/{secret}", null, "set-up");
    shown("/account", Office.SECRETARY, "account");
    shown("/channels", Office.ADMINISTRATOR, "channels");
    shown("/people", Office.ADMINISTRATOR, "people");
    shown("/people/new", Office.ADMINISTRATOR, "people-new");
    shown("/people/{id}", Office.ADMINISTRATOR, "person");
    shown("/people/{id}/tokens", Office.ADMINISTRATOR, "tokens");
    shown("/visits", Office.SECRETARY, "visits");
    shown("/visits", Office.VISITOR, "visits-own");
    shown("/visits/new", Office.SECRETARY, "visit-new");
    shown("/visits/{id}", Office.HEAD, "visit");
    shown("/visits/{id}/change", Office.SECRETARY, "visit-change");
    shown("/alarms", Office.SECRETARY, "alarms");
    shown("/alarms/{id}", Office.SECRETARY, "alarm");
    shown("/plans", Office.SECRETARY, "plans");
    shown("/plans/{kind}", Office.ADMINISTRATOR, "plan");
    shown("/drills", Office.HEAD, "drills");
    shown("/condition", Office.ADMINISTRATOR, "condition");
    shown("/alarms/{id}/script", Office.SECRETARY, "alarm-script");
    shown("/wearables", Office.ADMINISTRATOR, "wearables");
    shown("/wearables/{id}", Office.ADMINISTRATOR, "wearable");
    shown("/openapi.html", null, "openapi");
  }

  private static void shown(String template, @Nullable String person, String name) {
    SHOWN.put(name, new Shown(template, person));
  }

  @TempDir private static Path folder;
  private static OfficeRoom room;
  private static Map<String, String> ids = Map.of();

  @BeforeAll
  static void open(Broker broker, Database database) throws Exception {
    room = new OfficeRoom(broker, database, folder, Policy.UNHURRIED, WORN);
    room.office().addVisitor("ben", "Ben Okafor");
    String out = room.office().sendOut(Office.VISITOR, WORN.get(0), false);
    room.office().telephone(out, "ARRIVED");
    room.office().telephone(out, "CHECK_IN");
    room.office().sendOut("ben", WORN.get(1), true);
    room.worn(WORN.get(1)).holdPanic();
    Office office = room.office();
    Waits.await("the alarm").until(() -> office.openAlarms().size() == 1);
    ids =
        Map.of(
            "visits",
            out,
            "alarms",
            office.openAlarms().getFirst().id(),
            "people",
            "ben",
            "wearables",
            "w1",
            "plans",
            "missed-check-in");
  }

  @AfterAll
  static void close() throws Exception {
    room.close();
  }

  @Test
  void everyPageIsLookedAt() {
    Set<String> pages =
        Doors.ALL.stream()
            .filter(door -> door.method() == HttpMethod.GET)
            .map(Doors.Door::path)
            .filter(path -> !path.startsWith("/api/") && !NO_PAGES.contains(path))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(pages)
        .isEqualTo(
            SHOWN.values().stream()
                .map(Shown::template)
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  static Set<String> names() {
    return SHOWN.keySet();
  }

  @ParameterizedTest
  @MethodSource("names")
  void looksRight(String name, Seats seats) {
    Shown shown = Objects.requireNonNull(SHOWN.get(name));
    Seat seat = shown.person() == null ? seats.open(name) : room.seat(seats, shown.person());
    Page page = seat.page();
    Response answer = page.navigate(room.address().resolve(path(shown.template())).toString());
    assertThat(answer.status()).isEqualTo(200);
    Looks.everywhere(page, name);
  }

  /** {@code /visits/{id}} as that of a visit. */
  private static String path(String template) {
    if (template.equals("/set-up/{secret}")) {
      return room.office().setUpLink(Office.VISITOR);
    }
    for (Map.Entry<String, String> id : ids.entrySet()) {
      if (template.startsWith("/" + id.getKey() + "/{")) {
        return template.replaceAll("\\{[a-z]+}", id.getValue());
      }
    }
    return template;
  }
}
