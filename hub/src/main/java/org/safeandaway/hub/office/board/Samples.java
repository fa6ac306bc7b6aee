package org.safeandaway.hub.office.board;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.office.Page;
import org.safeandaway.hub.office.board.Board.Card;
import org.safeandaway.hub.office.board.Board.Promise;
import org.safeandaway.hub.office.board.Board.Wearable;

/** Invented people for the styleguide, one in each state. */
public record Samples(List<Card> cards) {
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
            card("bare", now, "on the way", null, null, List.of())));
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
