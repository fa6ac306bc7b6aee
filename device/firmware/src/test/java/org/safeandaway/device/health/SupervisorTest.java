package org.safeandaway.device.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.safeandaway.device.MockBoard;
import org.safeandaway.device.board.Board;
import org.safeandaway.device.wearable.Button;
import org.safeandaway.device.wearable.Fault;
import org.safeandaway.device.wearable.Input;
import org.safeandaway.protocol.WearableId;

class SupervisorTest {
  private final MockBoard mock = new MockBoard();
  private final List<Input> inputs = new ArrayList<>();
  private final List<String> said = new ArrayList<>();
  private Optional<String> ailment = Optional.empty();
  private Optional<Integer> battery = Optional.empty();
  private Duration now = Duration.ZERO;
  private final Supervisor supervisor =
      new Supervisor(
          new WearableId("w1"),
          mock.board().buttons(),
          new Gauges() {
            @Override
            public Optional<Integer> batteryPercent() {
              return battery;
            }

            @Override
            public Optional<Integer> linkPercent() {
              return Optional.of(70);
            }
          },
          new Watchdog() {
            @Override
            public void ready() {
              said.add("ready");
            }

            @Override
            public void alive() {
              said.add("alive");
            }
          },
          () -> now,
          () -> ailment,
          inputs::add,
          bug -> {
            throw new AssertionError(bug);
          });

  @AfterEach
  void close() {
    mock.board().close();
  }

  @Test
  void tellsTheWatchdogEveryTwoSecondsThatAllIsWell() {
    lookFor(Duration.ofSeconds(10));

    assertThat(said).hasSize(5).containsOnly("alive");
  }

  @Test
  void isSilentWhileAnythingHasStopped() {
    ailment = Optional.of("the loop has stopped");
    lookFor(Duration.ofSeconds(30));
    assertThat(said).isEmpty();

    ailment = Optional.empty();
    lookFor(Duration.ofSeconds(1));
    assertThat(said).containsExactly("alive");
  }

  @Test
  void findsAPressThatNoEdgeToldOf() {
    mock.board()
        .buttons()
        .listen((button, down) -> inputs.add(new Input.ButtonChanged(button, down)));
    mock.loseEdges();
    mock.press(Board.PANIC_BUTTON);
    lookFor(Duration.ofMillis(500));

    assertThat(inputs).contains(new Input.ButtonChanged(Button.PANIC, true));
  }

  @Test
  void reportsButtonsThatCannotBeReadOnce() {
    mock.failReading(new IllegalStateException("line closed"));
    lookFor(Duration.ofSeconds(3));

    assertThat(inputs)
        .filteredOn(Input.FaultChanged.class::isInstance)
        .containsExactly(new Input.FaultChanged(Fault.BUTTONS_UNREADABLE, true));
  }

  @Test
  void tellsOfBatteryAndRadioWhenTheyChange() {
    battery = Optional.of(80);
    lookFor(Duration.ofSeconds(40));
    assertThat(inputs).containsExactly(new Input.Measured(80, 70, false));

    battery = Optional.of(19);
    lookFor(Duration.ofSeconds(10));
    battery = Optional.of(24);
    lookFor(Duration.ofSeconds(10));
    battery = Optional.of(25);
    lookFor(Duration.ofSeconds(10));
    assertThat(inputs)
        .containsExactly(
            new Input.Measured(80, 70, false),
            new Input.Measured(19, 70, true),
            new Input.Measured(24, 70, true),
            new Input.Measured(25, 70, false));
  }

  private void lookFor(Duration time) {
    Duration until = now.plus(time);
    while (now.compareTo(until) < 0) {
      supervisor.look(now);
      now = now.plusMillis(250);
    }
  }
}
