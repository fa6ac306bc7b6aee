package org.safeandaway.simulator.universe.hub;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.desk.DeskInput;
import org.safeandaway.hub.desk.DeskResult;
import org.safeandaway.hub.desk.DeskStore;
import org.safeandaway.hub.desk.InputId;
import org.safeandaway.hub.watch.Alarm;
import org.safeandaway.hub.watch.AlarmId;
import org.safeandaway.hub.watch.Answer;
import org.safeandaway.hub.watch.WatchId;
import org.safeandaway.hub.watch.WatchState;
import org.safeandaway.protocol.AlarmKind;
import org.safeandaway.protocol.Codec;
import org.safeandaway.protocol.EventId;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.protocol.Message;
import org.safeandaway.protocol.Outcome;
import org.safeandaway.protocol.Topic;
import org.safeandaway.protocol.Topic.Channel;
import org.safeandaway.protocol.UnreadableMessage;
import org.safeandaway.protocol.WearableId;
import org.safeandaway.simulator.universe.broker.Connection;
import org.safeandaway.simulator.universe.broker.MqttClient;
import org.safeandaway.simulator.universe.broker.MqttMessage;
import org.safeandaway.simulator.universe.store.Rows;
import org.safeandaway.simulator.universe.tape.Seen;
import org.safeandaway.simulator.universe.time.Chance;

/** MQTT in and out of one process of the hub, as protocol.md asks for it. */
final class HubUplink {
  private static final Duration PULSE = Duration.ofSeconds(5);
  private static final Duration FLUSH = Duration.ofSeconds(2);

  /** As the real uplink has it: by then a session has sent what it had kept. */
  private static final Duration QUEUE_IS_READ = Duration.ofSeconds(5);

  private final ModelHub.World world;
  private final HubLife life;
  private final Chance chance;
  private final Bug.Spoiler spoiler;
  private final Bug bug;
  private final Map<Channel, Client> clients = new EnumMap<>(Channel.class);
  private final Map<WearableId, Heard> heard = new TreeMap<>();
  private final Set<AlarmId> told = new TreeSet<>();
  private final SortedSet<Long> open = new TreeSet<>();
  private long laid;
  private long readUpTo;
  private int markersBack;

  /** What is known of a wearable by what it sent, and not yet written. */
  private record Heard(Instant at, @Nullable Integer unsent, boolean written) {}

  HubUplink(ModelHub.World world, HubLife life, Chance chance, Bug.Spoiler spoiler, Bug bug) {
    this.world = world;
    this.life = life;
    this.chance = chance;
    this.spoiler = spoiler;
    this.bug = bug;
  }

  void begin() {
    clients.put(Channel.UP_PANIC, new Client(Channel.UP_PANIC, List.of(Topic.PANIC_FILTER)));
    clients.put(
        Channel.UP_EVENT,
        new Client(
            Channel.UP_EVENT,
            List.of(Channel.UP_EVENT.filter(), Channel.UP_STATE.filter(), Channel.LINK.filter())));
    clients.values().forEach(Client::connect);
    pulseRegularly();
    flushRegularly();
  }

  void kill() {
    clients.values().forEach(Client::kill);
  }

  private void pulseRegularly() {
    pulse();
    life.after(PULSE, this::pulseRegularly);
  }

  /** Only while the desk commits and the keeper looks. */
  private void pulse() {
    if (!life.isStuck() && !life.keeper().isFailing()) {
      Instant now = life.hubTime().now().truncatedTo(ChronoUnit.MILLIS);
      Message.Pulse pulse = Message.Pulse.of(world.hub(), now, life.start(), life.epoch());
      publish(new MqttMessage(Topic.PULSE_PATH, Codec.PULSE.encode(pulse), 0, false));
    }
  }

  private void flushRegularly() {
    flush();
    disconnectIfStuck();
    life.after(FLUSH, this::flushRegularly);
  }

  private void flush() {
    for (Map.Entry<WearableId, Heard> entry : heard.entrySet()) {
      Heard it = entry.getValue();
      if (!it.written()) {
        try {
          life.store().heard(entry.getKey(), it.at(), it.unsent());
          entry.setValue(new Heard(it.at(), it.unsent(), true));
          tellHeardAgain(entry.getKey(), it.at());
        } catch (DeskStore.Outage outage) {
          return; // The rows stay unwritten, and the next flush tries again.
        }
      }
    }
  }

  private void disconnectIfStuck() {
    if (life.isStuck()) {
      clients.values().forEach(client -> client.drop("nothing is committed"));
    }
  }

  private void publish(MqttMessage message) {
    Client client = clients.get(Channel.UP_EVENT);
    if (client != null) {
      client.publish(message);
    }
  }

