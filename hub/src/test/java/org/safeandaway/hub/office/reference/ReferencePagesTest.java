package org.safeandaway.hub.office.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.safeandaway.hub.api.OpenApiDocument;
import org.safeandaway.hub.security.Doors;
import org.safeandaway.hub.trial.TrialBroker;
import org.safeandaway.hub.trial.TrialDatabase;
import org.safeandaway.hub.trial.TrialHub;

/** The description of the API, to read. */
class ReferencePagesTest {
  private static TrialBroker broker;
  private static TrialHub hub;
  private static Document page;

  @BeforeAll
  static void start() {
    broker = new TrialBroker();
    hub = TrialHub.start(TrialDatabase.make(), broker.url());
    TrialHub.Reply reply = hub.send(hub.request("/openapi.html").header("Accept", "text/html"));
    assertThat(reply.status()).isEqualTo(200);
    page = Jsoup.parse(reply.body());
  }

  @AfterAll
  static void stop() {
    hub.close();
    broker.close();
  }

  @Test
  void hasEveryDoorOfTheApi() {
    List<String> described =
        page.select(".operation summary").stream()
            .map(it -> it.select("code").eachText())
            .map(it -> String.join(" ", it))
            .toList();

    assertThat(described)
        .containsExactlyInAnyOrderElementsOf(
            Doors.ALL.stream()
                .filter(door -> door.path().startsWith("/api/"))
                .map(door -> door.method() + " " + door.path())
                .toList());
  }

  @Test
  void everyLinkLeadsSomewhere() {
    for (Element link : page.select("main a[href^=#]")) {
      String id = link.attr("href").substring(1);
      assertThat(page.getElementById(id)).as(id).isNotNull();
    }
    assertThat(page.select("[id]").eachAttr("id")).doesNotHaveDuplicates();
  }

  @Test
  void needsNothingThatTheHubDoesNotServe() {
    assertThat(page.select("[style], style, script:not([src])")).isEmpty();
    assertThat(
            page.select("script, link, img").stream().map(it -> it.attr("src") + it.attr("href")))
        .allMatch(address -> address.startsWith("/assets/"));
  }

  @Test
  void showsLimitsAndExamples() {
    Element plan = page.getElementById("planVisit");

    assertThat(plan.text()).contains("text, 1 to 200 characters", "Mill Lane", "visitor");
    assertThat(page.getElementById("followEvents").select("ol li")).hasSize(4);
    assertThat(page.select("main").text()).doesNotContain("`", "**", "$ref");
  }

  @Test
  void marksAreReadAndNothingElseIs() {
    assertThat(Prose.spans("a `b` **c** *d* <i>e</i>"))
        .containsExactly(
            new Prose.Span(Prose.Mark.PLAIN, "a "),
            new Prose.Span(Prose.Mark.CODE, "b"),
            new Prose.Span(Prose.Mark.PLAIN, " "),
            new Prose.Span(Prose.Mark.STRONG, "c"),
            new Prose.Span(Prose.Mark.PLAIN, " "),
            new Prose.Span(Prose.Mark.STRESSED, "d"),
            new Prose.Span(Prose.Mark.PLAIN, " <i>e</i>"));
    assertThat(Prose.of("One\nline.\n\n1. First\n   still.\n2. Second"))
        .extracting(Prose.Group::items)
        .containsExactly(false, true);
  }

  @Test
  void anExampleIsJson() {
    assertThat(Example.json(Map.of("a", List.of("b\"c", 1, true))))
        .isEqualTo("{\n  \"a\": [\"b\\\"c\", 1, true]\n}");
    assertThat(OpenApiDocument.load()).containsKey("paths");
  }
}
