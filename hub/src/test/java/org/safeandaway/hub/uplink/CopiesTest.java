package org.safeandaway.hub.uplink;

import static org.assertj.core.api.Assertions.assertThat;

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
    assertThat(copies.joins(EVENT, "first")).isFalse();
    for (int copy = 0; copy < 100; copy++) {
      assertThat(copies.joins(EVENT, "copy " + copy)).isTrue();
    }

    // All but one: until the commit the broker still has one that was never acknowledged.
    assertThat(acknowledged).hasSize(100).startsWith("first").doesNotContain("copy 99");
    assertThat(copies.end(EVENT, "first")).isEqualTo("copy 99");
  }

  @Test
  void beginsAnewOnceTheEventIsAnswered() {
    copies.joins(EVENT, "first");
    assertThat(copies.end(EVENT, "first")).isEqualTo("first");

    assertThat(copies.joins(EVENT, "later")).isFalse();
    assertThat(acknowledged).isEmpty();
  }

  @Test
  void knowsEventsApart() {
    copies.joins(EVENT, "first");

    assertThat(copies.joins(new InputId("event/w1/00000000000000aa/2"), "other")).isFalse();
    assertThat(acknowledged).isEmpty();
  }
}
