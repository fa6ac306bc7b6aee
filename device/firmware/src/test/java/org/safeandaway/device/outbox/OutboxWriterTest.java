package org.safeandaway.device.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.safeandaway.device.outbox.Events.EPOCH;
import static org.safeandaway.device.outbox.Events.NOON;
import static org.safeandaway.device.outbox.Events.checkIn;
import static org.safeandaway.device.outbox.Events.id;
import static org.safeandaway.device.outbox.Events.panic;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.safeandaway.device.wearable.Effect;
import org.safeandaway.device.wearable.Input;
import org.safeandaway.device.wearable.ReceiptedEvent;
import org.safeandaway.device.wearable.Restored;
import org.safeandaway.protocol.Outcome;
import org.safeandaway.protocol.WearableId;

class OutboxWriterTest {
  private static final OutboxLimits LIMITS = new OutboxLimits(2, 100_000, 10, Duration.ofHours(24));
  @TempDir Path folder;
  private final List<Input> answers = new CopyOnWriteArrayList<>();
  private final List<Throwable> bugs = new CopyOnWriteArrayList<>();

  @AfterEach
  void nothingBroke() {
    assertThat(bugs).isEmpty();
  }

  @Test
  void answersWhatIsStoredAndWhatIsNot() {
    OutboxWriter writer = start(open());
    writer.store(new Effect.Store(checkIn(1)));
    writer.store(new Effect.Store(checkIn(2)));
    writer.store(new Effect.Store(checkIn(3)));
    writer.store(new Effect.Store(panic(4)));
    await().until(() -> answers.size() == 4);
    writer.close();

    assertThat(answers.get(0)).isEqualTo(new Input.Stored(id(1)));
    assertThat(answers.get(1)).isEqualTo(new Input.Stored(id(2)));
    assertThat(answers.get(2))
        .isInstanceOfSatisfying(
            Input.StoreFailed.class,
            failed -> {
              assertThat(failed.id()).isEqualTo(id(3));
              assertThat(failed.reason()).contains("limit");
            });
    assertThat(answers.get(3)).isEqualTo(new Input.Stored(id(4)));
  }

  @Test
  void writesWhatIsWaitingBeforeItCloses() {
    OutboxWriter writer = start(open());
    writer.store(new Effect.Store(checkIn(1)));
    writer.fillHubAt(new Effect.FillHubAt(id(1), NOON));
    writer.markReceipted(new Effect.MarkReceipted(id(1), Outcome.COUNTED, NOON, EPOCH));
    writer.store(new Effect.Store(panic(2)));
    writer.close();

    Outbox.Opened again = (Outbox.Opened) Outbox.open(folder, LIMITS);
    Restored restored = again.restored();
    again.outbox().close();
    assertThat(restored.unsent()).containsExactly(panic(2));
    assertThat(restored.receipted())
        .containsExactly(
            new ReceiptedEvent(checkIn(1).withHubAt(NOON), Outcome.COUNTED, NOON, EPOCH));
  }

  @Test
  void doesNothingMoreOnceItsPowerIsCut() {
    OutboxWriter writer = start(open());
    writer.cutPower();
    writer.store(new Effect.Store(panic(1)));

    Outbox again = open();
    await().during(Duration.ofMillis(300)).until(() -> answers.isEmpty());
    assertThat(again.unsent()).isEmpty();
    again.close();
  }

  private OutboxWriter start(Outbox outbox) {
    return OutboxWriter.start(outbox, new WearableId("w1"), answers::add, bugs::add);
  }

  private Outbox open() {
    return ((Outbox.Opened) Outbox.open(folder, LIMITS)).outbox();
  }
}
