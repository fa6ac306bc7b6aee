package org.safeandaway.hub.desk;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.watch.Canary;
import org.safeandaway.hub.watch.Occurrence;
import org.safeandaway.hub.watch.VisitId;
import org.safeandaway.hub.watch.WatchId;
import org.safeandaway.hub.watch.WatchInput;
import org.safeandaway.protocol.Codec;
import org.safeandaway.protocol.Message;
import org.safeandaway.protocol.Outcome;
import org.safeandaway.protocol.Topic;
import org.safeandaway.protocol.WearableId;

/**
 * What was laid on the desk, sorted: which watch each input is for, what its {@code inbound} row
 * says, and which inputs are for no watch at all.
 *
 * <p>Several copies of one event in a batch become one input, with the earliest of their instants.
 * Hints about deadlines and hearing again have no {@code inbound} row: what makes them count once
 * is the deadline's generation, under the watch's lock, and a row could only keep a deadline from
 * firing.
 *
 * <p>A message that cannot be read, or that comes from a wearable nobody registered, is laid into
 * quarantine, and an office is told once an hour for each kind of trouble (once a day for an
 * unknown wearable): a flood of garbage is one alarm and many rows. An urgent event is never turned
 * away, whoever sends it.
 */
final class Intake {
  private final Routes routes;
  private final Instant now;
  private final Map<InputId, Item> items = new LinkedHashMap<>();

  Intake(Routes routes, Instant now) {
    this.routes = routes;
    this.now = now;
  }

  /**
   * One input that is for a watch, or for none.
   *
   * @param watch whose input it is; {@link WatchId#SITE} for what goes to quarantine
   * @param locks the watches that have to be locked for it; empty if none
   * @param step what to step, complete but for what only the watch's rows tell; absent if none
   * @param inbound the row that makes it count once; absent if it has none
   * @param turnedAway why it goes to quarantine without any step; absent if it does not
   */
  record Item(
      DeskInput input,
      WatchId watch,
      SortedSet<WatchId> locks,
      @Nullable WatchInput step,
      @Nullable Inbound inbound,
      Changes.@Nullable Quarantined turnedAway) {

    InputId id() {
      return input.id();
    }

    /** An event, with the earlier of its instants. */
    Item occurred(Occurrence occurrence) {
      if (inbound == null || !(step instanceof WatchInput.FromWearable event)) {
        throw new IllegalStateException("only events occur: " + input);
      }
      Inbound row =
          new Inbound(
              inbound.id(),
              inbound.watch(),
              inbound.receivedAt(),
              occurrence,
              inbound.outcome(),
              inbound.stepped(),
              inbound.content());
      return new Item(input, watch, locks, with(event, occurrence), row, turnedAway);
    }
  }

  static SortedSet<WearableId> wearables(List<DeskInput> batch) {
    SortedSet<WearableId> wearables = new TreeSet<>();
    for (DeskInput input : batch) {
      switch (input) {
        case DeskInput.Event event -> wearables.add(event.wearable());
        case DeskInput.HeardAgain heard -> wearables.add(heard.wearable());
        case DeskInput.Office office -> {
          if (office.action() instanceof WatchInput.Assign assign) {
            wearables.add(assign.wearable());
          }
        }
        case DeskInput.Due due -> {}
        case DeskInput.SendFailed failed -> {}
        case DeskInput.Technical technical -> {}
        case DeskInput.NotWatched nobody -> {}
        case DeskInput.Unreadable unreadable -> {}
      }
    }
    return wearables;
  }

  static SortedSet<VisitId> visits(List<DeskInput> batch) {
    SortedSet<VisitId> visits = new TreeSet<>();
    for (DeskInput input : batch) {
      if (input instanceof DeskInput.Event event) {
        String visit = event.message().visit();
        if (visit != null && VisitId.isValid(visit)) {
          visits.add(new VisitId(visit));
        }
      }
    }
    return visits;
  }

  Collection<Item> items() {
    return items.values();
  }

  void lay(DeskInput input) {
    switch (input) {
      case DeskInput.Event event -> layEvent(event);
      case DeskInput.Office office -> layOffice(office);
      case DeskInput.Due due -> {
        WatchInput step =
            new WatchInput.DeadlineDue(
                due.key(), due.generation(), due.duringOutage(), due.listeningSince());
        layStep(due, due.watch(), step, null);
      }
      case DeskInput.HeardAgain heard -> layHeardAgain(heard);
      case DeskInput.SendFailed failed -> layStep(failed, failed.watch(), failed.what(), null);
      case DeskInput.Technical technical -> layTechnical(technical);
      case DeskInput.NotWatched nobody ->
          layStep(
              nobody,
              WatchId.SITE,
              new WatchInput.NotWatched(nobody.since(), nobody.backup()),
              plainRow(nobody, WatchId.SITE));
      case DeskInput.Unreadable unreadable -> layUnreadable(unreadable);
    }
  }