  private void publish(WearableId wearable, Channel channel, byte[] payload) {
    publish(
        new MqttMessage(
            Topic.of(wearable, channel).path(), payload, channel.qos(), channel.retained()));
  }

  /** After a commit: notices, and who is to learn that a person has it. */
  void tell(DeskResult result) {
    result
        .notices()
        .forEach(
            (wearable, notice) ->
                publish(wearable, Channel.DOWN_VISIT, Codec.VISIT.encode(notice)));
    for (DeskResult.Owned owned : result.owned()) {
      receipt(owned.wearable(), owned.event(), Outcome.COUNTED, result.hubTime(), true);
    }
  }

  void receipt(
      WearableId wearable, EventId event, Outcome outcome, Instant hubTime, boolean owned) {
    Message.Receipt receipt =
        new Message.Receipt(
            event.boot(),
            event.seq(),
            outcome,
            hubTime.truncatedTo(ChronoUnit.MILLIS),
            life.epoch(),
            owned);
    publish(wearable, Channel.DOWN_RECEIPT, Codec.RECEIPT.encode(receipt));
  }

  private void republishAll() {
    world.store().wearables().forEach((wearable, row) -> republish(wearable, row));
  }

  private void republish(WearableId wearable, Rows.@Nullable WearableRow row) {
    if (row != null && row.notice() != null) {
      publish(wearable, Channel.DOWN_VISIT, Codec.VISIT.encode(row.notice()));
    }
  }

  private void hear(WearableId wearable, @Nullable Integer unsent) {
    Heard before = heard.get(wearable);
    Integer known = unsent == null && before != null ? before.unsent() : unsent;
    heard.put(wearable, new Heard(life.hubTime().now(), known, false));
  }

  /** Once what was heard is written: whoever an alarm called lost, resolved or not, is not. */
  private void tellHeardAgain(WearableId wearable, Instant at) {
    for (Map.Entry<AlarmId, Rows.AlarmRow> entry : world.store().alarms().entrySet()) {
      Alarm alarm = entry.getValue().alarm();
      if (alarm.kind() == AlarmKind.LOST_CONTACT
          && alarm.raisedAt().isBefore(at)
          && isGuarding(entry.getValue().watch())
          && wearable.equals(alarm.wearable())
          && told.add(alarm.id())) {
        InputId id = new InputId("heard/" + wearable + "/" + alarm.id());
        life.lay(new DeskInput.HeardAgain(id, wearable, at), result -> {});
      }
    }
  }

  private boolean isGuarding(WatchId watch) {
    Rows.WatchRow row = world.store().watches().get(watch);
    return row != null && row.state() instanceof WatchState.Guarding;
  }

  /** Something laid on the desk that came by a message; the marker waits for all before it. */
  private long begun() {
    open.add(++laid);
    return laid;
  }

  private void ended(long number) {
    open.remove(number);
    releaseIfRead();
  }

  private void releaseIfRead() {
    if (markersBack == 2 && (open.isEmpty() || open.first() > readUpTo)) {
      life.keeper().release();
      markersBack++;
    }
  }

  /** One of the hub's two persistent sessions. */
  private final class Client implements MqttClient {
    private final Channel lane;
    private final List<String> filters;
    private @Nullable Connection connection;
    private int connections;
    private Duration openedAt = Duration.ZERO;

    Client(Channel lane, List<String> filters) {
      this.lane = lane;
      this.filters = filters;
    }

    void connect() {
      connections++;
      connection =
          world
              .broker()
              .connect(
                  world.route(),
                  new Connection.Options("hub-" + world.hub() + "-" + lane, false, null, filters),
                  this);
    }

    void kill() {
      if (connection != null) {
        connection.kill();
      }
    }

    void drop(String why) {
      if (connection != null && connection.isOpen()) {
        connection.drop(why);
      }
    }

    void publish(MqttMessage message) {
      if (connection != null && connection.isOpen()) {
        connection.publish(message);
      }
    }

    @Override
    public void connected(boolean sessionPresent) {
      world.tape().saw(new Seen.HubConnected(world.hub(), lane.name(), true));
      openedAt = life.timeline().now();
      publish(
          new MqttMessage(
              new Topic.HubMarker(lane).path(),
              Codec.MARKER.encode(new Message.Marker(world.hub(), life.start())),
              1,
              false));
      if (lane == Channel.UP_EVENT) {
        pulse();
        republishAll();
      }
    }

