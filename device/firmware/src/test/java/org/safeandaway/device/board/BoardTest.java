package org.safeandaway.device.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.plugin.mock.provider.gpio.digital.MockDigitalInputProvider;
import com.pi4j.plugin.mock.provider.gpio.digital.MockDigitalOutputProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.safeandaway.device.MockBoard;
import org.safeandaway.device.wearable.Button;

class BoardTest {
  private final MockBoard mock = new MockBoard();
  private final List<String> heard = new ArrayList<>();

  @AfterEach
  void close() {
    mock.board().close();
  }

  @Test
  void tellsOfEachEdge() {
    mock.board().buttons().listen(this::hear);
    mock.press(Board.PANIC_BUTTON);
    mock.press(Board.CHECK_IN_BUTTON);
    mock.release(Board.PANIC_BUTTON);

    assertThat(heard).containsExactly("PANIC down", "CHECK_IN down", "PANIC up");
  }

  @Test
  void tellsOfAButtonThatIsDownAlready() {
    mock.press(Board.PANIC_BUTTON);
    mock.board().buttons().listen(this::hear);

    assertThat(heard).containsExactly("PANIC down");
  }

  @Test
  void survivesAListenerThatThrowsAndMakesUpForIt() {
    List<Error> bugs = new ArrayList<>(List.of(new StackOverflowError("a bug")));
    mock.board()
        .buttons()
        .listen(
            (button, pressed) -> {
              if (!bugs.isEmpty()) {
                throw bugs.removeFirst();
              }
              hear(button, pressed);
            });
    mock.press(Board.PANIC_BUTTON);
    assertThat(heard).isEmpty();

    assertThat(mock.board().buttons().reconcile()).get().asString().contains("a bug");
    mock.board().buttons().reconcile();
    assertThat(heard).containsExactly("PANIC down");
  }

  @Test
  void reconcilesWhatTheEdgesMissedOnceItIsSeenTwice() {
    mock.board().buttons().listen(this::hear);
    mock.loseEdges();
    mock.press(Board.PANIC_BUTTON);

    assertThat(mock.board().buttons().reconcile()).isEmpty();
    assertThat(heard).as("seen once, it may be a bounce").isEmpty();
    mock.board().buttons().reconcile();
    mock.board().buttons().reconcile();
    assertThat(heard).containsExactly("PANIC down");
  }

  @Test
  void forgetsADoubtThatCameToNothing() {
    mock.board().buttons().listen(this::hear);
    mock.loseEdges();
    mock.press(Board.PANIC_BUTTON);
    mock.board().buttons().reconcile();
    mock.release(Board.PANIC_BUTTON);
    mock.board().buttons().reconcile();
    mock.press(Board.PANIC_BUTTON);
    mock.board().buttons().reconcile();

    assertThat(heard).isEmpty();
  }

  @Test
  void saysSoWhenAButtonCannotBeRead() {
    mock.board().buttons().listen(this::hear);
    mock.failReading(new IllegalStateException("line closed"));

    assertThat(mock.board().buttons().reconcile()).get().asString().contains("line closed");
  }

  @Test
  void drivesBuzzerAndLight() {
    assertThat(mock.board().buzzer().sound(true)).isEqualTo(new Driven.Done());
    assertThat(mock.isOn(Board.BUZZER)).isTrue();
    assertThat(mock.isOn(Board.STATUS_LED)).isFalse();
    mock.board().buzzer().sound(false);
    mock.board().statusLed().light(true);
    assertThat(mock.isOn(Board.BUZZER)).isFalse();
    assertThat(mock.isOn(Board.STATUS_LED)).isTrue();
  }

  @Test
  void leavesEverythingSilentAndDark() {
    mock.board().buzzer().sound(true);
    DigitalOutput buzzer = mock.output(Board.BUZZER);
    mock.board().close();

    assertThat(buzzer.isLow()).isTrue();
  }

  @Test
  void refusesPinsOfAnotherProviderThanNamed() {
    Context context =
        Pi4J.newContextBuilder()
            .noAutoDetect()
            .add(MockDigitalInputProvider.newInstance(), MockDigitalOutputProvider.newInstance())
            .build();
    BoardProvider gpiod = new BoardProvider(context, "gpiod-digital-input", "gpiod-digital-output");

    assertThatThrownBy(() -> Board.open(gpiod, Pins.DEFAULT, Board.DEBOUNCE))
        .isInstanceOf(BoardUnavailable.class);
    assertThat(context.isShutdown()).isTrue();
  }

  @Test
  void hasNoRealPinsWhereThereIsNoRaspberryPi() {
    assertThatThrownBy(() -> BoardProvider.gpiod(Optional.empty(), Optional.empty()))
        .isInstanceOf(BoardUnavailable.class)
        .hasMessageContaining("gpio.board");
    assertThatThrownBy(() -> BoardProvider.gpiod(Optional.empty(), Optional.of("ZERO_W9")))
        .isInstanceOf(BoardUnavailable.class)
        .hasMessageContaining("ZERO_V2")
        .hasMessageContaining("ZERO_W9");
  }

  private void hear(Button button, boolean pressed) {
    heard.add(button + (pressed ? " down" : " up"));
  }
}
