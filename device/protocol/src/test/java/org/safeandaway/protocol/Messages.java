package org.safeandaway.protocol;

import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Every message there can be, within the limits that its record states. */
final class Messages {
  private Messages() {}

  static Arbitrary<Message> any() {
    return Arbitraries.oneOf(
        events().map(Message.class::cast),
        states().map(Message.class::cast),
        links().map(Message.class::cast),
        receipts().map(Message.class::cast),
        visits().map(Message.class::cast),
        pulses().map(Message.class::cast),
        Combinators.combine(texts(), texts()).as(Message.Marker::new).map(Message.class::cast));
  }

  static Arbitrary<Message.Event> events() {
    return Combinators.combine(
            boots(),
            seqs(),
            Arbitraries.of(EventKind.class),
            texts().injectNull(0.3),
            instants().injectNull(0.3),
            durations(),
            Arbitraries.of(true, false),
            Arbitraries.of(true, false))
        .as(Message.Event::new);
  }

  static Arbitrary<Message.Visit> visits() {
    Arbitrary<Message.UpTo> upTo = Combinators.combine(boots(), seqs()).as(Message.UpTo::new);
    Arbitrary<List<Message.Deadline>> deadlines = deadlines().list().ofMaxSize(6);
    Arbitrary<List<Message.OpenAlarm>> alarms = alarms().list().ofMaxSize(6);
    return Combinators.combine(
            Combinators.combine(texts().injectNull(0.3), Arbitraries.of(Phase.class), deadlines)
                .as(VisitHead::new),
            Arbitraries.of(true, false),
            Arbitraries.of(true, false),
            alarms,
            counts(),
            upTo.injectNull(0.3),
            texts())
        .as(
            (head, silent, audible, open, revision, last, epoch) ->
                new Message.Visit(
                    head.visit,
                    head.phase,
                    head.deadlines,
                    silent,
                    audible,
                    open,
                    revision,
                    last,
                    epoch));
  }

  /** The combinators take eight parts at most; a visit has nine. */
  private record VisitHead(String visit, Phase phase, List<Message.Deadline> deadlines) {}

  private static Arbitrary<Message.State> states() {
    return Combinators.combine(
            Combinators.combine(boots(), texts()).as(List::of),
            Arbitraries.of(Phase.class),
            texts().injectNull(0.3),
            counts(),
            Arbitraries.integers().between(0, 100).injectNull(0.3),
            Arbitraries.integers().between(0, 100).injectNull(0.3),
            Arbitraries.integers().greaterOrEqual(0),
            Combinators.combine(counts(), texts().list().ofMaxSize(5)).as(Tail::new))
        .as(
            (head, phase, visit, revision, battery, link, unsent, tail) ->
                new Message.State(
                    head.get(0),
                    phase,
                    visit,
                    revision,
                    battery,
                    link,
                    unsent,
                    head.get(1),
                    tail.uptimeMs,
                    tail.faults));
  }

  private record Tail(long uptimeMs, List<String> faults) {}

  private static Arbitrary<Message.Link> links() {
    return Combinators.combine(Arbitraries.of(true, false), texts()).as(Message.Link::new);
  }

  private static Arbitrary<Message.Receipt> receipts() {
    return Combinators.combine(
            boots(),
            seqs(),
            Arbitraries.of(Outcome.class),
            instants(),
            texts(),
            Arbitraries.of(true, false))
        .as(Message.Receipt::new);
  }

  private static Arbitrary<Message.Pulse> pulses() {
    Arbitrary<Boolean> watched = Arbitraries.of(true, false).injectNull(0.5);
    return Combinators.combine(texts(), instants(), texts(), texts(), watched)
        .as(Message.Pulse::new);
  }

  private static Arbitrary<Message.Deadline> deadlines() {
    return Combinators.combine(
            Arbitraries.of(DeadlineKind.class), instants(), durations().list().ofMaxSize(3))
        .as(Message.Deadline::new);
  }

  private static Arbitrary<Message.OpenAlarm> alarms() {
    return Combinators.combine(
            texts(),
            Arbitraries.of(AlarmKind.class).filter(kind -> !kind.isCovert()),
            Arbitraries.of(true, false))
        .as(Message.OpenAlarm::new);
  }

  private static Arbitrary<String> boots() {
    return Arbitraries.strings().withChars("0123456789abcdef").ofLength(16);
  }

  private static Arbitrary<Long> seqs() {
    return Arbitraries.longs().greaterOrEqual(1);
  }

  private static Arbitrary<Long> counts() {
    return Arbitraries.longs().greaterOrEqual(0);
  }

  private static Arbitrary<Long> durations() {
    return Arbitraries.longs().between(0, 315_360_000_000L);
  }

  /** Quotes and backslashes too, which JSON must escape; short enough for the whole to fit. */
  private static Arbitrary<String> texts() {
    return Arbitraries.strings().withCharRange(' ', '~').ofMinLength(1).ofMaxLength(24);
  }

  /** To the nanosecond, over the years that a message may name. */
  private static Arbitrary<Instant> instants() {
    return Combinators.combine(
            Arbitraries.longs().between(0, 253_402_300_799L),
            Arbitraries.integers().between(0, 999_999_999))
        .as(Instant::ofEpochSecond);
  }
}
