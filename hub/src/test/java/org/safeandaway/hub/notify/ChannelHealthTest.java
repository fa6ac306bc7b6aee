package org.safeandaway.hub.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.safeandaway.hub.notify.ChannelHealth.State;
import org.safeandaway.hub.office.WaysLeft;
import org.safeandaway.hub.policy.ChannelKind;

/** A channel that may send, and of which nobody can read what people answer. */
@Tag("ESC-3")
class ChannelHealthTest {
  private static final Instant AT = Instant.parse("2026-11-22T14:20:00Z");

  private static ChannelHealth unread(@Nullable Instant workedAt) {
    ChannelResults.Trouble unread = new ChannelResults.Trouble(AT, "answered 401");
    return ChannelHealth.of(
        new ScriptedChannel("sms", ChannelKind.SMS, ScriptedChannel.TAKES),
        new ChannelResults.Result("sms", null, workedAt, null, null, null, null, unread, null));
  }

  @Test
  void tellsPeopleAllTheSame() {
    assertThat(unread(AT).state()).isEqualTo(State.UNREAD);
    assertThat(WaysLeft.of(List.of(unread(AT))).words()).isEqualTo("Alarms are told by: sms.");
  }

  @Test
  void isNotCountedOnIfItNeverSentAnything() {
    assertThat(unread(null).state()).isEqualTo(State.FAILS);
    assertThat(unread(null).failure()).isEqualTo("what people answer is not read: answered 401");
    assertThat(WaysLeft.of(List.of(unread(null))).loud()).startsWith("Nobody is told");
  }
}
