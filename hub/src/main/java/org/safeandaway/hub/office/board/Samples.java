package org.safeandaway.hub.office.board;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.office.Page;
import org.safeandaway.hub.office.alarms.Way;
import org.safeandaway.hub.office.alarms.Way.Stage;
import org.safeandaway.hub.office.board.Board.Card;
import org.safeandaway.hub.office.board.Board.Promise;
import org.safeandaway.hub.office.board.Board.Wearable;
import org.safeandaway.hub.office.drills.Chart;

/**
 * Invented people for the styleguide, one in each state; the way of an invented alarm, and an
 * invented chart.
 */
public record Samples(List<Card> cards, Way way, Chart chart) {
  public Samples {
    cards = List.copyOf(cards);
  }

  static Samples of(Page page) {
    Instant now = page.now().instant();
    Wearable well = new Wearable("w1", now.minusSeconds(12), false, 81, 64);
    Wearable poor = new Wearable("w2", now.minusSeconds(140), true, 12, 18);
    return new Samples(
        List.of(
            card("calm", now, "in the visit", promise(now, 14), well, List.of()),
            card("amber", now, "at the door", promise(now, 3), poor, List.of("Was nobody in?")),
            card("red", now, "in the visit", promise(now, -2), well, List.of()),
            card("bare", now, "on the way", null, null, List.of())),
        exampleWay(now.minusSeconds(100), now),
        exampleChart());
  }

  private static Way exampleWay(Instant pressed, Instant now) {
    return new Way(
        List.of(
            new Stage("Panic was pressed", Way.State.DONE, pressed, "", 0, 0),
            new Stage("The hub had it", Way.State.DONE, pressed, "at once", 0, 8),
            new Stage(
                "The first message was sent: SMS",
                Way.State.DONE,
                pressed.plusSeconds(3),
                "after 3 seconds",
                0,
                30),
            new Stage(
                "A person had it", Way.State.DONE, pressed.plusSeconds(60), "after 1 min", 30, 570),
            new Stage(
                "The wearable has not confirmed it yet", Way.State.WAITING, null, "", 600, 400)),
        now);
  }

  /** Every kind of bar there is. */
  private static Chart exampleChart() {
    List<Chart.Bar> bars = new ArrayList<>();
    List<Chart.Label> labels = new ArrayList<>();
    for (String kind : List.of("fast", "slow", "late", "never", "real", "drill")) {
      double x = Chart.LEFT + 20 + 96.0 * bars.size();
      double height = 150 - 20.0 * bars.size();
      bars.add(new Chart.Bar(x, Chart.BOTTOM - height, 60, height, kind));
      labels.add(new Chart.Label(x + 30, kind));
    }
    return new Chart(
        "sg-drill-chart",
        "Alarms, an example",
        "Six invented columns.",
        List.of(new Chart.Line(Chart.BOTTOM, 0), new Chart.Line(Chart.TOP, 10)),
        bars,
        labels,
        List.of(new Chart.Mark(Chart.LEFT + 96, "10 s")));
  }

  private static Promise promise(Instant now, int minutes) {
    Instant at = now.plus(Duration.ofMinutes(minutes));
    return new Promise(
        "CHECK_IN", at.minus(Duration.ofMinutes(20)), at.minus(Duration.ofMinutes(5)), at);
  }

  private static Card card(
      String id,
      Instant now,
      String phase,
      @Nullable Promise promise,
      @Nullable Wearable wearable,
      List<String> questions) {
    return new Card(
        "sample-" + id,
        "sample",
        "Asha Patel",
        "Elm Close",
        phase,
        promise,
        now.plus(Duration.ofMinutes(45)),
        wearable,
        null,
        questions);
  }
}
