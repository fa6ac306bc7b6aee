package org.safeandaway.hub.office.trouble;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.simple.SimpleHttpRequest;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.safeandaway.hub.api.Problem;
import org.safeandaway.hub.api.Problems;
import org.safeandaway.hub.security.Csrf;
import org.safeandaway.hub.security.Secret;
import org.safeandaway.hub.trial.WithTrialHub;

/** A page about trouble goes on to be of use; what the browser makes of it, LiveBoardIT shows. */
class TroublePageTest extends WithTrialHub {
  private static Element nowhere(Secret session) {
    return Jsoup.parse(hub.send(hub.page(session, "/nowhere")).body()).body();
  }

  @Test
  void hearsOfAlarmsWhereSomebodyLooksAtItWhoWatches() {
    Secret session = hub.session("office");

    Element page = nowhere(session);

    assertThat(page.attr("data-refresh")).isEqualTo("world");
    assertThat(page.attr("data-rev")).isEmpty();
    assertThat(page.select("#spoken, #world, #watching, #foot")).hasSize(4);
    assertThat(page.select("#watching").attr("data-csrf")).isEqualTo(Csrf.token(session));
    assertThat(nowhere(hub.session("visitor")).attr("data-refresh")).isEqualTo("none");
  }

  @Test
  void triesAgainAndIsHeardWhileItIsTheHubsOwnTrouble() {
    Element page = away(HttpMethod.GET);

    assertThat(page.attr("data-refresh")).isEqualTo("again");
    assertThat(page.attr("data-siren")).isEqualTo("lost");
    assertThat(page.select("[data-words]").text()).isEqualTo("The hub is away.");
    assertThat(away(HttpMethod.POST).attr("data-refresh")).isEqualTo("none");
  }

  private static Element away(HttpMethod method) {
    var request = new SimpleHttpRequest<>(method, "/visits", "");
    Problem problem = Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "The hub is away.");
    return Jsoup.parse(hub.bean(Problems.Rendering.class).html(request, problem)).body();
  }
}
