package org.safeandaway.hub.uplink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.safeandaway.hub.uplink.Copies.Dating.AGE;
import static org.safeandaway.hub.uplink.Copies.Dating.HUB_TIME;
import static org.safeandaway.hub.uplink.Copies.Dating.UNCERTAIN;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.safeandaway.hub.desk.InputId;

class CopiesTest {
  private static final InputId EVENT = new InputId("event/w1/00000000000000aa/1");

  private final List<String> acknowledged = new ArrayList<>();
  private final Copies<String> copies = new Copies<>(acknowledged::add);

  @Test
  void holdsTheNewestAndAcknowledgesTheOthers() {
    assertThat(copies.joins(EVENT, HUB_TIME, "first")).isFalse();
    for (int copy = 0; copy < 100; copy++) {
      assertThat(copies.joins(EVENT, HUB_TIME, "copy " + copy)).isTrue();
    }

    // All but one: until the commit the broker still has one that was never acknowledged.
    assertThat(acknowledged).hasSize(100).startsWith("first").doesNotContain("copy 99");
    assertThat(copies.end(EVENT, HUB_TIME, "first")).isEqualTo("copy 99");
  }

  @Test
  void beginsAnewOnceTheEventIsAnswered() {
    copies.joins(EVENT, HUB_TIME, "first");
    assertThat(copies.end(EVENT, HUB_TIME, "first")).isEqualTo("first");

    assertThat(copies.joins(EVENT, HUB_TIME, "later")).isFalse();
    assertThat(acknowledged).isEmpty();
  }

  @Test
  void knowsEventsApart() {
    copies.joins(EVENT, HUB_TIME, "first");

    assertThat(copies.joins(new InputId("event/w1/00000000000000aa/2"), HUB_TIME, "other"))
        .isFalse();
    assertThat(acknowledged).isEmpty();
  }

  /** Only it can tell the desk when the event happened. */
  @Test
  void letsACopyThroughThatKnowsBetterWhenItHappened() {
    assertThat(copies.joins(EVENT, UNCERTAIN, "after a power cut")).isFalse();
    assertThat(copies.joins(EVENT, AGE, "fresh")).isFalse();
    assertThat(copies.joins(EVENT, HUB_TIME, "dated")).isFalse();
    assertThat(acknowledged).isEmpty();

    assertThat(copies.joins(EVENT, UNCERTAIN, "worse")).isTrue();
    assertThat(acknowledged).hasSize(1);
    assertThat(copies.joins(EVENT, AGE, "not better")).isTrue();
    assertThat(copies.joins(EVENT, HUB_TIME, "as good")).isTrue();
    assertThat(acknowledged).hasSize(3);
  }
}
