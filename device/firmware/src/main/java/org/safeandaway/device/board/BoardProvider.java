package org.safeandaway.device.board;

import com.pi4j.Pi4J;
import com.pi4j.boardinfo.definition.BoardModel;
import com.pi4j.boardinfo.util.BoardInfoHelper;
import com.pi4j.context.Context;
import com.pi4j.context.ContextBuilder;
import com.pi4j.exception.Pi4JException;
import com.pi4j.library.gpiod.internal.GpioDException;
import com.pi4j.plugin.gpiod.provider.gpio.digital.GpioDDigitalInputProvider;
import com.pi4j.plugin.gpiod.provider.gpio.digital.GpioDDigitalOutputProvider;
import java.util.Arrays;
import java.util.Optional;

/**
 * Where the pins come from: a Pi4J context, and the one provider that may serve each direction.
 *
 * <p>Nothing is detected. With the mock on the class path, detection on a board that Pi4J does not
 * know yields a mock panic button, which nobody can press. So the providers are named here, and
 * {@link Board#open} asserts that every pin was made by them.
 *
 * @param context is shut down with the board
 * @param inputProvider the id of the Pi4J provider of the buttons
 * @param outputProvider the id of the Pi4J provider of buzzer and LED
 */
public record BoardProvider(Context context, String inputProvider, String outputProvider) {

  /**
   * The real pins, through the kernel's GPIO character device.
   *
   * @param chip the device's name, such as {@code gpiochip0}; without it, the one whose label says
   *     {@code pinctrl}
   * @param model a {@link BoardModel}, for a board that this Pi4J does not recognise
   * @throws BoardUnavailable if there is no Raspberry Pi, or no such chip
   */
  public static BoardProvider gpiod(Optional<String> chip, Optional<String> model)
      throws BoardUnavailable {
    if (model.isPresent()) {
      BoardInfoHelper.current().setBoardModel(model(model.get()));
    }
    if (!BoardInfoHelper.runningOnRaspberryPi()) {
      throw new BoardUnavailable(
          "this machine is no Raspberry Pi that Pi4J recognises; if it is one, name its model"
              + " in gpio.board");
    }
    ContextBuilder builder =
        Pi4J.newContextBuilder()
            .noAutoDetect()
            .noAutoInject()
            .enableShutdownHook()
            .add(GpioDDigitalInputProvider.newInstance(), GpioDDigitalOutputProvider.newInstance());
    chip.ifPresent(builder::setGpioChipName);
    try {
      return new BoardProvider(
          builder.build(), GpioDDigitalInputProvider.ID, GpioDDigitalOutputProvider.ID);
    } catch (Pi4JException | GpioDException | IllegalStateException | UnsatisfiedLinkError e) {
      throw new BoardUnavailable("the GPIO chip cannot be opened: " + e.getMessage(), e);
    }
  }

  private static BoardModel model(String name) throws BoardUnavailable {
    try {
      return BoardModel.valueOf(name);
    } catch (IllegalArgumentException e) {
      throw new BoardUnavailable(
          "gpio.board: expected one of "
              + Arrays.toString(BoardModel.values())
              + ", but it is "
              + name);
    }
  }
}
