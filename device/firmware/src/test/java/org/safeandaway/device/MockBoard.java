package org.safeandaway.device;

import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.plugin.mock.provider.gpio.digital.MockDigitalInput;
import com.pi4j.plugin.mock.provider.gpio.digital.MockDigitalInputProvider;
import com.pi4j.plugin.mock.provider.gpio.digital.MockDigitalOutputProvider;
import org.safeandaway.device.board.Board;
import org.safeandaway.device.board.BoardProvider;
import org.safeandaway.device.board.BoardUnavailable;
import org.safeandaway.device.board.Pins;

/** A board on Pi4J's mock, and the hands that press its buttons. */
public final class MockBoard {
  private final Context context;
  private final Board board;

  public MockBoard() {
    context =
        Pi4J.newContextBuilder()
            .noAutoDetect()
            .noAutoInject()
            .add(MockDigitalInputProvider.newInstance(), MockDigitalOutputProvider.newInstance())
            .build();
    try {
      board = Board.open(provider(context), Pins.DEFAULT, Board.DEBOUNCE);
    } catch (BoardUnavailable e) {
      throw new IllegalStateException(e);
    }
    release(Board.PANIC_BUTTON);
    release(Board.CHECK_IN_BUTTON);
  }

  static BoardProvider provider(Context context) {
    return new BoardProvider(context, MockDigitalInputProvider.ID, MockDigitalOutputProvider.ID);
  }

  public Board board() {
    return board;
  }

  public void press(String button) {
    input(button).mockState(DigitalState.LOW);
  }

  public void release(String button) {
    input(button).mockState(DigitalState.HIGH);
  }

  public MockDigitalInput input(String button) {
    return context.io(button, MockDigitalInput.class);
  }

  public boolean isOn(String output) {
    return context.io(output, DigitalOutput.class).isHigh();
  }
}
