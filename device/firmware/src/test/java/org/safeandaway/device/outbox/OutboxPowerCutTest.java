package org.safeandaway.device.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.safeandaway.device.outbox.Events.EPOCH;
import static org.safeandaway.device.outbox.Events.NOON;
import static org.safeandaway.device.outbox.Events.checkIn;
import static org.safeandaway.device.outbox.Events.id;
import static org.safeandaway.device.outbox.Events.panic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.safeandaway.device.outbox.DyingDisk.Death;
import org.safeandaway.device.wearable.StoredEvent;
import org.safeandaway.protocol.EventId;
import org.safeandaway.protocol.Outcome;

/** The power goes at every single operation of the disk, and what was promised is still there. */
class OutboxPowerCutTest {
  private static final OutboxLimits LIMITS =
      new OutboxLimits(1000, 1_000_000, 500, Duration.ofHours(24));

  @Test
  void keepsItsPromisesWhereverTheRewriteAtTheStartIsCutShort() throws IOException {
    long operations = operationsOfAStart();
    assertThat(operations).isGreaterThan(8);
    for (long fatal = 1; fatal <= operations; fatal++) {
      for (int torn : new int[] {0, 1, 8, 20, 1000}) {
        for (int lostNames : new int[] {0, -1, 1, 2, 4, 8, 16, 32, 0b101010}) {
          survivesAPowerCutAt(fatal, torn, lostNames);
        }
      }
    }
  }

  private static void survivesAPowerCutAt(long fatal, int torn, int lostNames) throws IOException {
    Path folder = folderWithThreeSegments();
    DyingDisk disk = new DyingDisk(Death.POWER_CUT, fatal, torn, lostNames);
    opened(Outbox.open(disk, folder, LIMITS)).close();

    assertThat(unsentIn(folder))
        .as("power cut at operation %d, torn after %d bytes, names lost %x", fatal, torn, lostNames)
        .containsExactly(id(2), id(3), id(4));
    delete(folder);
  }

  /** Before: one segment that replaces, one that continues, and events in both. */
  private static Path folderWithThreeSegments() throws IOException {
    Path folder = Files.createTempDirectory(Path.of("target"), "outbox");
    Outbox first = opened(Outbox.open(folder, LIMITS));
    first.store(checkIn(1));
    first.store(checkIn(2));
    first.close();
    Outbox second = opened(Outbox.open(folder, LIMITS));
    second.markReceipted(id(1), Outcome.COUNTED, NOON, EPOCH);
    second.store(panic(3));
    second.close();
    RecordLog third = RecordLog.open(Disk.real(), folder).log();
    third.append(new OutboxRecord.Happened(checkIn(4)).encode());
    third.close();
    return folder;
  }

  private static long operationsOfAStart() throws IOException {
    DyingDisk disk = DyingDisk.immortal();
    opened(Outbox.open(disk, folderWithThreeSegments(), LIMITS)).close();
    return disk.operations();
  }

  /** What a test does to an outbox. */
  enum Act {
    STORE,
    RECEIPT,
    DATE,
    RESTART
  }

  @Property(tries = 400)
  void agreesWithItsModel(
      @ForAll("acts") List<Act> acts,
      @ForAll @IntRange(min = 1, max = 120) int fatal,
      @ForAll @IntRange(min = 0, max = 80) int torn,
      @ForAll int lostNames,
      @ForAll Death death)
      throws IOException {
    Path folder = Files.createTempDirectory(Path.of("target"), "outbox");
    DyingDisk disk = new DyingDisk(death, fatal, torn, lostNames);
    Model model = new Model();
    Outbox outbox = opened(Outbox.open(disk, folder, LIMITS));
    for (Act act : acts) {
      if (act == Act.RESTART) {
        outbox.close();
        outbox = opened(Outbox.open(disk, folder, LIMITS));
      } else {
        model.act(act, outbox);
      }
    }
    outbox.close();

    model.check(unsentIn(folder));
    delete(folder);
  }

  @Provide
  Arbitrary<List<Act>> acts() {
    return Arbitraries.frequency(
            Tuple.of(6, Act.STORE),
            Tuple.of(4, Act.RECEIPT),
            Tuple.of(1, Act.DATE),
            Tuple.of(1, Act.RESTART))
        .list()
        .ofMaxSize(40);
  }

  /**
   * What must be on the disk, what may be, and nothing else. A refused event may be there all the
   * same, and a refused receipt may have been taken: the power went before the answer.
   */
  private static final class Model {
    private final Set<EventId> unsent = new LinkedHashSet<>();
    private final Set<EventId> uncertain = new HashSet<>();
    private long seq;

    void act(Act act, Outbox outbox) {
      switch (act) {
        case STORE -> {
          EventId id = id(++seq);
          (kept(outbox.store(checkIn(seq))) ? unsent : uncertain).add(id);
        }
        case RECEIPT -> {
          // As the machine would: only for what the outbox could read at its start.
          List<EventId> known = outbox.unsent().stream().map(StoredEvent::id).toList();
          for (EventId id : known.stream().filter(unsent::contains).limit(1).toList()) {
            unsent.remove(id);
            if (!kept(outbox.markReceipted(id, Outcome.COUNTED, NOON, EPOCH))) {
              uncertain.add(id);
            }
          }
        }
        case DATE -> unsent.stream().limit(1).forEach(id -> outbox.fillHubAt(id, NOON));
        case RESTART -> throw new IllegalArgumentException("not the model's business");
      }
    }

    void check(List<EventId> found) {
      assertThat(found).containsAll(unsent).doesNotHaveDuplicates();
      List<EventId> more = new ArrayList<>(found);
      more.removeAll(unsent);
      assertThat(uncertain).containsAll(more);
    }

    private static boolean kept(Outbox.Keeping keeping) {
      return keeping instanceof Outbox.Kept;
    }
  }

  private static List<EventId> unsentIn(Path folder) {
    Outbox outbox = opened(Outbox.open(folder, LIMITS));
    List<EventId> ids = outbox.unsent().stream().map(event -> event.id()).toList();
    outbox.close();
    return ids;
  }

  private static void delete(Path folder) throws IOException {
    for (Path file : Disk.real().list(folder)) {
      Files.delete(file);
    }
    Files.delete(folder);
  }

  private static Outbox opened(Outbox.Opening opening) {
    return ((Outbox.Opened) opening).outbox();
  }
}
