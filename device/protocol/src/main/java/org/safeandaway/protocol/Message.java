package org.safeandaway.protocol;

import io.avaje.jsonb.Json;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Every message that crosses the broker. Instants are hub time, ISO 8601 with milliseconds, unless
 * a field says otherwise; durations are milliseconds and say so in their name. A short text is 1 to
 * 64 characters of printable ASCII. Unknown fields are ignored by every reader, so a field may be
 * added but never given another meaning.
 */
public sealed interface Message {

  /**
   * The largest payload either side sends or reads, in bytes. Source: protocol.md, "at most 2 KB".
   */
  int MAX_BYTES = 2048;

  /**
   * {@code up/panic}, {@code up/event}: something the wearer did. Repeated until its receipt.
   *
   * @param boot see {@link EventId}
   * @param seq see {@link EventId}
   * @param visit the visit the wearable was guarding when it happened; absent if none
   * @param hubAt when it happened, by the wearable's own estimate of hub time; absent if the
   *     wearable has had no pulse in this boot
   * @param ageMs how long ago it happened when this copy was sent, in milliseconds; a lower bound
   * @param ageUncertain the age lost an unknown time, since the wearable was without power between
   * @param again receipted before, and sent again because the hub's database was restored
   */
  @Json
  record Event(
      String boot,
      long seq,
      EventKind kind,
      @Nullable String visit,
      @Nullable Instant hubAt,
      long ageMs,
      boolean ageUncertain,
      boolean again)
      implements Message {
    public Event {
      new EventId(boot, seq);
      Checks.present("kind", kind);
      Checks.visit(visit);
      Checks.optionalInstant("hubAt", hubAt);
      Checks.duration("ageMs", ageMs);
    }

    public EventId id() {
      return new EventId(boot, seq);
    }
  }

  /**
   * {@code up/state}, QoS 0: how the wearable is. Conflated, never stored, sent on change and every
   * 30 s.
   *
   * @param phase as the wearable believes it to be
   * @param visit the visit it guards; absent if none
   * @param revision of the {@code down/visit} it holds; 0 if none
   * @param batteryPercent 0 to 100; absent where the board cannot measure it
   * @param linkPercent 0 to 100; absent where the board cannot measure it
   * @param unsent events without a receipt
   * @param uptimeMs since this boot, in milliseconds
   * @param faults what is wrong with the wearable itself, such as {@code stuck:panic}; each a short
   *     text
   */
  @Json
  record State(
      String boot,
      Phase phase,
      @Nullable String visit,
      long revision,
      @Nullable Integer batteryPercent,
      @Nullable Integer linkPercent,
      int unsent,
      String firmware,
      long uptimeMs,
      List<String> faults)
      implements Message {
    public State {
      Checks.boot(boot);
      Checks.present("phase", phase);
      Checks.shortText("firmware", firmware);
      Checks.visit(visit);
      Checks.percent("batteryPercent", batteryPercent);
      Checks.percent("linkPercent", linkPercent);
      Checks.notNegative("revision", revision);
      Checks.notNegative("unsent", unsent);
      Checks.notNegative("uptimeMs", uptimeMs);
      faults = Checks.list("faults", faults);
      faults.forEach(fault -> Checks.shortText("a fault", fault));
    }
  }

  /**
   * {@code link}: the wearable's connection opened, or (as its will) was lost.
   *
   * @param connection names this one connection, so that the will of an older one can be ignored
   */
  @Json
  record Link(boolean online, String connection) implements Message {
    public Link {
      Checks.shortText("connection", connection);
    }
  }

  /**
   * {@code down/receipt}: the event is committed in the hub's database, or a person now owns the
   * alarm it raised.
   *
   * @param owned a person has the alarm that this event raised; never said of a covert alarm
   */
  @Json
  record Receipt(
      String boot, long seq, Outcome outcome, Instant hubTime, String epoch, boolean owned)
      implements Message {
    public Receipt {
      new EventId(boot, seq);
      Checks.present("outcome", outcome);
      Checks.instant("hubTime", hubTime);
      Checks.shortText("epoch", epoch);
    }

    public EventId id() {
      return new EventId(boot, seq);
    }
  }

