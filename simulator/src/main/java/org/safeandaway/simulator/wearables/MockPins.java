package org.safeandaway.simulator.wearables;

import com.pi4j.io.gpio.digital.DigitalInput;
import com.pi4j.io.gpio.digital.DigitalInputConfig;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalOutputConfig;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.plugin.mock.provider.gpio.digital.MockDigitalInput;
import com.pi4j.plugin.mock.provider.gpio.digital.MockDigitalInputProviderImpl;
import com.pi4j.plugin.mock.provider.gpio.digital.MockDigitalOutputProviderImpl;

/**
 * Pi4J's mock pins, made to know what hangs on them from the moment they exist. The mock's own
 * inputs start LOW, which on a pin with a pull-up is a pressed button: a firmware that reads them
 * before anybody can set them would see both buttons held at its start.
 */
final class MockPins {
  private MockPins() {}

  /** What hangs on the pins, by the names that {@link org.safeandaway.device.board.Board} gives. */
  interface Wires {
    /** The level at a new input. */
    DigitalState levelOf(String part);

    void inputMade(String part, MockDigitalInput input);

    /** An output changed. */
    void outputIs(String part, boolean high);
  }

  /** Makes the inputs; keeps the mock's own provider id. */
  static final class Inputs extends MockDigitalInputProviderImpl {
    private final Wires wires;

    Inputs(Wires wires) {
      this.wires = wires;
    }

    @Override
    public DigitalInput create(DigitalInputConfig config) {
      MockDigitalInput input = (MockDigitalInput) super.create(config);
      input.mockState(wires.levelOf(config.id()));
      wires.inputMade(config.id(), input);
      return input;
    }
  }

  /** Makes the outputs; keeps the mock's own provider id. */
  static final class Outputs extends MockDigitalOutputProviderImpl {
    private final Wires wires;

    Outputs(Wires wires) {
      this.wires = wires;
    }

    @Override
    public DigitalOutput create(DigitalOutputConfig config) {
      DigitalOutput output = super.create(config);
      String part = config.id();
      output.addListener(change -> wires.outputIs(part, change.state().isHigh()));
      return output;
    }
  }
}
