package org.safeandaway.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.safeandaway.device.Rig.WEARABLE;
import static org.safeandaway.device.Rig.soon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.protocol.Message;
import org.safeandaway.protocol.Phase;

/** What the whole firmware does while broker, disk or power fail. */
class FirmwareOutageIT {
  @TempDir Path data;
  private Rig rig;

  @AfterEach
  void stop() {
    rig.close();
  }

  @Test
  @Tag("PAN-1")
  void sendsAPanicFromBeforeALossOfPower() {
    rig = new Rig(data);
    rig.broker().kill();
    rig.holdPanic();
    String boot = rig.firmware().state().boot();
    rig.awaitStored();
    rig.cutPower();
    rig.restartBroker();
    rig.powerOn(new MockBoard());

    Message.Event panic = rig.awaitEvent(EventKind.PANIC);
    assertThat(panic.boot()).isEqualTo(boot);
    assertThat(panic.ageUncertain()).isTrue();
  }

  @Test
  @Tag("PAN-1")
  void sendsAPanicPressedWhileTheBrokerWasDead() {
    rig = new Rig(data);
    rig.broker().kill();
    rig.holdPanic();
    rig.restartBroker();

    Message.Event panic = rig.awaitEvent(EventKind.PANIC);
    assertThat(panic.ageUncertain()).isFalse();
  }

  @Test
  @Tag("PAN-1")
  void connectsAfreshWhenAFrozenBrokerAcknowledgesNothing() {
    rig = new Rig(data);
    rig.broker().freeze();
    rig.holdPanic();
    // The machine takes the link to be down, which is all a wearable can know of a frozen broker.
    soon().until(() -> rig.firmware().uptime().toSeconds() > 9);
    rig.broker().thaw();

    rig.awaitEvent(EventKind.PANIC);
    soon().until(() -> connections().size() >= 2);
  }

  @Test
  @Tag("PAN-1")
  void sendsAPanicWithoutADisk() throws IOException {
    rig = new Rig(Files.writeString(data.resolve("no-folder"), ""));
    rig.holdPanic();

    rig.hub().receipt(WEARABLE, rig.awaitEvent(EventKind.PANIC));
    soon().until(() -> rig.firmware().state().unsent() == 0);
    soon()
        .until(
            () ->
                rig.hub().states().stream()
                    .anyMatch(state -> state.faults().contains("failing:outbox")));
  }

  @Test
  void guardsTheVisitItKnewWhenItStartsWithoutALink() {
    rig = new Rig(data);
    rig.hub()
        .visit(
            WEARABLE,
            new Message.Visit(
                "visit-7", Phase.VISIT, List.of(), true, false, List.of(), 3, null, "epoch-1"));
    soon().until(() -> "visit-7".equals(rig.firmware().state().visit()));
    soon().until(() -> Files.exists(data.resolve("visit.json")));
    rig.cutPower();
    rig.broker().kill();
    rig.powerOn(new MockBoard());

    assertThat(rig.firmware().state().visit()).isEqualTo("visit-7");
    assertThat(rig.firmware().state().phase()).isEqualTo(Phase.VISIT);
  }

  @Test
  void letsTheBrokerSayThatItsPowerIsGone() {
    rig = new Rig(data);
    rig.cutPower();

    assertThat(rig.firmware().ending()).isCompletedWithValue(new Firmware.PowerCut());
    soon().until(() -> !rig.hub().links().getLast().online());
    assertThat(rig.hub().links().getLast().connection())
        .isEqualTo(rig.hub().links().getFirst().connection());
    assertThat(rig.broker().log()).doesNotContain("Received DISCONNECT from w1");
  }

  @Test
  void leavesNoThreadBehind() {
    rig = new Rig(data);
    for (int life = 0; life < 5; life++) {
      rig.cutPower();
      rig.powerOn(new MockBoard());
    }
    rig.cutPower();

    soon().untilAsserted(() -> assertThat(threadsOfTheWearable()).isEmpty());
  }

  private static List<String> threadsOfTheWearable() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.contains("w1"))
        .toList();
  }

  private List<String> connections() {
    return rig.hub().links().stream().map(Message.Link::connection).distinct().toList();
  }
}
