package org.safeandaway.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a codec refuses, and that it says why; what it overlooks, so that a newer partner is read.
 */
class CodecTest {
  private static final String LEAST =
      "{\"boot\":\"8f1d02c7a94be653\",\"seq\":1,\"kind\":\"PANIC\"}";

  @Test
  void readsAsManyBytesAsTheLimitAndNoMore() throws UnreadableMessage {
    byte[] atLimit = padded(Message.MAX_BYTES);
    assertThat(Codec.EVENT.decode(atLimit).kind()).isEqualTo(EventKind.PANIC);
    assertThatThrownBy(() -> Codec.EVENT.decode(padded(Message.MAX_BYTES + 1)))
        .isInstanceOfSatisfying(
            UnreadableMessage.class,
            e -> assertThat(e.why()).isEqualTo(UnreadableMessage.Cause.TOO_LARGE));
  }

  @Test
  void writesNoMoreThanTheLimit() {
    List<Message.OpenAlarm> alarms =
        Collections.nCopies(50, new Message.OpenAlarm("a-1", AlarmKind.PANIC, false));
    Message.Visit visit =
        new Message.Visit("v-1", Phase.VISIT, List.of(), false, false, alarms, 1, null, "e-1");
    assertThatIllegalStateException()
        .isThrownBy(() -> Codec.VISIT.encode(visit))
        .withMessageContaining("Visit of")
        .withMessageContaining("2048");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "[]",
        "{}",
        "\"PANIC\"",
        "5",
        "true",
        "{",
        "{\"boot\"",
        "{\"boot\":",
        "{'boot':'8f1d02c7a94be653','seq':1,'kind':'PANIC'}",
        "\ufeff{\"boot\":\"8f1d02c7a94be653\",\"seq\":1,\"kind\":\"PANIC\"}",
      })
  void refusesWhatIsNoEvent(String json) {
    assertMalformed(json);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"boot\":null",
        "\"boot\":\"8F1D02C7A94BE653\"",
        "\"boot\":\"8f1d\"",
        "\"seq\":0",
        "\"seq\":-1",
        "\"seq\":1.5",
        "\"seq\":99999999999999999999",
        "\"seq\":1e999999999",
        "\"seq\":NaN",
        "\"seq\":{}",
        "\"kind\":null",
        "\"kind\":5",
        "\"visit\":\"\"",
        "\"visit\":5",
        "\"visit\":\"\\ud800\"",
        "\"visit\":\"\\udc00\\ud800\"",
        "\"visit\":\"v\\u0000\"",
        "\"visit\":\"v\\n\"",
        "\"visit\":\"\\u00e9\"",
        "\"visit\":\"0123456789012345678901234567890123456789012345678901234567890123x\"",
        "\"hubAt\":5",
        "\"hubAt\":\"yesterday\"",
        "\"hubAt\":\"1969-12-31T23:59:59Z\"",
        "\"hubAt\":\"+10000-01-01T00:00:00Z\"",
        "\"hubAt\":\"+1000000000-12-31T23:59:59.999999999Z\"",
        "\"ageMs\":-1",
        "\"ageMs\":9223372036854775807",
        "\"ageUncertain\":1",
        "\"again\":\"true\"",
      })
  void refusesAnEventWithANonsensicalField(String field) {
    assertMalformed(with(field));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"unsent\":4294967296",
        "\"unsent\":-1",
        "\"batteryPercent\":101",
        "\"batteryPercent\":-1",
        "\"linkPercent\":4294967297",
        "\"revision\":-1",
        "\"uptimeMs\":-1",
        "\"faults\":[null]",
        "\"faults\":[\"\"]",
        "\"faults\":\"stuck:panic\"",
      })
  void refusesAStateWithANonsensicalField(String field) {
    String json =
        "{\"boot\":\"8f1d02c7a94be653\",\"phase\":\"OVER\",\"firmware\":\"1\"," + field + "}";
    assertMalformed(Codec.STATE, json);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"deadlines\":{}",
        "\"deadlines\":[null]",
        "\"deadlines\":[{\"kind\":\"CHECK_IN\"}]",
        "\"deadlines\":[{\"kind\":\"CHECK_IN\",\"at\":\"2026-03-02T10:00:00Z\",\"remindMs\":[-1]}]",
        "\"alarms\":[{\"id\":\"a\",\"kind\":\"DURESS\",\"owned\":false}]",
        "\"upTo\":{\"boot\":\"8f1d02c7a94be653\"}",
        "\"revision\":-1",
      })
  void refusesAVisitWithANonsensicalField(String field) {
    assertMalformed(Codec.VISIT, "{\"phase\":\"OVER\",\"epoch\":\"e\"," + field + "}");
  }

  /** The last one counts, as in most readers of JSON; what matters is that nothing is thrown. */
  @Test
  void aFieldGivenTwiceCountsAsItsLast() throws UnreadableMessage {
    assertThat(decode(with("\"seq\":2")).seq()).isEqualTo(2);
  }

  @Test
  void anUnknownFieldIsIgnoredHoweverDeepItGoes() throws UnreadableMessage {
    String deep = "[".repeat(980) + "]".repeat(980);
    assertThat(decode(with("\"x\":" + deep)).seq()).isEqualTo(1);
    assertMalformed(with("\"x\":" + "[".repeat(1900)));
    assertMalformed(with("\"x\":" + "{\"a\":".repeat(350)));
  }

  /** Bytes that are not UTF-8 are never quietly replaced: an id must not become another id. */
  @Test
  void refusesBytesThatAreNotUtf8() {
    byte[] bytes = LEAST.getBytes(UTF_8);
    bytes[9] = (byte) 0xc3;
    assertThatThrownBy(() -> Codec.EVENT.decode(bytes)).isInstanceOf(UnreadableMessage.class);
  }

  @Test
  void theReasonNamesTheTypeAndTheField() {
    assertThatThrownBy(() -> decode(with("\"ageMs\":-1")))
        .hasMessageContaining("Event")
        .hasMessageContaining("ageMs");
  }

  private static Message.Event decode(String json) throws UnreadableMessage {
    return Codec.EVENT.decode(json.getBytes(UTF_8));
  }

  private static void assertMalformed(String json) {
    assertMalformed(Codec.EVENT, json);
  }

  private static void assertMalformed(Codec<?> codec, String json) {
    assertThatThrownBy(() -> codec.decode(json.getBytes(UTF_8)))
        .isInstanceOfSatisfying(
            UnreadableMessage.class,
            e -> assertThat(e.why()).isEqualTo(UnreadableMessage.Cause.MALFORMED));
  }

  /** The least event with one more field, which overrides an earlier one of its name. */
  private static String with(String field) {
    return LEAST.substring(0, LEAST.length() - 1) + "," + field + "}";
  }

  private static byte[] padded(int length) {
    return (LEAST + " ".repeat(length - LEAST.length())).getBytes(UTF_8);
  }
}
