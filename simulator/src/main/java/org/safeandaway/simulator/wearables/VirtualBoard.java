package org.safeandaway.simulator.wearables;

import com.pi4j.Pi4J;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.plugin.mock.provider.gpio.digital.MockDigitalInput;
import com.pi4j.plugin.mock.provider.gpio.digital.MockDigitalInputProvider;
import com.pi4j.plugin.mock.provider.gpio.digital.MockDigitalOutputProvider;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.safeandaway.device.board.Board;
import org.safeandaway.device.board.BoardProvider;
import org.safeandaway.device.wearable.Button;

/**
 * The board of one wearable: two buttons that stay as fingers hold them, powered or not, and a
 * buzzer and a light that are dark and silent without power. Each start of the firmware gets a new
 * Pi4J context on the same board.
 *
 * <p>Safe for use by several threads. Pi4J calls the firmware's listener on the thread that
 * presses, which is why that listener may only enqueue.
 */
final class VirtualBoard {
  /** Is told at once; must not hold the board up. */
  interface Witness {
    /** A finger came or went. */
    void fingers();

    /** The buzzer or the light changed; {@code part} as {@link Board} names it. */
    void output(String part, boolean on);
  }

  private final Witness witness;
  private final Set<Button> pressed = EnumSet.noneOf(Button.class);
  private final Map<Button, MockDigitalInput> inputs = new EnumMap<>(Button.class);
  private volatile @Nullable OneStart running;

  VirtualBoard(Witness witness) {
    this.witness = witness;
  }

  /** Pins for one start of the firmware, which shuts the context down when it stops. */
  BoardProvider powerOn() {
    OneStart wires = new OneStart();
    running = wires;
    return new BoardProvider(
        Pi4J.newContextBuilder()
            .noAutoDetect()
            .noAutoInject()
            .add(new MockPins.Inputs(wires), new MockPins.Outputs(wires))
            .build(),
        MockDigitalInputProvider.ID,
        MockDigitalOutputProvider.ID);
  }

  /** Whatever the pins were told last, nothing sounds or shines without power. */
  synchronized void powerIsOff() {
    running = null;
    inputs.clear();
    witness.output(Board.BUZZER, false);
    witness.output(Board.STATUS_LED, false);
  }

  /** Puts the finger on; false if it was there already. */
  synchronized boolean press(Button button) {
    boolean changed = pressed.add(button);
    tell(button);
    witness.fingers();
    return changed;
  }

  /** Takes the finger off; false if there was none. */
  synchronized boolean release(Button button) {
    boolean changed = pressed.remove(button);
    tell(button);
    witness.fingers();
    return changed;
  }

  synchronized Set<Button> pressed() {
    return Set.copyOf(pressed);
  }

  boolean buzzer() {
    OneStart current = running;
    return current != null && current.buzzer;
  }

  boolean lit() {
    OneStart current = running;
    return current != null && current.lit;
  }

  private void tell(Button button) {
    MockDigitalInput input = inputs.get(button);
    if (input != null) {
      input.mockState(level(button));
    }
  }

  private DigitalState level(Button button) {
    return pressed.contains(button) ? DigitalState.LOW : DigitalState.HIGH;
  }

  private static Button button(String part) {
    return switch (part) {
      case Board.PANIC_BUTTON -> Button.PANIC;
      case Board.CHECK_IN_BUTTON -> Button.CHECK_IN;
      default -> throw new IllegalArgumentException("no button is called " + part);
    };
  }

  /** The wires as one start of the firmware sees them. */
  private final class OneStart implements MockPins.Wires {
    private volatile boolean buzzer;
    private volatile boolean lit;

    @Override
    public DigitalState levelOf(String part) {
      synchronized (VirtualBoard.this) {
        return level(button(part));
      }
    }

    @Override
    public void inputMade(String part, MockDigitalInput input) {
      synchronized (VirtualBoard.this) {
        inputs.put(button(part), input);
        tell(button(part));
      }
    }

    @Override
    public void outputIs(String part, boolean high) {
      switch (part) {
        case Board.BUZZER -> buzzer = high;
        case Board.STATUS_LED -> lit = high;
        default -> throw new IllegalArgumentException("no output is called " + part);
      }
      if (running == this) {
        witness.output(part, high);
      }
    }
  }
}
