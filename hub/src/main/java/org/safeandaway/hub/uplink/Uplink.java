package org.safeandaway.hub.uplink;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.safeandaway.hub.desk.DeskDoor;
import org.safeandaway.hub.desk.DeskResult;
import org.safeandaway.hub.watch.Answer;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.protocol.Message;
import org.safeandaway.protocol.Outcome;
import org.safeandaway.protocol.Topic.Channel;
import org.safeandaway.protocol.UnreadableMessage;
import org.safeandaway.protocol.WearableId;

/**
 * MQTT in and out: three connections, the desk between them, and the pulse over it. See the
 * package's own words for the mental model; this is its wiring.
 */
public final class Uplink implements AutoCloseable {
  private final Identity identity;
  private final Vitals vitals;
  private final InstantSource hubTime;
  private final MeterRegistry meters;
  private final Hearing hearing = new Hearing();
  private final Outstanding outstanding = new Outstanding();
  private final BrokerSessions sessions;
  private final Inbox panicInbox;
  private final Inbox ordinaryInbox;
  private final Outgoing outgoing;
  private final Markers markers;
  private final Pulse pulse;
  private final Heart heart;
  private final Rounds rounds;

  /**
   * Who this hub is for as long as it runs.
   *
   * @param start random for each start
   * @param epoch of the database
   */
  public record Identity(String hub, String start, String epoch) {}

  /**
   * @param vitals how the desk, the keeper and the office are
   * @param markersAreBack told once, when all that was queued before this start is committed
   */
  public Uplink(
      MqttSettings settings,
      Identity identity,
      DeskDoor desk,
      FleetStore fleet,
      InstantSource hubTime,
      Vitals vitals,
      Runnable markersAreBack,
      MeterRegistry meters) {
    this.identity = identity;
    this.vitals = vitals;
    this.hubTime = hubTime;
    this.meters = meters;
    Counter overruns = meters.counter("safeandaway.uplink.overruns");
    Counter copies = meters.counter("safeandaway.uplink.copies");
    Reading reading = new Reading(desk, outstanding, hubTime, new WhatIsHeard(overruns, copies));
    Counter failures = meters.counter("safeandaway.uplink.failures");
    this.panicInbox = new Inbox("panic", reading::read, overruns::increment, failures::increment);
    this.ordinaryInbox =
        new Inbox("ordinary", reading::read, overruns::increment, failures::increment);
    this.sessions =
        new BrokerSessions(
            settings,
            new BrokerSessions.Listeners(panicInbox::accept, this::opened),
            new BrokerSessions.Listeners(ordinaryInbox::accept, this::opened),
            new BrokerSessions.Listeners(a -> {}, this::writingOpened));
    this.outgoing = new Outgoing(sessions.writing());
    this.markers = new Markers(identity, outgoing, markersAreBack);
    this.pulse = new Pulse(vitals, System.nanoTime());
    this.heart = new Heart(pulse, outstanding, new Beats());
    this.rounds = new Rounds(fleet, hearing, desk, outgoing, failures::increment);
    measure();
  }

  public void start() {
    outgoing.start();
    panicInbox.start();
    ordinaryInbox.start();
    sessions.start();
    rounds.start();
    heart.start();
  }

  /** Says to the wearables what a commit has to say. Quick: it only queues. */
  public void committed(DeskResult result) {
    result.notices().forEach((wearable, notice) -> outgoing.notice(wearable, notice, false));
    for (DeskResult.Owned owned : result.owned()) {
      outgoing.receipt(
          owned.wearable(),
          new Message.Receipt(
              owned.event().boot(),
              owned.event().seq(),
              Outcome.COUNTED,
              result.hubTime(),
              identity.epoch(),
              true));
    }
  }

  /** Checks in by the broker, as this wearable of the hub's own. Quick: it only queues. */
  public void checkIn(WearableId canary, long seq) {
    outgoing.event(
        canary,
        new Message.Event(
            identity.start(),
            seq,
            EventKind.CHECK_IN,
            null,
            hubTime.instant().truncatedTo(ChronoUnit.MILLIS),
            0,
            false,
            false));
  }

  /** Leaves the broker and comes back at once, as after any loss of a connection. */
  public void reconnect() {
    sessions.renew("asked to");
  }

  /** What is wrong here, in words; empty if nothing is. */
  public List<String> troubles() {
    return heart.troubles();
  }

  @Override
  public void close() {
    heart.close();
    sessions.closeReading();
    panicInbox.close();
    ordinaryInbox.close();
    rounds.close();
    outgoing.close();
    sessions.closeWriting();
  }

  private void opened(Connection connection) {
    markers.send();
  }

  private void writingOpened(Connection connection) {
    markers.send();
    rounds.publishEveryNotice();
    heart.beatAtOnce();
  }

  private void measure() {
    Gauge.builder("safeandaway.uplink.outstanding", outstanding, Outstanding::size)
        .register(meters);
    Gauge.builder("safeandaway.uplink.letters.dropped", outgoing, Outgoing::dropped)
        .register(meters);
    sessions.measure(meters);
  }

  private final class WhatIsHeard implements Reading.Ears {
    private final Counter overruns;
    private final Counter copies;

    WhatIsHeard(Counter overruns, Counter copies) {
      this.overruns = overruns;
      this.copies = copies;
    }

    @Override
    public void heard(WearableId wearable, Instant at) {
      hearing.heard(wearable, at);
    }

    @Override
    public void state(WearableId wearable, Message.State state, Instant at) {
      hearing.state(wearable, state, at);
    }

    @Override
    public void link(WearableId wearable, Message.Link link, Instant at) {
      if (hearing.link(wearable, link, at) && link.online()) {
        heart.beatAtOnce();
      }
    }

    @Override
    public boolean marker(Channel channel, Message.Marker marker) {
      boolean ours = markers.isOurs(marker);
      if (ours) {
        pulse.heardOurselves(channel, System.nanoTime());
      }
      return ours;
    }

    @Override
    public void allBefore(Channel channel) {
      markers.back(channel);
    }

    @Override
    public void receipt(
        WearableId wearable, Message.Event event, Answer answer, Instant committedAt) {
      if (answer instanceof Answer.Receipted(Outcome outcome)) {
        outgoing.receipt(
            wearable,
            new Message.Receipt(
                event.boot(), event.seq(), outcome, committedAt, identity.epoch(), false));
      }
    }

    @Override
    public void unreadable(UnreadableMessage.Cause cause) {
      meters.counter("safeandaway.uplink.unreadable", "cause", cause.name()).increment();
    }

    @Override
    public void copy() {
      copies.increment();
    }

    @Override
    public void overrun() {
      overruns.increment();
    }
  }

  private final class Beats implements Heart.Limbs {
    @Override
    public void beat() {
      outgoing.pulse(
          new Message.Pulse(
              identity.hub(),
              hubTime.instant(),
              identity.start(),
              identity.epoch(),
              vitals.isWatched() ? null : Boolean.FALSE));
    }

    @Override
    public void probe() {
      markers.send();
    }

    @Override
    public void renew(Channel channel) {
      sessions.renew(channel, "nothing comes in by it");
    }

    @Override
    public void hold(String why) {
      sessions.hold(why);
    }

    @Override
    public void release() {
      sessions.release();
    }

    @Override
    public void sayEverythingAgain() {
      rounds.publishEveryNotice();
    }

    @Override
    public Optional<String> disconnected() {
      return sessions.disconnected();
    }
  }
}
