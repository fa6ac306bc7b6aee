package org.safeandaway.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The topic tree: what is written is read as the same place, and what is nobody's is refused. */
class TopicTest {

  /** As released; a topic can no more change its spelling than a message can. */
  @ParameterizedTest
  @CsvSource({
    "UP_PANIC, sa/v1/w-01/up/panic, 1, false",
    "UP_EVENT, sa/v1/w-01/up/event, 1, false",
    "UP_STATE, sa/v1/w-01/up/state, 0, false",
    "LINK, sa/v1/w-01/link, 1, false",
    "DOWN_RECEIPT, sa/v1/w-01/down/receipt, 1, false",
    "DOWN_VISIT, sa/v1/w-01/down/visit, 1, true",
  })
  void isSpeltAsReleased(Topic.Channel channel, String path, int qos, boolean retained)
      throws UnreadableMessage {
    Topic topic = Topic.of(new WearableId("w-01"), channel);
    assertThat(topic.path()).isEqualTo(path);
    assertThat(Topic.parse(path)).isEqualTo(topic);
    assertThat(channel.qos()).isEqualTo(qos);
    assertThat(channel.retained()).isEqualTo(retained);
  }

  @Test
  void thePulseHasAPlaceOfItsOwn() throws UnreadableMessage {
    assertThat(new Topic.HubPulse().path()).isEqualTo("sa/v1/hub/pulse");
    assertThat(Topic.parse("sa/v1/hub/pulse")).isEqualTo(new Topic.HubPulse());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "sa",
        "sa/v1",
        "sa/v1/w-01",
        "sa/v1/w-01/",
        "sa/v1/w-01/up",
        "sa/v1/w-01/up/panic/",
        "sa/v1/w-01/up/panic/now",
        "sa/v1/w-01/UP/PANIC",
        "sa/v1//up/panic",
        "sa/v1/W-01/up/panic",
        "sa/v1/1w/up/panic",
        "sa/v1/+/up/panic",
        "sa/v1/#",
        "sa/v1/w\u0000/up/panic",
        "sa/v1/hub/start",
        "SA/v1/w-01/up/panic",
        "/sa/v1/w-01/up/panic",
        "$SYS/broker/uptime",
      })
  void refusesWhatIsNobodys(String path) {
    assertThatThrownBy(() -> Topic.parse(path))
        .isInstanceOfSatisfying(
            UnreadableMessage.class,
            e -> assertThat(e.why()).isEqualTo(UnreadableMessage.Cause.TOPIC));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sa/v2/w-01/up/panic", "sa//w-01/up/panic", "sa/V1/hub/pulse"})
  void refusesAVersionItDoesNotKnow(String path) {
    assertThatThrownBy(() -> Topic.parse(path))
        .isInstanceOfSatisfying(
            UnreadableMessage.class,
            e -> assertThat(e.why()).isEqualTo(UnreadableMessage.Cause.VERSION));
  }

  @ParameterizedTest
  @EnumSource(EventKind.class)
  void onlyWhatIsUrgentTakesThePanicLane(EventKind kind) {
    boolean urgent = List.of(EventKind.PANIC, EventKind.DURESS).contains(kind);
    assertThat(Topic.channelOf(kind))
        .isEqualTo(urgent ? Topic.Channel.UP_PANIC : Topic.Channel.UP_EVENT);
  }

  @ParameterizedTest
  @EnumSource(Topic.Channel.class)
  void theFilterOfAChannelTakesInEveryVersion(Topic.Channel channel) {
    assertThat(channel.filter()).isEqualTo("sa/+/+/" + channel.suffix());
    assertThat(Topic.PANIC_FILTER).isEqualTo(Topic.Channel.UP_PANIC.filter());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hub", "W-1", "1w", "-w", "w/1", "w+", "w#", "w 1", "é", "w\n"})
  void aWearableIdHoldsNothingThatMqttGivesAMeaningTo(String id) {
    assertThat(WearableId.isValid(id)).isFalse();
    assertThatIllegalArgumentException().isThrownBy(() -> new WearableId(id));
  }

  @Test
  void aWearableIdHasAtMost32Characters() {
    assertThat(WearableId.isValid("w".repeat(32))).isTrue();
    assertThat(WearableId.isValid("w".repeat(33))).isFalse();
  }
}