  /**
   * {@code down/visit}, retained: the visit to guard, or explicitly none.
   *
   * @param visit absent means "no visit"
   * @param phase as the hub has it
   * @param deadlines each promise that is open, in hub time
   * @param silent sounds are reduced to short ticks
   * @param audiblePanic a panic may be heard at the wearable
   * @param alarms open alarms that are not covert
   * @param revision rises with every change for this wearable
   * @param upTo the last event of the wearable that this notice knows of; absent if none
   * @param epoch of the hub's database; see {@link Pulse}
   */
  @Json
  record Visit(
      @Nullable String visit,
      Phase phase,
      List<Deadline> deadlines,
      boolean silent,
      boolean audiblePanic,
      List<OpenAlarm> alarms,
      long revision,
      @Nullable UpTo upTo,
      String epoch)
      implements Message {
    public Visit {
      Checks.visit(visit);
      Checks.present("phase", phase);
      deadlines = Checks.list("deadlines", deadlines);
      alarms = Checks.list("alarms", alarms);
      Checks.notNegative("revision", revision);
      Checks.shortText("epoch", epoch);
    }
  }

  /**
   * One promise in {@link Visit}.
   *
   * @param at when it is due, before any grace
   * @param remindMs how long before {@code at} to remind, in milliseconds; 0 is at the time itself
   */
  @Json
  record Deadline(DeadlineKind kind, Instant at, List<Long> remindMs) {
    public Deadline {
      Checks.present("kind", kind);
      Checks.instant("at", at);
      remindMs = Checks.list("remindMs", remindMs);
      remindMs.forEach(lead -> Checks.duration("remindMs", lead));
    }
  }

  /**
   * One open alarm in {@link Visit}; {@code owned} once a person has taken it. A covert alarm is
   * refused: whoever stands beside the wearer may be reading along.
   */
  @Json
  record OpenAlarm(String id, AlarmKind kind, boolean owned) {
    public OpenAlarm {
      Checks.shortText("id", id);
      Checks.present("kind", kind);
      if (kind.isCovert()) {
        throw new IllegalArgumentException("a covert alarm is in no message to a wearable");
      }
    }
  }

  /** The last event that a {@link Visit} has taken in. */
  @Json
  record UpTo(String boot, long seq) {
    public UpTo {
      new EventId(boot, seq);
    }

    public EventId id() {
      return new EventId(boot, seq);
    }
  }

  /**
   * {@code sa/v1/hub/pulse}, QoS 0, every 5 s: the hub is watching. It stops when the desk has not
   * committed, the keeper is late, or MQTT input is stalled, and for nothing else.
   *
   * @param hub which hub
   * @param start random per start of that hub
   * @param epoch changes only when a database is restored from a backup
   * @param watched false when visits are open and no person watches them, whatever the hub does;
   *     absent when all is well, and from hubs that do not know
   */
  @Json
  record Pulse(String hub, Instant hubTime, String start, String epoch, @Nullable Boolean watched)
      implements Message {
    public Pulse {
      Checks.shortText("hub", hub);
      Checks.instant("hubTime", hubTime);
      Checks.shortText("start", start);
      Checks.shortText("epoch", epoch);
    }

    /** Of a hub behind which people watch, as far as it knows. */
    public static Pulse of(String hub, Instant hubTime, String start, String epoch) {
      return new Pulse(hub, hubTime, start, epoch, null);
    }

    /** Whether a person watches over the visits, or none is open. */
    public boolean isWatched() {
      return watched == null || watched;
    }
  }

  /**
   * The hub to itself, through each of its persistent sessions: whatever was queued there before
   * this start has been read once the marker comes back.
   */
  @Json
  record Marker(String hub, String start) implements Message {
    public Marker {
      Checks.shortText("hub", hub);
      Checks.shortText("start", start);
    }
  }
}