    @Override
    public void received(MqttMessage message, int packet, boolean retained, boolean duplicate) {
      if (!life.isAlive()) {
        return;
      }
      try {
        boolean recent = life.timeline().now().minus(openedAt).compareTo(QUEUE_IS_READ) < 0;
        read(message, packet, duplicate || recent);
      } catch (UnreadableMessage e) {
        InputId id = new InputId("unreadable/" + message.topic().hashCode() + "/" + hash(message));
        int here = connections;
        long number = begun();
        life.lay(
            new DeskInput.Unreadable(
                id,
                message.topic(),
                message.payload(),
                e.why(),
                String.valueOf(e.getMessage()),
                life.hubTime().now()),
            result -> {
              acknowledge(packet, here);
              ended(number);
            });
      }
    }

    private static int hash(MqttMessage message) {
      return Arrays.hashCode(message.payload());
    }

    private void read(MqttMessage message, int packet, boolean waited) throws UnreadableMessage {
      switch (Topic.parse(message.topic())) {
        case Topic.HubPulse pulse -> acknowledge(packet, connections);
        case Topic.HubMarker marker -> {
          acknowledge(packet, connections);
          markerCame(Codec.MARKER.decode(message.payload()));
        }
        case Topic.OfWearable(WearableId wearable, Channel channel) ->
            read(wearable, channel, message.payload(), packet, waited);
      }
    }

    private void read(
        WearableId wearable, Channel channel, byte[] payload, int packet, boolean waited)
        throws UnreadableMessage {
      switch (channel) {
        case UP_PANIC, UP_EVENT -> {
          Message.Event event = Codec.EVENT.decode(payload);
          world.tape().saw(new Seen.Reached(wearable, channel.name(), event));
          event(wearable, waited ? undated(event) : event, packet);
        }
        case UP_STATE -> {
          Message.State state = Codec.STATE.decode(payload);
          world.tape().saw(new Seen.Reached(wearable, channel.name(), null));
          hear(wearable, state.unsent());
          Rows.WearableRow row = world.store().wearables().get(wearable);
          if (row != null && row.revision() != state.revision()) {
            republish(wearable, row);
          }
        }
        case LINK -> {
          Message.Link link = Codec.LINK.decode(payload);
          acknowledge(packet, connections);
          if (link.online()) {
            world.tape().saw(new Seen.Reached(wearable, channel.name(), null));
            hear(wearable, null);
            pulse();
          }
        }
        case DOWN_RECEIPT, DOWN_VISIT -> acknowledge(packet, connections);
      }
    }

    /** Of an event without a hub time that may have lain in a queue nobody knows the age. */
    private static Message.Event undated(Message.Event it) {
      boolean uncertain = it.ageUncertain() || it.hubAt() == null;
      return new Message.Event(
          it.boot(),
          it.seq(),
          it.kind(),
          it.visit(),
          it.hubAt(),
          it.ageMs(),
          uncertain,
          it.again());
    }

    private void event(WearableId wearable, Message.Event message, int packet) {
      hear(wearable, null);
      int here = connections;
      Instant received = life.hubTime().now();
      if (bug == Bug.RECEIPT_BEFORE_COMMIT) {
        receipt(wearable, message.id(), Outcome.COUNTED, received, false);
      }
      DeskInput.Event input = spoiler.spoil(new DeskInput.Event(wearable, message, received));
      long number = begun();
      Consumer<DeskResult> done =
          result -> {
            done(input, message, result, packet, here);
            ended(number);
          };
      if (message.kind().isUrgent()) {
        life.layUrgent(input, done);
      } else {
        life.lay(input, done);
      }
    }

    private void done(
        DeskInput.Event input, Message.Event message, DeskResult result, int packet, int here) {
      acknowledge(packet, here);
      if (result.answers().get(input.id()) instanceof Answer.Receipted(Outcome outcome)) {
        boolean told = bug == Bug.DURESS_TOLD && message.kind() == EventKind.DURESS;
        receipt(input.wearable(), message.id(), outcome, result.hubTime(), told);
      }
    }

    /** Only on the connection that the message came by. */
    private void acknowledge(int packet, int here) {
      if (packet != 0 && here == connections && connection != null) {
        connection.acknowledge(packet);
      }
    }

    private void markerCame(Message.Marker marker) {
      if (marker.start().equals(life.start()) && ++markersBack == 2) {
        readUpTo = laid;
        releaseIfRead();
      }
    }

    @Override
    public void acknowledged(int packet) {}

    @Override
    public void closed(String why) {
      world.tape().saw(new Seen.HubConnected(world.hub(), lane.name(), false));
      life.after(
          chance.between(Duration.ofMillis(200), Duration.ofSeconds(2)), this::connectIfUseful);
    }

    private void connectIfUseful() {
      if (life.isStuck()) {
        life.after(Duration.ofSeconds(1), this::connectIfUseful);
      } else {
        connect();
      }
    }
  }
}
