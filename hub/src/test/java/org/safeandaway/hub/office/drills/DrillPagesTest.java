package org.safeandaway.hub.office.drills;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.safeandaway.hub.api.DrillActions;
import org.safeandaway.hub.drill.DrillReads;
import org.safeandaway.hub.drill.DrillView;
import org.safeandaway.hub.fleet.Wearables;
import org.safeandaway.hub.security.Role;
import org.safeandaway.hub.security.Secret;
import org.safeandaway.hub.trial.TrialBroker;
import org.safeandaway.hub.trial.TrialDatabase;
import org.safeandaway.hub.trial.TrialHub;
import org.safeandaway.hub.trial.TrialWearable;
import org.safeandaway.hub.visit.AlarmReads;
import org.safeandaway.hub.visit.AlarmView;
import org.safeandaway.hub.visit.ResponseReads;
import org.safeandaway.hub.watch.PersonId;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.protocol.WearableId;

/** Drills on a hub of real parts. No real alarm is open when one begins. */
class DrillPagesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final String DRILLS = "/api/v1/drills";

  private static TrialBroker broker;
  private static TrialHub hub;
  private static Secret head;
  private static int count;

  @BeforeAll
  static void start() {
    broker = new TrialBroker();
    hub = TrialHub.start(TrialDatabase.make(), broker.url());
    hub.person("hetty", "Hetty Head", Role.AUTHORISER);
    head = hub.session("hetty");
  }

  @AfterAll
  static void stop() {
    hub.close();
    broker.close();
  }

  private static Document page(String person, String path) {
    TrialHub.Reply reply = hub.send(hub.page(hub.session(person), path));
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    return Jsoup.parse(reply.body());
  }

  private static String planned(String more) {
    TrialHub.Reply reply = hub.post("hetty", DRILLS, "{\"kind\": \"MISSED_CHECK_IN\"" + more + "}");
    assertThat(reply.status()).as(reply.body()).isEqualTo(201);
    return reply.field("id");
  }

  private static DrillView drill(String id) {
    return hub.bean(DrillReads.class).one(DrillActions.id(id), new PersonId("hetty")).orElseThrow();
  }

  private static DrillView goingOn() {
    String id = planned(", \"imaginary\": \"Robin <b>Example</b>\"");
    await().atMost(PATIENCE).until(() -> drill(id).isGoingOn());
    return drill(id);
  }

  /** What happens to its alarm next, as people are told. */
  private static String clock(DrillView drill) {
    String alarm = Objects.requireNonNull(drill.alarm());
    return Objects.requireNonNull(
            hub.bean(ResponseReads.class).clocks(List.of(UUID.fromString(alarm))).get(alarm))
        .kind();
  }

  private static void end(DrillView drill) {
    assertThat(hub.post("hetty", DRILLS + "/" + drill.id() + "/ending", "").status())
        .isEqualTo(200);
  }

  @Test
  void whatIsAnnouncedStandsOnTheBoardAndWhatIsNotIsSeenByItsPlannerOnly() {
    String soon = Instant.now().plusSeconds(3600).toString();
    String open = planned(", \"announced\": true, \"beginsAt\": \"" + soon + "\"");
    String secret = planned(", \"beginsAt\": \"" + soon + "\"");

    assertThat(page("office", "/").select(".drill-note").text()).contains("A drill is planned");
    assertThat(page("office", "/wall").select(".drill-note").text()).contains("A drill is planned");
    Document others = page("office", "/drills");
    assertThat(others.select("#drill-" + open)).isNotEmpty();
    assertThat(others.select("#drill-" + secret)).isEmpty();
    assertThat(others.select("form[action=/drills]")).isEmpty();
    assertThat(page("hetty", "/drills").select("#drill-" + secret)).isNotEmpty();
    assertThat(hub.get("office", DRILLS).body()).contains(open).doesNotContain(secret);
    assertThat(hub.post("authoriser", DRILLS + "/" + secret + "/cancellation", "").status())
        .isEqualTo(404);

    for (String id : List.of(open, secret)) {
      assertThat(hub.send(hub.form(head, "/drills/" + id + "/cancellation")).status())
          .isEqualTo(303);
    }
    assertThat(page("office", "/").select(".drill-note")).isEmpty();
  }

  @Test
  @Tag("ESC-2")
  @Tag("ESC-7")
  void isMarkedEverywhereAndTakenAndClosedAsAnyAlarm() {
    DrillView drill = goingOn();
    String alarm = "/api/v1/alarms/" + drill.alarm();

    assertThat(hub.get("office", alarm).body()).contains("\"drill\":true");
    Document board = page("office", "/");
    assertThat(board.select("#world").attr("data-drill")).isEqualTo("yes");
    assertThat(board.select("#spoken").text()).startsWith("DRILL: Robin <b>Example</b>");
    assertThat(board.select("#alarm-" + drill.alarm() + " .drill-mark").text()).isEqualTo("DRILL");
    assertThat(board.body().attr("data-siren")).isEqualTo("overdue");
    assertThat(clock(drill)).isEqualTo("ALARM_STEP");
    Document page = page("office", "/alarms/" + drill.alarm());
    assertThat(page.select("h1").text()).startsWith("DRILL: ");
    assertThat(page.select(".drill-mark")).isNotEmpty();
    assertThat(page.select("a[href=tel:999]")).isEmpty();
    assertThat(hub.post("office", alarm + "/acknowledgement", "").status()).isEqualTo(200);
    assertThat(
            hub.post(
                    "office",
                    alarm + "/resolution",
                    "{\"reason\": \"FALSE_ALARM\", \"words\": \"x\"}")
                .status())
        .isEqualTo(422);
    assertThat(
            hub.post("office", alarm + "/resolution", "{\"reason\": \"DRILL\", \"words\": \"x\"}")
                .status())
        .isEqualTo(200);

    DrillView over = drill(drill.id());
    assertThat(over.state()).isEqualTo(DrillView.OVER);
    assertThat(over.takenAt()).isNotNull();
    Document results = page("hetty", "/drills");
    assertThat(results.select("#mine").text()).contains("Taken by").contains("at step ");
    assertThat(results.select(".chart svg[role=img]")).hasSize(3);
    assertThat(results.select("#past ~ .table tbody").text()).contains("Robin <b>Example</b>");
  }

  @Test
  @Tag("ESC-4")
  void aRealAlarmEndsItAtOnceAndIsShownAlone() {
    DrillView drill = goingOn();
    String wearable = "d" + ++count;
    hub.bean(Wearables.class).add(new WearableId(wearable), "Drill " + count);

    try (TrialWearable device = new TrialWearable(broker.url(), wearable)) {
      device.send(EventKind.PANIC);
      await().atMost(PATIENCE).until(() -> !drill(drill.id()).isGoingOn());
    }

    DrillView ended = drill(drill.id());
    assertThat(ended.state()).isEqualTo(DrillView.OVER);
    assertThat(ended.endedBy()).isNull();
    assertThat(ended.ending()).contains("real alarm");
    List<AlarmView> open = hub.bean(AlarmReads.class).open();
    assertThat(open).extracting(AlarmView::drill).containsExactly(false);
    assertThat(page("office", "/").select("#world").attr("data-drill")).isEqualTo("no");

    // Nor does one begin now.
    String next = planned("");
    await().atMost(PATIENCE).until(() -> drill(next).state().equals(DrillView.CALLED_OFF));
    assertThat(drill(next).ending()).isEqualTo("a real alarm was open");
    String real = "/api/v1/alarms/" + open.getFirst().id();
    hub.post("office", real + "/acknowledgement", "");
    hub.post("office", real + "/resolution", "{\"reason\": \"PRECAUTION\", \"words\": \"x\"}");
  }

  @Test
  void aFormInTroubleKeepsWhatWasTyped() {
    TrialHub.Reply bad =
        hub.send(
            hub.form(
                head, "/drills", "kind", "PANIC", "beginsAt", "", "imaginary", "x".repeat(61)));

    assertThat(bad.status()).isEqualTo(422);
    Document page = Jsoup.parse(bad.body());
    assertThat(page.select(".wrong")).hasSize(2);
    assertThat(page.select("#drill-imaginary").attr("value")).hasSize(61);
    assertThat(page.select("#drill-kind option[selected]").attr("value")).isEqualTo("PANIC");
    TrialHub.Reply past =
        hub.send(hub.form(head, "/drills", "kind", "PANIC", "beginsAt", "2020-01-01T10:00"));
    assertThat(past.status()).isEqualTo(422);
    assertThat(Jsoup.parse(past.body()).select(".summary").text()).contains("That time is over");
  }

  @Test
  void onlyItsPlannerEndsItWithoutTakingIt() {
    DrillView drill = goingOn();

    assertThat(hub.post("admin", DRILLS + "/" + drill.id() + "/ending", "").status())
        .isEqualTo(403);
    end(drill);

    assertThat(drill(drill.id()).endedBy()).isNotNull();
  }
}
