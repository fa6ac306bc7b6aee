package org.safeandaway.hub.uplink;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.safeandaway.hub.desk.DeskDoor;
import org.safeandaway.hub.desk.DeskResult;
import org.safeandaway.hub.watch.Answer;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.protocol.Message;
import org.safeandaway.protocol.Outcome;
import org.safeandaway.protocol.Topic;
import org.safeandaway.protocol.Topic.Channel;
import org.safeandaway.protocol.UnreadableMessage;
import org.safeandaway.protocol.WearableId;

/**
 * MQTT in and out: three connections, the desk between them, and the pulse over it. See the
 * package's own words for the mental model; this is its wiring.
 */
public final class Uplink implements AutoCloseable {
  /** Both of a hub's persistent sessions prove by these that they have read what was queued. */
  private static final Set<Channel> READING = EnumSet.of(Channel.UP_PANIC, Channel.UP_EVENT);

  private final Identity identity;
  private final Vitals vitals;
  private final InstantSource hubTime;
  private final MeterRegistry meters;
  private final Runnable markersAreBack;
  private final Hearing hearing = new Hearing();
  private final Outstanding outstanding = new Outstanding();
  private final Session panics;
  private final Session ordinary;
  private final Session writing;
  private final Inbox panicInbox;
  private final Inbox ordinaryInbox;
  private final Outgoing outgoing;
  private final Pulse pulse;
  private final Heart heart;
  private final Rounds rounds;
  private final Set<Channel> markersToCome = EnumSet.copyOf(READING);

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
    this.markersAreBack = markersAreBack;
    Counter overruns = meters.counter("safeandaway.uplink.overruns");
    Counter copies = meters.counter("safeandaway.uplink.copies");
    Reading reading = new Reading(desk, outstanding, hubTime, new WhatIsHeard(overruns, copies));
    Counter failures = meters.counter("safeandaway.uplink.failures");
    this.panicInbox = new Inbox("panic", reading::read, overruns::increment, failures::increment);
    this.ordinaryInbox =
        new Inbox("ordinary", reading::read, overruns::increment, failures::increment);
    this.panics = session(settings, panicPurpose(settings), panicInbox::accept, this::opened);
    this.ordinary =
        session(settings, ordinaryPurpose(settings), ordinaryInbox::accept, this::opened);
    this.writing = session(settings, writingPurpose(settings), a -> {}, this::writingOpened);
    this.outgoing = new Outgoing(writing);
    this.pulse = new Pulse(vitals, System.nanoTime());
    this.heart = new Heart(pulse, outstanding, new Beats());
    this.rounds = new Rounds(fleet, hearing, desk, outgoing, failures::increment);
    measure();
  }

  private static Session session(
      MqttSettings settings,
      Connection.Purpose purpose,
      Consumer<Connection.Arrival> arrivals,
      Consumer<Connection> onOpen) {
    return new Session(settings, purpose, arrivals, onOpen);
  }

  private static Connection.Purpose panicPurpose(MqttSettings settings) {
    return new Connection.Purpose(
        settings.panicClient(), false, new Connection.Subscription(Topic.PANIC_FILTER, 1));
  }

  private static Connection.Purpose ordinaryPurpose(MqttSettings settings) {
    return new Connection.Purpose(
        settings.ordinaryClient(),
        false,
        new Connection.Subscription(Channel.UP_EVENT.filter(), Channel.UP_EVENT.qos()),
        new Connection.Subscription(Channel.UP_STATE.filter(), Channel.UP_STATE.qos()),
        new Connection.Subscription(Channel.LINK.filter(), Channel.LINK.qos()));
  }

  private static Connection.Purpose writingPurpose(MqttSettings settings) {
    return new Connection.Purpose(settings.writingClient(), true);
  }

  public void start() {
    outgoing.start();
    panicInbox.start();
    ordinaryInbox.start();
    panics.start();
    ordinary.start();
    writing.start();
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
    List.of(panics, ordinary, writing).forEach(session -> session.renew("asked to"));
  }

  /** What is wrong here, in words; empty if nothing is. */
  public List<String> troubles() {
    return heart.troubles();
  }

  @Override
  public void close() {
    heart.close();
    // Together, since each takes its time.
    List.of(panics, ordinary).forEach(Session::stop);
    panics.close();
    ordinary.close();
    panicInbox.close();
    ordinaryInbox.close();
    rounds.close();
    outgoing.close();
    writing.close();
  }

  private void opened(Connection connection) {
    greetOurselves();
  }

  private void writingOpened(Connection connection) {
    greetOurselves();
    rounds.publishEveryNotice();
    heart.beatAtOnce();
  }

  /** Until a marker is back it must come in order; from then on it only proves that we can hear. */
  private void greetOurselves() {
    Message.Marker marker = new Message.Marker(identity.hub(), identity.start());
    for (Channel channel : READING) {
      outgoing.marker(channel, marker, isToCome(channel));
    }
  }

  private boolean isToCome(Channel channel) {
    synchronized (markersToCome) {
      return markersToCome.contains(channel);
    }
  }

  private void markerBack(Channel channel) {
    boolean all;
    synchronized (markersToCome) {
      all = markersToCome.remove(channel) && markersToCome.isEmpty();
    }
    if (all) {
      markersAreBack.run();
    }
  }

  private void measure() {
    Gauge.builder("safeandaway.uplink.outstanding", outstanding, Outstanding::size)
        .register(meters);
    Gauge.builder("safeandaway.uplink.letters.dropped", outgoing, Outgoing::dropped)
        .register(meters);
    for (Map.Entry<String, Session> each :
        Map.of("panic", panics, "ordinary", ordinary, "writing", writing).entrySet()) {
      Gauge.builder(
              "safeandaway.uplink.connected",
              each.getValue(),
              session -> session.connection().isPresent() ? 1 : 0)
          .tag("session", each.getKey())
          .register(meters);
    }
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
    public void marker(Channel channel, Message.Marker marker, boolean ordered) {
      if (marker.hub().equals(identity.hub()) && marker.start().equals(identity.start())) {
        pulse.heardOurselves(channel, System.nanoTime());
        if (ordered) {
          markerBack(channel);
        }
      }
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
      greetOurselves();
    }

    @Override
    public void renew(Channel channel) {
      (channel == Channel.UP_PANIC ? panics : ordinary).renew("nothing comes in by it");
    }

    @Override
    public void hold(String why) {
      for (Session session : List.of(panics, ordinary, writing)) {
        session.hold(why);
      }
    }

    @Override
    public void release() {
      for (Session session : List.of(panics, ordinary, writing)) {
        session.release();
      }
    }

    @Override
    public void sayEverythingAgain() {
      rounds.publishEveryNotice();
    }

    @Override
    public Optional<String> disconnected() {
      return panics.connection().isPresent()
              && ordinary.connection().isPresent()
              && writing.connection().isPresent()
          ? Optional.empty()
          : Optional.of("the MQTT broker is not connected");
    }
  }
}
