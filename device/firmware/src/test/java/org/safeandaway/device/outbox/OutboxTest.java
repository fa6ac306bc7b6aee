package org.safeandaway.device.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.safeandaway.device.outbox.Events.EPOCH;
import static org.safeandaway.device.outbox.Events.NOON;
import static org.safeandaway.device.outbox.Events.checkIn;
import static org.safeandaway.device.outbox.Events.event;
import static org.safeandaway.device.outbox.Events.id;
import static org.safeandaway.device.outbox.Events.panic;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.safeandaway.device.wearable.ReceiptedEvent;
import org.safeandaway.device.wearable.Restored;
import org.safeandaway.device.wearable.StoredEvent;
import org.safeandaway.protocol.EventKind;
import org.safeandaway.protocol.Message;
import org.safeandaway.protocol.Outcome;
import org.safeandaway.protocol.Phase;

class OutboxTest extends WithOutboxFolder {
  @Test
  void keepsEventsOverALossOfPower() {
    Outbox outbox = open();
    outbox.store(checkIn(1));
    outbox.store(panic(2));
    outbox.close();

    assertThat(restored().unsent()).containsExactly(checkIn(1), panic(2));
  }

  @Test
  void keepsEveryKindAndEveryField() {
    Outbox outbox = open(OutboxLimits.DEFAULT);
    List<EventKind> kinds =
        Stream.of(EventKind.values()).filter(kind -> kind != EventKind.UNKNOWN).toList();
    List<StoredEvent> events = kinds.stream().map(kind -> event(kind.ordinal() + 1, kind)).toList();
    events.forEach(outbox::store);
    StoredEvent bare = new StoredEvent(id(99), EventKind.ADVICE, null, Duration.ZERO, NOON);
    outbox.store(bare);
    outbox.close();

    assertThat(restored().unsent()).containsAll(events).contains(bare);
  }

  @Test
  void learnsTheInstantOfAnEventLater() {
    Outbox outbox = open();
    outbox.store(checkIn(1));
    outbox.fillHubAt(id(1), NOON);
    outbox.fillHubAt(id(77), NOON);
    outbox.close();

    assertThat(restored().unsent()).containsExactly(checkIn(1).withHubAt(NOON));
  }

  @Test
  void movesAnEventToTheReceiptedOnes() {
    Outbox outbox = open();
    outbox.store(checkIn(1));
    outbox.store(checkIn(2));
    outbox.markReceipted(id(1), Outcome.COUNTED, NOON, EPOCH);
    outbox.close();

    Restored restored = restored();
    assertThat(restored.unsent()).containsExactly(checkIn(2));
    assertThat(restored.receipted())
        .containsExactly(new ReceiptedEvent(checkIn(1), Outcome.COUNTED, NOON, EPOCH));
  }

  @Test
  void storesAnEventOnce() {
    Outbox outbox = open();
    outbox.store(checkIn(1));
    outbox.markReceipted(id(1), Outcome.COUNTED, NOON, EPOCH);

    assertThat(outbox.store(checkIn(1))).isInstanceOf(Outbox.Kept.class);
    assertThat(outbox.unsent()).isEmpty();
    outbox.close();
  }

  @Test
  void keepsTheLastVisitNotice() {
    Outbox outbox = open();
    outbox.keepVisit(visit(1));
    outbox.keepVisit(visit(2));
    outbox.close();

    assertThat(restored().visit()).isEqualTo(visit(2));
  }

  @Test
  void startsWithoutAVisitNoticeThatCannotBeRead() throws IOException {
    Files.writeString(folder.resolve("visit.json"), "{\"visit\":");

    assertThat(restored().visit()).isNull();
  }

  @Test
  void letsOnlyOneFirmwareIn() {
    Outbox first = open();
    assertThat(Outbox.open(folder, SMALL)).isEqualTo(new Outbox.InUse(folder));
    first.close();

    open().close();
  }

