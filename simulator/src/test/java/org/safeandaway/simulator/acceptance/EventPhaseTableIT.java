package org.safeandaway.simulator.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.safeandaway.protocol.Phase;
import org.safeandaway.protocol.WearableId;
import org.safeandaway.simulator.parts.Broker;
import org.safeandaway.simulator.parts.Database;
import org.safeandaway.simulator.parts.RealParts;

/**
 * Every cell of the event × phase table on real parts: by the hands of the wearer where the
 * firmware makes that event of that gesture in that phase, else by a message that a firmware of
 * another release might send. All cells are tried at once, each by a wearable of its own.
 */
@ExtendWith(RealParts.class)
@Tag("ARR-1")
@Tag("CHK-1")
@Tag("EXT-1")
@Tag("PAN-1")
@Tag("DUR-1")
@Tag("ADV-1")
@Tag("LEAVE-1")
@Tag("END-1")
class EventPhaseTableIT {
  private static final List<Cell> TABLE = Cell.table();

  @TempDir private static Path folder;
  private static School school;
  private static ExecutorService wearers;
  private static final List<CompletableFuture<Void>> CELLS = new ArrayList<>();
  private static final List<CompletableFuture<Void>> STORIES = new ArrayList<>();

  /** One for each story but those of more time. */
  private static final int PANICS_IN_STORIES = 6;

  /** What takes more than one event to show. */
  private static final Map<String, Story> MORE =
      Map.of(
          "MORE_TIME at the door, at the maximum, is only a check-in",
          trial -> trial.moreTimeAtTheMaximum(Phase.DOOR),
          "MORE_TIME in the visit, at the maximum, is only a check-in",
          trial -> trial.moreTimeAtTheMaximum(Phase.VISIT),
          "SAFE_AND_AWAY with a panic open says that she is safe, and closes nothing",
          Trial::safeAndAwayWithAnAlarmOpen,
          "WITHDRAWN in BEFORE is a note on the open panic",
          trial -> trial.withdrawn(Phase.BEFORE),
          "WITHDRAWN in DOOR is a note on the open panic",
          trial -> trial.withdrawn(Phase.DOOR),
          "WITHDRAWN in VISIT is a note on the open panic",
          trial -> trial.withdrawn(Phase.VISIT),
          "WITHDRAWN in LEAVING is a note on the open panic",
          trial -> trial.withdrawn(Phase.LEAVING),
          "WITHDRAWN in OVER is a note on the open panic",
          trial -> trial.withdrawn(Phase.OVER));

  private interface Story {
    void on(Trial trial);
  }

  @BeforeAll
  static void tryEverythingAtOnce(Broker broker, Database database)
      throws IOException, MqttException {
    List<WearableId> ids = RealParts.WEARABLES.subList(0, TABLE.size() + MORE.size());
    school = new School(broker, database, folder, Policy.UNHURRIED, ids);
    wearers = Executors.newVirtualThreadPerTaskExecutor();
    var free = ids.iterator();
    for (Cell cell : TABLE) {
      Trial trial = new Trial(school, free.next());
      CELLS.add(CompletableFuture.runAsync(() -> trial.run(cell), wearers));
    }
    for (Story story : MORE.values()) {
      Trial trial = new Trial(school, free.next());
      STORIES.add(CompletableFuture.runAsync(() -> story.on(trial), wearers));
    }
  }

  @AfterAll
  static void close() throws Exception {
    wearers.shutdownNow();
    school.close();
  }

  @TestFactory
  Stream<DynamicTest> cells() {
    return Stream.iterate(0, n -> n < TABLE.size(), n -> n + 1)
        .map(n -> DynamicTest.dynamicTest(TABLE.get(n).toString(), () -> outcome(CELLS.get(n))));
  }

  @TestFactory
  @Tag("ESC-5")
  Stream<DynamicTest> moreThanOneEvent() {
    List<String> names = List.copyOf(MORE.keySet());
    return Stream.iterate(0, n -> n < names.size(), n -> n + 1)
        .map(n -> DynamicTest.dynamicTest(names.get(n), () -> outcome(STORIES.get(n))));
  }

  /** Whoever comes last: no alarm but those that the table speaks of, and nothing in quarantine. */
  @TestFactory
  Stream<DynamicTest> nothingElse() {
    return Stream.of(
        DynamicTest.dynamicTest(
            "no other alarm, and nothing in quarantine",
            () -> {
              Stream.concat(CELLS.stream(), STORIES.stream()).forEach(EventPhaseTableIT::settle);
              long raising = TABLE.stream().filter(cell -> cell.alarm().isPresent()).count();
              assertThat(school.office().openAlarms()).hasSize((int) raising + PANICS_IN_STORIES);
              assertThat(school.office().metric("safeandaway_desk_quarantined_total")).isZero();
            }));
  }

  private static void settle(CompletableFuture<Void> cell) {
    cell.handle((done, failure) -> true).join();
  }

  private static void outcome(CompletableFuture<Void> cell) {
    try {
      cell.join();
    } catch (CompletionException e) {
      throw new AssertionError(String.valueOf(e.getCause().getMessage()), e.getCause());
    }
  }
}
