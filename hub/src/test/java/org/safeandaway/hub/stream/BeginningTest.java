package org.safeandaway.hub.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a stream begins. */
class BeginningTest {
  private static final StreamId NEWEST = new StreamId("feed", 7);

  @ParameterizedTest
  @ValueSource(strings = {"feed-0", "feed-6", "feed-7"})
  void goesOnFromWhatWasSeen(String asked) {
    Beginning beginning = Beginning.of(asked, NEWEST);

    assertThat(beginning.from()).hasToString(asked);
    assertThat(beginning.why()).isNull();
  }

  @ParameterizedTest
  @NullAndEmptySource
  void isNowForWhoSawNothing(@Nullable String asked) {
    assertThat(Beginning.of(asked, NEWEST)).isEqualTo(new Beginning(NEWEST, null, null));
  }

  @ParameterizedTest
  @CsvSource({
    "feed-8,UNKNOWN",
    "feed,UNKNOWN",
    "feed--1,UNKNOWN",
    "x y-1,UNKNOWN",
    "dead-1,RESTORED"
  })
  void isNowForWhoCannotGoOn(String asked, Beginning.Why why) {
    assertThat(Beginning.of(asked, NEWEST)).isEqualTo(new Beginning(NEWEST, why, asked));
  }

  @Test
  void anIdIsReadAsItIsWritten() {
    assertThat(StreamId.of(NEWEST.toString())).contains(NEWEST);
  }
}
