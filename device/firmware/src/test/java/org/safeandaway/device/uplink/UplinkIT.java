package org.safeandaway.device.uplink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.safeandaway.device.MonotonicClock;
import org.safeandaway.device.Mosquitto;
import org.safeandaway.device.TestHub;
import org.safeandaway.device.wearable.Input;
import org.safeandaway.device.wearable.Urgency;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.protocol.Message;
import org.safeandaway.protocol.Phase;
import org.safeandaway.protocol.Topic;
import org.safeandaway.protocol.Topic.Channel;
import org.safeandaway.protocol.WearableId;

/** The uplink and a real Mosquitto, with all that can come between them. */
class UplinkIT {
  private static final WearableId WEARABLE = new WearableId("w1");
  private static final WearableId STRANGER = new WearableId("w2");
  private static final String BOOT = "0123456789abcdef";

  private final Mosquitto broker = new Mosquitto(WEARABLE);
  private final MonotonicClock clock = MonotonicClock.system();
  private final List<Input> heard = new CopyOnWriteArrayList<>();
  private final BlockingQueue<Throwable> bugs = new LinkedBlockingQueue<>();
  private TestHub hub;
  private Uplink uplink;

  @BeforeEach
  void connect() {
    hub = new TestHub(broker.uri());
    uplink = start(WEARABLE);
    soon().until(() -> !connections().isEmpty());
  }

  @AfterEach
  void close() {
    uplink.cutPower();
    hub.close();
    broker.close();
    assertThat(bugs).isEmpty();
  }

  @Test
  void saysThatItIsOnlineAndUnderWhichName() {
    soon().until(() -> !hub.links().isEmpty());

    assertThat(hub.links().getFirst()).isEqualTo(new Message.Link(true, BOOT + "-1"));
    assertThat(connections()).containsExactly(BOOT + "-1");
  }

  @Test
  void publishesAPanicAndHearsThatTheBrokerHasIt() {
    Message.Event panic = event(1, EventKind.PANIC);
    uplink.send(panic);

    soon().until(() -> hub.events().contains(panic));
    soon().until(() -> heard.contains(new Input.Acknowledged(panic.id())));
  }

  @Test
  void hearsReceiptPulseAndVisit() {
    Message.Event checkIn = event(1, EventKind.CHECK_IN);
    hub.receipt(WEARABLE, checkIn);
    hub.pulse();
    hub.visit(WEARABLE, visit(7));

    soon().until(() -> heardA(Input.ReceiptHeard.class));
    soon().until(() -> heardA(Input.PulseHeard.class));
    soon().until(() -> heard.contains(new Input.VisitHeard(visit(7))));
  }

  @Test
  void hearsTheRetainedVisitAtEachConnection() {
    hub.visit(WEARABLE, visit(7));
    soon().until(() -> heard.contains(new Input.VisitHeard(visit(7))));
    heard.clear();
    uplink.drop("a test");

    soon().until(() -> heard.contains(new Input.VisitHeard(visit(7))));
  }

  @Test
  void countsWhatItCannotRead() {
    String receipts = Topic.of(WEARABLE, Channel.DOWN_RECEIPT).path();
    hub.say(receipts, new byte[] {1, 2, 3}, 1, false);
    hub.say(receipts, new byte[Message.MAX_BYTES + 1], 1, false);
    hub.say("sa/v1/w1/down/something-new", new byte[0], 1, false);
    soon().until(() -> uplink.unreadable() == 3);

    hub.receipt(WEARABLE, event(1, EventKind.CHECK_IN));
    soon().until(() -> heardA(Input.ReceiptHeard.class));
  }

  @Test
  void sendsNothingWithoutAConnection() {
    broker.kill();
    soon().until(() -> heardA(Input.LinkDown.class));
    uplink.send(event(1, EventKind.PANIC));
    restartBroker();
    soon().until(() -> connections().size() == 2);
    uplink.send(event(2, EventKind.PANIC));

    soon().until(() -> !hub.events().isEmpty());
    assertThat(hub.events()).extracting(Message.Event::seq).containsExactly(2L);
  }

