package org.safeandaway.protocol;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One message for each golden file, under the file's name. What stands before the first {@code -}
 * of a name tells the type. An entry is never changed once released, only added to: a wearable in
 * some cupboard still speaks it.
 */
final class Samples {
  private static final String BOOT = "8f1d02c7a94be653";
  private static final String EARLIER_BOOT = "00000000000000ff";
  private static final String VISIT = "v-01HZX3";
  private static final String EPOCH = "e-7Q2";
  private static final Instant TEN = Instant.parse("2026-03-02T10:00:00Z");

  private Samples() {}

  /** Every message that both ends write today: read and written again, the bytes are the same. */
  static Map<String, Message> written() {
    Map<String, Message> samples = new LinkedHashMap<>();
    events(samples);
    fromWearables(samples);
    visits(samples);
    alarmsSinceTheLadder(samples);
    fromHubs(samples);
    return samples;
  }

  /** What a newer or a more sparing partner may write: read as this, written in our own way. */
  static Map<String, Message> foreign() {
    Map<String, Message> samples = new LinkedHashMap<>();
    samples.put(
        "event-least", new Message.Event(BOOT, 1, EventKind.PANIC, null, null, 0, false, false));
    samples.put(
        "event-newer-kind-and-fields",
        new Message.Event(BOOT, 9, EventKind.UNKNOWN, VISIT, TEN, 12, false, false));
    samples.put(
        "event-spaced-and-reordered",
        new Message.Event(BOOT, 3, EventKind.CHECK_IN, VISIT, TEN, 40, false, false));
    samples.put(
        "state-least",
        new Message.State(BOOT, Phase.UNKNOWN, null, 0, null, null, 0, "2.0.0", 0, List.of()));
    samples.put(
        "receipt-newer-outcome", new Message.Receipt(BOOT, 4, Outcome.UNKNOWN, TEN, EPOCH, false));
    samples.put(
        "visit-newer-kinds",
        new Message.Visit(
            VISIT,
            Phase.UNKNOWN,
            List.of(new Message.Deadline(DeadlineKind.UNKNOWN, TEN, List.of())),
            false,
            false,
            List.of(new Message.OpenAlarm("a-1", AlarmKind.UNKNOWN, false)),
            7,
            null,
            EPOCH));
    samples.put(
        "visit-least",
        new Message.Visit(null, Phase.OVER, List.of(), false, false, List.of(), 0, null, EPOCH));
    return samples;
  }

  private static void events(Map<String, Message> samples) {
    for (EventKind kind : EventKind.values()) {
      if (kind != EventKind.UNKNOWN) {
        samples.put(
            "event-" + kind.name().toLowerCase().replace('_', '-'),
            new Message.Event(BOOT, 4, kind, VISIT, TEN.plusMillis(250), 120, false, false));
      }
    }
    samples.put(
        "event-panic-without-visit-or-clock",
        new Message.Event(BOOT, 1, EventKind.PANIC, null, null, 0, false, false));
    samples.put(
        "event-panic-from-before-a-power-cut",
        new Message.Event(EARLIER_BOOT, 2, EventKind.PANIC, VISIT, null, 61_000, true, false));
    samples.put(
        "event-check-in-again-after-a-restore",
        new Message.Event(
            BOOT, 77, EventKind.CHECK_IN, VISIT, TEN.plusSeconds(1200), 86_400_000, false, true));
    samples.put(
        "event-largest-numbers",
        new Message.Event(
            "ffffffffffffffff",
            Long.MAX_VALUE,
            EventKind.CHECK_IN,
            "v".repeat(64),
            Instant.parse("9999-12-31T23:59:59.999999999Z"),
            315_360_000_000L,
            true,
            true));
  }

