package org.safeandaway.device;

import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import com.pi4j.io.gpio.digital.DigitalInput;
import com.pi4j.io.gpio.digital.DigitalInputConfig;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.plugin.mock.provider.gpio.digital.MockDigitalInput;
import com.pi4j.plugin.mock.provider.gpio.digital.MockDigitalInputProvider;
import com.pi4j.plugin.mock.provider.gpio.digital.MockDigitalInputProviderImpl;
import com.pi4j.plugin.mock.provider.gpio.digital.MockDigitalOutputProvider;
import org.jspecify.annotations.Nullable;
import org.safeandaway.device.board.Board;
import org.safeandaway.device.board.BoardProvider;
import org.safeandaway.device.board.BoardUnavailable;
import org.safeandaway.device.board.Pins;

/** A board on Pi4J's mock, and the hands that press its buttons. */
public final class MockBoard {
  private final FaultyInputs inputs = new FaultyInputs();
  private final Context context;
  private final Board board;

  public MockBoard() {
    context =
        Pi4J.newContextBuilder()
            .noAutoDetect()
            .noAutoInject()
            .add(inputs, MockDigitalOutputProvider.newInstance())
            .build();
    try {
      board =
          Board.open(
              new BoardProvider(context, MockDigitalInputProvider.ID, MockDigitalOutputProvider.ID),
              Pins.DEFAULT,
              Board.DEBOUNCE);
    } catch (BoardUnavailable e) {
      throw new IllegalStateException(e);
    }
    release(Board.PANIC_BUTTON);
    release(Board.CHECK_IN_BUTTON);
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

  public boolean isOn(String output) {
    return output(output).isHigh();
  }

  public DigitalOutput output(String output) {
    return context.io(output, DigitalOutput.class);
  }

  /** From now on the pins change, and no edge says so: the thread that told of them is dead. */
  public void loseEdges() {
    inputs.edgesLost = true;
  }

  /** From now on reading a pin throws this. */
  public void failReading(RuntimeException failure) {
    inputs.failure = failure;
  }

  private FaultyInput input(String button) {
    return context.io(button, FaultyInput.class);
  }

  /** Pi4J's mock inputs, which a test can break. */
  private static final class FaultyInputs extends MockDigitalInputProviderImpl {
    private volatile boolean edgesLost;
    private volatile @Nullable RuntimeException failure;

    @Override
    public DigitalInput create(DigitalInputConfig config) {
      FaultyInput input = new FaultyInput(this, config);
      context.registry().add(input);
      return input;
    }
  }

  private static final class FaultyInput extends MockDigitalInput {
    private final FaultyInputs faults;
    private DigitalState level = DigitalState.LOW;

    FaultyInput(FaultyInputs faults, DigitalInputConfig config) {
      super(faults, config);
      this.faults = faults;
    }

    @Override
    public MockDigitalInput mockState(DigitalState state) {
      level = state;
      return faults.edgesLost ? this : super.mockState(state);
    }

    @Override
    public DigitalState state() {
      if (faults.failure != null) {
        throw faults.failure;
      }
      return level;
    }
  }
}