  @Test
  void comesBackAfterTheBrokerWasKilled() {
    broker.kill();
    soon().until(() -> heardA(Input.LinkDown.class));
    uplink.hurry(Urgency.VISIT);
    restartBroker();

    soon().until(() -> connections().size() == 2);
    assertThat(connections()).doesNotHaveDuplicates();
    uplink.send(event(3, EventKind.PANIC));
    soon().until(() -> heard.contains(new Input.Acknowledged(event(3, EventKind.PANIC).id())));
  }

  @Test
  void makesAFreshConnectionWhenAFrozenOneIsDropped() {
    broker.freeze();
    uplink.send(event(1, EventKind.PANIC));
    uplink.drop("no PUBACK for 6 s");
    soon().until(() -> heardA(Input.LinkDown.class));
    broker.thaw();

    soon().until(() -> connections().size() == 2);
    Message.Event again = event(1, EventKind.PANIC);
    uplink.send(again);
    soon().until(() -> heard.contains(new Input.Acknowledged(again.id())));
  }

  @Test
  void doesNotHangOnABrokerThatIsFrozen() {
    uplink.hurry(Urgency.PANIC);
    broker.freeze();
    uplink.drop("a test");
    soon().until(() -> heardA(Input.LinkDown.class));
    await()
        .during(Duration.ofSeconds(20))
        .atMost(Duration.ofSeconds(21))
        .until(() -> clock.now().minus(uplink.lastSign()).compareTo(Duration.ofSeconds(20)) < 0);
    broker.thaw();

    soon().until(() -> connections().size() >= 2);
  }

  @Test
  void isRefusedAnothersName() {
    Uplink stranger = start(STRANGER);
    soon().until(() -> broker.log().contains("not authorised"));

    assertThat(connections()).containsExactly(BOOT + "-1");
    stranger.cutPower();
  }

  @Test
  void firesItsWillWhenThePowerIsCut() {
    uplink.cutPower();

    soon().until(() -> hub.links().contains(new Message.Link(false, BOOT + "-1")));
    assertThat(broker.log()).doesNotContain("Received DISCONNECT from w1");
    assertThat(heardA(Input.LinkDown.class)).as("a dead wearable hears nothing").isFalse();
  }

  @Test
  void saysGoodbyeWhenItLeaves() {
    soon().until(() -> !hub.links().isEmpty());
    uplink.close();

    soon().until(() -> hub.links().contains(new Message.Link(false, BOOT + "-1")));
    soon().until(() -> broker.log().contains("Received DISCONNECT from w1"));
    assertThat(hub.links())
        .containsExactly(new Message.Link(true, BOOT + "-1"), new Message.Link(false, BOOT + "-1"));
  }

  private Uplink start(WearableId wearable) {
    return Uplink.start(
        broker.access(wearable),
        wearable,
        BOOT,
        clock,
        new SplittableRandom(1),
        new UplinkListener() {
          @Override
          public void heard(Input input) {
            heard.add(input);
          }

          @Override
          public void broken(Throwable bug) {
            bugs.add(bug);
          }
        });
  }

  private void restartBroker() {
    hub.close();
    broker.start();
    hub = new TestHub(broker.uri());
  }

  private List<String> connections() {
    return heard.stream()
        .filter(Input.LinkUp.class::isInstance)
        .map(input -> ((Input.LinkUp) input).connection())
        .toList();
  }

  private boolean heardA(Class<? extends Input> kind) {
    return heard.stream().anyMatch(kind::isInstance);
  }

  private static ConditionFactory soon() {
    return await().pollInterval(Duration.ofMillis(20)).atMost(Duration.ofSeconds(20));
  }

  private static Message.Event event(long seq, EventKind kind) {
    return new Message.Event(
        BOOT, seq, kind, null, Instant.parse("2026-11-22T12:00:00Z"), 5, false, false);
  }

  private static Message.Visit visit(long revision) {
    return new Message.Visit(
        "visit-7", Phase.BEFORE, List.of(), false, false, List.of(), revision, null, "epoch-1");
  }
}