  private void layEvent(DeskInput.Event event) {
    Instant received = event.receivedAt().isBefore(now) ? event.receivedAt() : now;
    received = received.truncatedTo(ChronoUnit.MICROS);
    Occurrence occurrence = Routes.occurrence(event.message(), received);
    Item copy = items.get(event.id());
    if (copy != null) {
      if (copy.step() != null) {
        Occurrence before = ((WatchInput.FromWearable) copy.step()).occurred();
        items.put(copy.id(), copy.occurred(before.earlierOf(occurrence)));
      }
      return;
    }
    boolean known = routes.knows(event.wearable()) || Canary.is(event.wearable());
    if (!known && !event.message().kind().isUrgent()) {
      layStranger(event);
      return;
    }
    Routes.Routed routed = routes.route(event, occurrence, received);
    Inbound row =
        new Inbound(event.id(), routed.watch(), received, occurrence, Outcome.COUNTED, true, null);
    layStep(event, routed.watch(), routed.event(), row);
  }

  private void layOffice(DeskInput.Office office) {
    SortedSet<WatchId> locks = new TreeSet<>(List.of(office.watch()));
    if (office.action() instanceof WatchInput.Assign assign) {
      // Whoever has the wearable now must not send it a notice meanwhile.
      routes.currentVisit(assign.wearable()).ifPresent(locks::add);
    }
    put(
        new Item(
            office,
            office.watch(),
            locks,
            office.action(),
            plainRow(office, office.watch()),
            null));
  }

  private void layHeardAgain(DeskInput.HeardAgain heard) {
    WatchId watch = routes.currentVisit(heard.wearable()).orElse(null);
    if (watch == null) {
      put(new Item(heard, WatchId.of(heard.wearable()), new TreeSet<>(), null, null, null));
    } else {
      layStep(heard, watch, new WatchInput.HeardAgain(heard.wearable(), heard.at()), null);
    }
  }

  private void layTechnical(DeskInput.Technical technical) {
    layStep(
        technical,
        WatchId.SITE,
        new WatchInput.Technical(technical.about(), technical.words()),
        plainRow(technical, WatchId.SITE));
  }

  private void layUnreadable(DeskInput.Unreadable message) {
    turnAway(message, message.topic(), message.payload(), message.cause().name(), message.words());
    String place = place(message.topic());
    String hour = now.atOffset(ZoneOffset.UTC).truncatedTo(ChronoUnit.HOURS).toString();
    layTechnical(
        new DeskInput.Technical(
            "unreadable/" + message.cause() + "/" + place + "/" + hour,
            "A message on "
                + place
                + " could not be read ("
                + message.cause()
                + "). It and all like it are in quarantine."));
  }

  private void layStranger(DeskInput.Event event) {
    String topic = Topic.of(event.wearable(), Topic.channelOf(event.message().kind())).path();
    turnAway(
        event,
        topic,
        Codec.EVENT.encode(event.message()),
        Changes.Trouble.UNKNOWN_WEARABLE.name(),
        "no wearable of this name is registered");
    layTechnical(
        new DeskInput.Technical(
            "unknown-wearable/"
                + event.wearable()
                + "/"
                + now.atOffset(ZoneOffset.UTC).toLocalDate(),
            "A wearable that nobody registered sends events: " + event.wearable()));
  }

  private void turnAway(DeskInput input, String topic, byte[] bytes, String why, String words) {
    put(
        new Item(
            input,
            WatchId.SITE,
            new TreeSet<>(),
            null,
            null,
            new Changes.Quarantined(input.id(), topic, bytes, why, words, now)));
  }

  private void layStep(DeskInput input, WatchId watch, WatchInput step, @Nullable Inbound inbound) {
    put(new Item(input, watch, new TreeSet<>(List.of(watch)), step, inbound, null));
  }

  private void put(Item item) {
    items.putIfAbsent(item.id(), item);
  }

  private Inbound plainRow(DeskInput input, WatchId watch) {
    return new Inbound(input.id(), watch, now, null, null, true, null);
  }

  /** The part of a topic that says what it is for, if it is one of ours. */
  private static String place(String topic) {
    for (Topic.Channel channel : Topic.Channel.values()) {
      if (topic.endsWith("/" + channel.suffix())) {
        return channel.suffix();
      }
    }
    return "another topic";
  }

  /** What the quarantine keeps of an input that could be read. */
  static Changes.Quarantined kept(DeskInput input, Changes.Trouble why, String words, Instant at) {
    if (input instanceof DeskInput.Event event) {
      Message.Event message = event.message();
      String topic = Topic.of(event.wearable(), Topic.channelOf(message.kind())).path();
      byte[] bytes = Codec.EVENT.encode(message);
      return new Changes.Quarantined(input.id(), topic, bytes, why.name(), words, at);
    }
    byte[] bytes = input.toString().getBytes(StandardCharsets.UTF_8);
    return new Changes.Quarantined(input.id(), null, bytes, why.name(), words, at);
  }

  static WatchInput.FromWearable with(WatchInput.FromWearable it, Occurrence occurred) {
    return new WatchInput.FromWearable(
        it.wearable(),
        it.participant(),
        it.event(),
        it.kind(),
        occurred,
        it.receivedAt(),
        it.named(),
        it.wrongVisit(),
        it.again(),
        it.wearerThen(),
        it.wearerNow());
  }
}
