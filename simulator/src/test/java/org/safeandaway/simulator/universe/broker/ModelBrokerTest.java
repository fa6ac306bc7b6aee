package org.safeandaway.simulator.universe.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.safeandaway.simulator.universe.time.Chance;
import org.safeandaway.simulator.universe.time.Timeline;

class ModelBrokerTest {
  private static final Route.Quality GOOD =
      new Route.Quality(Duration.ofMillis(1), Duration.ofMillis(5), 0.05, Duration.ofMillis(200));

  private final Timeline timeline = new Timeline();
  private final Chance chance = Chance.of(1);
  private final ModelBroker broker = new ModelBroker(chance, new ModelBroker.Limits(2, 5, 0));
  private final Route hubRoute = new Route(timeline, chance.stream("hub"), GOOD);
  private final Route wearableRoute = new Route(timeline, chance.stream("wearable"), GOOD);
  private final Heard hub = new Heard();
  private final Heard wearable = new Heard();

  /** Notes what it is told, and acknowledges nothing by itself. */
  private static final class Heard implements MqttClient {
    private final List<String> log = new ArrayList<>();
    private final List<Integer> packets = new ArrayList<>();

    @Override
    public void connected(boolean sessionPresent) {
      log.add("connected " + sessionPresent);
    }

    @Override
    public void received(MqttMessage message, int packet, boolean retained, boolean duplicate) {
      String words = new String(message.payload(), StandardCharsets.UTF_8);
      log.add(words + (retained ? " retained" : "") + (duplicate ? " again" : ""));
      packets.add(packet);
    }

    @Override
    public void acknowledged(int packet) {
      log.add("puback");
    }

    @Override
    public void closed(String why) {
      log.add("closed");
    }
  }

  private Connection hub() {
    return broker.connect(
        hubRoute,
        new Connection.Options("hub", false, null, List.of("sa/+/+/up/event", "sa/+/+/link")),
        hub);
  }

  private Connection wearable() {
    return broker.connect(
        wearableRoute,
        new Connection.Options("w1", true, up("sa/v1/w1/link", "will"), List.of("sa/v1/w1/down/#")),
        wearable);
  }

  private static MqttMessage up(String topic, String words) {
    return new MqttMessage(topic, words.getBytes(StandardCharsets.UTF_8), 1, false);
  }

  private static MqttMessage event(int number) {
    return up("sa/v1/w1/up/event", "event " + number);
  }

  private void pass(double seconds) {
    timeline.runUntil(timeline.now().plusMillis((long) (seconds * 1000)));
  }

  @Nested
  class ToAPersistentSession {
    @Test
    void keepsOrderAndTheInFlightLimit() {
      Connection toHub = hub();
      Connection toWearable = wearable();
      pass(2);
      for (int i = 1; i <= 4; i++) {
        toWearable.publish(event(i));
      }
      pass(5);
      assertThat(hub.log).containsExactly("connected false", "event 1", "event 2");

      toHub.acknowledge(hub.packets.get(0));
      pass(5);
      assertThat(hub.log).endsWith("event 2", "event 3");
      assertThat(wearable.log).filteredOn("puback"::equals).hasSize(4);
    }

    @Test
    void bringsAgainWhatWasNotAcknowledgedAndThenWhatWaited() {
      Connection toHub = hub();
      Connection toWearable = wearable();
      pass(2);
      toWearable.publish(event(1));
      pass(2);
      toHub.kill();
      pass(2);
      toWearable.publish(event(2));
      pass(2);
      hub.log.clear();

      hub();
      pass(2);

      assertThat(hub.log).containsExactly("connected true", "event 1 again", "event 2");
    }

    @Test
    void acknowledgesAndDropsWhatDoesNotFitTheQueue() {
      Connection toHub = hub();
      Connection toWearable = wearable();
      pass(2);
      toHub.kill();
      pass(2);
      for (int i = 1; i <= 9; i++) {
        toWearable.publish(event(i));
      }
      pass(5);
      assertThat(wearable.log).filteredOn("puback"::equals).hasSize(9);
      hub.log.clear();

      Connection back = hub();
      pass(2);
      for (int i = 0; i < hub.packets.size(); i++) {
        back.acknowledge(hub.packets.get(i));
        pass(2);
      }

      assertThat(hub.log)
          .containsExactly("connected true", "event 1", "event 2", "event 3", "event 4", "event 5");
    }
  }

  @Nested
  class WhenItIsKilled {
    @Test
    void forgetsWhatItAcknowledgedAfterItsLastSave() {
      Connection toHub = hub();
      pass(2);
      broker.save();
      toHub.kill();
      Connection toWearable = wearable();
      pass(2);
      toWearable.publish(event(1));
      pass(2);
      broker.kill();
      pass(1);
      broker.start();
      hub.log.clear();

      hub();
      pass(2);

      assertThat(wearable.log).contains("puback").endsWith("closed");
      assertThat(hub.log).containsExactly("connected true");
    }

    @Test
    void refusesUntilItIsStarted() {
      broker.kill();
      hub();
      pass(2);
      assertThat(hub.log).containsExactly("closed");
    }
  }

  @Nested
  class WhenTheWayIsCut {
    @Test
    void holdsWhatIsUnderWayAndKeepsItsOrder() {
      hub();
      Connection toWearable = wearable();
      pass(2);
      hub.log.clear();
      toWearable.publish(event(1));
      wearableRoute.cut();
      toWearable.publish(event(2));
      pass(3);
      assertThat(hub.log).isEmpty();

      wearableRoute.mend();
      pass(20);

      assertThat(hub.log).containsExactly("event 1", "event 2");
    }

    @Test
    void publishesTheWillAndTellsTheClientLater() {
      hub();
      wearable();
      pass(2);
      wearableRoute.cut();
      pass(23);
      assertThat(hub.log).endsWith("will");
      assertThat(wearable.log).doesNotContain("closed");

      pass(4);

      assertThat(wearable.log).endsWith("closed");
    }
  }

  @Test
  void throwsTheOlderOutWhenTwoConnectionsBearOneName() {
    hub();
    wearable();
    pass(2);
    wearable();
    pass(2);

    assertThat(wearable.log)
        .containsExactlyInAnyOrder("connected false", "connected false", "closed");
    assertThat(hub.log).endsWith("will");
  }

  @Test
  void keepsTheLastRetainedMessageForWhoeverSubscribesLater() {
    Connection toHub = hub();
    pass(2);
    toHub.publish(
        new MqttMessage("sa/v1/w1/down/visit", "old".getBytes(StandardCharsets.UTF_8), 1, true));
    toHub.publish(
        new MqttMessage("sa/v1/w1/down/visit", "new".getBytes(StandardCharsets.UTF_8), 1, true));
    pass(2);

    wearable();
    pass(2);

    assertThat(wearable.log).containsExactly("connected false", "new retained");
  }
}
