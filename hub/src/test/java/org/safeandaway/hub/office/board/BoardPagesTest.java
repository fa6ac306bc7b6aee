package org.safeandaway.hub.office.board;

import static org.assertj.core.api.Assertions.assertThat;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.safeandaway.hub.trial.TrialBroker;
import org.safeandaway.hub.trial.TrialDatabase;
import org.safeandaway.hub.trial.TrialHub;

class BoardPagesTest {
  private static TrialBroker broker;
  private static TrialHub hub;

  @BeforeAll
  static void start() {
    broker = new TrialBroker();
    hub = TrialHub.start(TrialDatabase.make(), broker.url());
  }

  @AfterAll
  static void stop() {
    hub.close();
    broker.close();
  }

  @Test
  void saysThatAllIsWellWhenNobodyIsOut() {
    Document page = page("office", "/");

    assertThat(page.select("#world").attr("data-mood")).isEqualTo("well");
    assertThat(page.select("#world .band-sentence").text()).isEqualTo("All well. Nobody is out.");
    assertThat(page.title()).isEqualTo("All well · Board · Safe & Away");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/wall", "/styleguide", "/world"})
  void showsEachPageToWhoeverWatches(String path) {
    assertThat(page("office", path).select("#world")).hasSize(1);
  }

  @Test
  void sendsWhoeverDoesNotWatchToTheirVisits() {
    TrialHub.Reply reply = hub.get("visitor", "/");

    assertThat(reply.status()).isEqualTo(303);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/assets/base.css",
        "/assets/app.js",
        "/assets/turbo/turbo.es2017-esm.js",
        "/assets/icons/alarm.svg"
      })
  void servesWhatAPageNeeds(String asset) {
    TrialHub.Reply reply = hub.get("office", asset);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body()).isNotEmpty();
  }

  private static Document page(String person, String path) {
    TrialHub.Reply reply = hub.get(person, path);
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    assertThat(reply.type()).startsWith("text/html");
    return Jsoup.parse(reply.body());
  }
}
