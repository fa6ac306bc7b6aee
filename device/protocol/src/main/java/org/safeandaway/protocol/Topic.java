package org.safeandaway.protocol;

/**
 * A place in the topic tree {@code sa/v1/…}. {@link #parse} is the inverse of {@link #path}; the
 * version stands in the topic, so a reader knows whether it can read the payload before it tries.
 */
public sealed interface Topic {
  String ROOT = "sa";
  String VERSION = "v1";
  String PULSE_PATH = "sa/v1/hub/pulse";

  /** What the hub's panic client subscribes to: any version, so that a newer one is not missed. */
  String PANIC_FILTER = "sa/+/+/up/panic";

  /** The topic as MQTT writes it. */
  String path();

  /** One wearable's place for one channel. */
  record OfWearable(WearableId wearable, Channel channel) implements Topic {
    @Override
    public String path() {
      return ROOT + "/" + VERSION + "/" + wearable + "/" + channel.suffix();
    }
  }

  /** Where the hub tells everybody that it is watching. */
  record HubPulse() implements Topic {
    @Override
    public String path() {
      return PULSE_PATH;
    }
  }

  /** The hub's marker to itself, in the lane of {@code channel}. */
  record HubMarker(Channel channel) implements Topic {
    @Override
    public String path() {
      return ROOT + "/" + VERSION + "/hub/" + channel.suffix();
    }
  }

  /** The channels of a wearable, with the way each is sent. */
  enum Channel {
    UP_PANIC("up/panic", 1, false),
    UP_EVENT("up/event", 1, false),
    UP_STATE("up/state", 0, false),
    LINK("link", 1, false),
    DOWN_RECEIPT("down/receipt", 1, false),
    DOWN_VISIT("down/visit", 1, true);

    private final String suffix;
    private final int qos;
    private final boolean retained;

    Channel(String suffix, int qos, boolean retained) {
      this.suffix = suffix;
      this.qos = qos;
      this.retained = retained;
    }

    public String suffix() {
      return suffix;
    }

    public int qos() {
      return qos;
    }

    public boolean retained() {
      return retained;
    }

    /** What a hub subscribes to for this channel: any version, any wearable. */
    public String filter() {
      return ROOT + "/+/+/" + suffix;
    }
  }

  static Topic of(WearableId wearable, Channel channel) {
    return new OfWearable(wearable, channel);
  }

  /** The channel an event of this kind travels on. */
  static Channel channelOf(EventKind kind) {
    return kind.isUrgent() ? Channel.UP_PANIC : Channel.UP_EVENT;
  }

  /**
   * Reads a topic as it came from the broker.
   *
   * @throws UnreadableMessage if the version is unknown, the wearable's id has the wrong shape, or
   *     the channel does not exist
   */
  static Topic parse(String path) throws UnreadableMessage {
    if (path.equals(PULSE_PATH)) {
      return new HubPulse();
    }
    String[] levels = path.split("/", 4);
    if (levels.length != 4 || !levels[0].equals(ROOT)) {
      throw new UnreadableMessage(UnreadableMessage.Cause.TOPIC, "not a topic of ours: " + path);
    }
    if (!levels[1].equals(VERSION)) {
      throw new UnreadableMessage(
          UnreadableMessage.Cause.VERSION, "unknown version " + levels[1] + " in topic " + path);
    }
    for (Channel channel : Channel.values()) {
      if (channel.suffix().equals(levels[3])) {
        return levels[2].equals("hub") ? new HubMarker(channel) : ofWearable(levels[2], channel);
      }
    }
    throw new UnreadableMessage(UnreadableMessage.Cause.TOPIC, "unknown channel in topic " + path);
  }

  private static Topic ofWearable(String id, Channel channel) throws UnreadableMessage {
    if (!WearableId.isValid(id)) {
      throw new UnreadableMessage(
          UnreadableMessage.Cause.TOPIC, "not a wearable's id in a topic: " + id);
    }
    return new OfWearable(new WearableId(id), channel);
  }
}