  private static void fromWearables(Map<String, Message> samples) {
    samples.put(
        "state-in-a-visit",
        new Message.State(
            BOOT, Phase.VISIT, VISIT, 12, 81, 64, 1, "0.1.0", 600_000, List.of("stuck:panic")));
    samples.put(
        "state-unmeasured",
        new Message.State(
            BOOT, Phase.OVER, null, 0, null, null, 0, "0.1.0-SNAPSHOT+ab12", 0, List.of()));
    samples.put(
        "state-battery-empty",
        new Message.State(
            BOOT,
            Phase.LEAVING,
            VISIT,
            Long.MAX_VALUE,
            0,
            100,
            Integer.MAX_VALUE,
            "0.1.0",
            1,
            List.of("outbox:full", "stuck:check-in")));
    samples.put("link-online", new Message.Link(true, "c-5f2"));
    samples.put("link-will", new Message.Link(false, "c-5f2"));
  }

  private static void visits(Map<String, Message> samples) {
    samples.put(
        "visit-none",
        new Message.Visit(null, Phase.OVER, List.of(), false, false, List.of(), 13, null, EPOCH));
    samples.put(
        "visit-before",
        visit(
            Phase.BEFORE,
            new Message.Deadline(DeadlineKind.ARRIVAL, TEN, List.of(300_000L, 60_000L, 0L))));
    samples.put(
        "visit-door",
        visit(
            Phase.DOOR,
            new Message.Deadline(DeadlineKind.NO_SHOW, TEN, List.of(0L)),
            new Message.Deadline(DeadlineKind.CHECK_IN, TEN.plusSeconds(1200), List.of(60_000L)),
            new Message.Deadline(DeadlineKind.AGREED_END, TEN.plusSeconds(3600), List.of())));
    samples.put(
        "visit-leaving",
        visit(
            Phase.LEAVING,
            new Message.Deadline(DeadlineKind.SAFE_AND_AWAY, TEN.plusSeconds(300), List.of(0L)),
            new Message.Deadline(DeadlineKind.CONTACT, TEN.plusSeconds(390), List.of())));
    samples.put(
        "visit-silent-with-alarms",
        new Message.Visit(
            VISIT,
            Phase.VISIT,
            List.of(),
            true,
            true,
            List.of(
                new Message.OpenAlarm("a-1", AlarmKind.PANIC, true),
                new Message.OpenAlarm("a-2", AlarmKind.MISSED_CHECK_IN, false),
                new Message.OpenAlarm("a-3", AlarmKind.OVERDUE, false),
                new Message.OpenAlarm("a-4", AlarmKind.NOT_ARRIVED, false),
                new Message.OpenAlarm("a-5", AlarmKind.LOST_CONTACT, false),
                new Message.OpenAlarm("a-6", AlarmKind.ADVICE, true),
                new Message.OpenAlarm("a-7", AlarmKind.TECHNICAL, false)),
            14,
            new Message.UpTo(BOOT, 5),
            EPOCH));
  }

  private static void alarmsSinceTheLadder(Map<String, Message> samples) {
    samples.put(
        "visit-with-an-alarm-of-the-office",
        new Message.Visit(
            VISIT,
            Phase.VISIT,
            List.of(),
            false,
            false,
            List.of(new Message.OpenAlarm("a-8", AlarmKind.NOT_WATCHED, false)),
            15,
            null,
            EPOCH));
  }

  private static Message.Visit visit(Phase phase, Message.Deadline... deadlines) {
    return new Message.Visit(
        VISIT,
        phase,
        List.of(deadlines),
        false,
        false,
        List.of(),
        12,
        new Message.UpTo(BOOT, 4),
        EPOCH);
  }

  private static void fromHubs(Map<String, Message> samples) {
    for (Outcome outcome : Outcome.values()) {
      if (outcome != Outcome.UNKNOWN) {
        samples.put(
            "receipt-" + outcome.name().toLowerCase().replace('_', '-'),
            new Message.Receipt(BOOT, 4, outcome, TEN.plusMillis(7), EPOCH, false));
      }
    }
    samples.put(
        "receipt-owned",
        new Message.Receipt(BOOT, 4, Outcome.COUNTED, TEN.plusMillis(7), EPOCH, true));
    samples.put("pulse", Message.Pulse.of("hub-1", TEN, "s-9", EPOCH));
    samples.put("pulse-not-watched", new Message.Pulse("hub-1", TEN, "s-9", EPOCH, Boolean.FALSE));
    samples.put("marker", new Message.Marker("hub-1", "s-9"));
  }
}
