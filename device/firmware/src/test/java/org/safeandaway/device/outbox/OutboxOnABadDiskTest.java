package org.safeandaway.device.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.safeandaway.device.outbox.Events.checkIn;
import static org.safeandaway.device.outbox.Events.panic;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Torn, failing, or not a disk at all. */
class OutboxOnABadDiskTest extends WithOutboxFolder {
  @Test
  void losesNothingThatWasKeptToATornTail() throws IOException {
    Outbox outbox = open();
    outbox.store(checkIn(1));
    outbox.store(panic(2));
    outbox.close();
    long whole = Files.size(segment());
    try (RandomAccessFile file = new RandomAccessFile(segment().toFile(), "rw")) {
      file.setLength(whole - 1);
    }

    Outbox again = open();
    assertThat(again.unsent()).containsExactly(checkIn(1));
    assertThat(again.damagedBytes()).isPositive();
    again.store(checkIn(3));
    again.close();
    assertThat(restored().unsent()).containsExactly(checkIn(1), checkIn(3));
  }

  @Test
  void answersEachFailureAndGoesOn() {
    DyingDisk disk = new DyingDisk(DyingDisk.Death.ONE_FAILURE, 7, 5, 0);
    Outbox outbox = opened(Outbox.open(disk, folder, SMALL)).outbox();
    List<Outbox.Keeping> answers =
        Stream.of(1, 2, 3, 4).map(seq -> outbox.store(checkIn(seq))).toList();
    outbox.close();

    assertThat(answers).filteredOn(Outbox.Refused.class::isInstance).hasSize(1);
    assertThat(answers.getLast()).isEqualTo(new Outbox.Kept());
  }

  @Test
  void opensEvenIfNothingCanBeReadOrWritten() throws IOException {
    Path file = Files.writeString(folder.resolve("not-a-folder"), "");

    Outbox.Opened opened = opened(Outbox.open(file, SMALL));
    assertThat(opened.fault()).isPresent();
    assertThat(opened.outbox().store(panic(1))).isInstanceOf(Outbox.Refused.class);
    opened.outbox().close();
  }
}