  @Test
  void keepsWhatOnlyANewerFirmwareCanRead() throws IOException {
    RecordLog log = RecordLog.open(Disk.real(), folder).log();
    log.append(new byte[] {42, 1, 2, 3});
    log.append(new OutboxRecord.Happened(checkIn(1)).encode());
    log.close();

    for (int start = 0; start < 3; start++) {
      Outbox outbox = open();
      assertThat(outbox.unsent()).containsExactly(checkIn(1));
      assertThat(outbox.unreadableRecords()).isEqualTo(1);
      outbox.close();
    }
  }

  @Test
  void refusesWhenItIsClosed() {
    Outbox outbox = open();
    outbox.close();

    assertThat(outbox.store(panic(1))).isInstanceOf(Outbox.Refused.class);
    assertThat(outbox.keepVisit(visit(1))).isInstanceOf(Outbox.Refused.class);
  }

  @Nested
  class Limits {
    @Test
    @Tag("PAN-1")
    void refuseAnEventTooManyButNeverAPanic() {
      Outbox outbox = open();
      for (int seq = 1; seq <= SMALL.maxUnsent(); seq++) {
        outbox.store(checkIn(seq));
      }

      assertThat(outbox.store(checkIn(100))).isInstanceOf(Outbox.Refused.class);
      assertThat(outbox.store(panic(101))).isEqualTo(new Outbox.Kept());
      assertThat(outbox.store(event(102, EventKind.DURESS))).isEqualTo(new Outbox.Kept());
      outbox.close();
    }

    @Test
    void countBytesToo() {
      Outbox outbox = open(new OutboxLimits(1000, 1024, 3, Duration.ofHours(24)));
      long seq = 1;
      while (outbox.store(checkIn(seq)) instanceof Outbox.Kept) {
        seq++;
      }

      assertThat(seq).isBetween(10L, 30L);
      outbox.close();
    }

    @Test
    void makeRoomWithEachReceipt() {
      Outbox outbox = open();
      for (int seq = 1; seq <= 500; seq++) {
        assertThat(outbox.store(checkIn(seq))).isEqualTo(new Outbox.Kept());
        outbox.markReceipted(id(seq), Outcome.COUNTED, NOON, EPOCH);
      }
      outbox.close();
    }

    @Test
    void keepTheNewestReceiptsOfTheLastDay() {
      Outbox outbox = open();
      for (int seq = 1; seq <= 5; seq++) {
        outbox.store(checkIn(seq));
      }
      outbox.markReceipted(id(1), Outcome.COUNTED, NOON, EPOCH);
      outbox.markReceipted(id(2), Outcome.COUNTED, NOON.plus(Duration.ofHours(23)), EPOCH);
      assertThat(outbox.receipted()).hasSize(2);
      outbox.markReceipted(id(3), Outcome.COUNTED, NOON.plus(Duration.ofHours(25)), EPOCH);
      assertThat(outbox.receipted()).extracting(r -> r.event().id()).containsExactly(id(2), id(3));
      outbox.markReceipted(id(4), Outcome.COUNTED, NOON.plus(Duration.ofHours(25)), EPOCH);
      outbox.markReceipted(id(5), Outcome.COUNTED, NOON.plus(Duration.ofHours(25)), EPOCH);
      assertThat(outbox.receipted())
          .extracting(r -> r.event().id())
          .containsExactly(id(3), id(4), id(5));
      outbox.close();
    }
  }

  @Test
  void rewritesALongHistory() throws IOException {
    Outbox outbox = open();
    for (int seq = 1; seq <= 3000; seq++) {
      outbox.store(checkIn(seq));
      outbox.markReceipted(id(seq), Outcome.COUNTED, NOON, EPOCH);
    }
    outbox.store(panic(9999));
    outbox.close();

    assertThat(Files.size(segment())).isLessThan(300 * 1024);
    assertThat(restored().unsent()).containsExactly(panic(9999));
  }

  private static Message.Visit visit(long revision) {
    return new Message.Visit(
        "visit-7", Phase.BEFORE, List.of(), true, false, List.of(), revision, null, EPOCH);
  }
}
