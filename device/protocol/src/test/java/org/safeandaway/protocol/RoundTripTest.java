package org.safeandaway.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What one end writes, message or topic, the other reads as the same. */
class RoundTripTest {

  @Property
  void readsWhatItWrote(@ForAll("messages") Message message) throws UnreadableMessage {
    byte[] bytes = Golden.encode(message);
    assertThat(bytes.length).isLessThanOrEqualTo(Message.MAX_BYTES);
    assertThat(codecOf(message).decode(bytes)).isEqualTo(message);
  }

  @Property
  void parseIsTheInverseOfPath(@ForAll("topics") Topic topic) throws UnreadableMessage {
    assertThat(Topic.parse(topic.path())).isEqualTo(topic);
  }

  @Property
  void whatParsesIsWrittenTheSame(@ForAll("paths") String path) {
    try {
      assertThat(Topic.parse(path).path()).isEqualTo(path);
    } catch (UnreadableMessage e) {
      assertThat(e.why()).isIn(UnreadableMessage.Cause.TOPIC, UnreadableMessage.Cause.VERSION);
    }
  }

  @Property
  void anyTextIsReadOrRefused(@ForAll String path) {
    whatParsesIsWrittenTheSame(path);
  }

  @Provide
  Arbitrary<Message> messages() {
    return Messages.any();
  }

  @Provide
  Arbitrary<Topic> topics() {
    Arbitrary<Topic.Channel> channels = Arbitraries.of(Topic.Channel.class);
    Arbitrary<WearableId> ids =
        Arbitraries.strings()
            .withChars("abcxyz019-")
            .ofMinLength(1)
            .ofMaxLength(32)
            .filter(WearableId::isValid)
            .map(WearableId::new);
    return Arbitraries.oneOf(
        ids.flatMap(id -> channels.map(channel -> Topic.of(id, channel))),
        channels.map(Topic.HubMarker::new),
        Arbitraries.just(new Topic.HubPulse()));
  }

  @Provide
  Arbitrary<String> paths() {
    return Arbitraries.of(
            "sa", "v1", "v2", "hub", "w-01", "W", "", "up", "panic", "event", "state", "link",
            "down", "receipt", "visit", "pulse", "+", "#", "\u0000")
        .list()
        .ofMaxSize(7)
        .map(levels -> String.join("/", levels));
  }

  private static Codec<? extends Message> codecOf(Message message) {
    return Golden.codecOf(message.getClass().getSimpleName().toLowerCase());
  }
}
