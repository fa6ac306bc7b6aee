package org.safeandaway.device.board;

import com.pi4j.context.Context;
import com.pi4j.exception.Pi4JException;
import com.pi4j.io.IO;
import com.pi4j.io.gpio.digital.DigitalInput;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.io.gpio.digital.PullResistance;
import com.pi4j.library.gpiod.internal.GpioDException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.safeandaway.device.wearable.Button;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The parts of the wearable, ready for use.
 *
 * <p>Outputs start low and are left low. On Pi4J's mock the inputs start low too, which is
 * <em>pressed</em>: whoever opens a board on the mock sets {@link #PANIC_BUTTON} and {@link
 * #CHECK_IN_BUTTON} high before the firmware starts.
 */
public final class Board implements AutoCloseable {
  /** The names of the parts in the Pi4J context's registry. */
  public static final String PANIC_BUTTON = "panic-button";

  public static final String CHECK_IN_BUTTON = "check-in-button";
  public static final String BUZZER = "buzzer";
  public static final String STATUS_LED = "status-led";

  /** Longer than any push button bounces, shorter than any hand. */
  public static final Duration DEBOUNCE = Duration.ofMillis(25);

  private static final Logger LOG = LoggerFactory.getLogger(Board.class);
  private final Context context;
  private final Buttons buttons;
  private final DigitalOutput buzzer;
  private final DigitalOutput statusLed;

  private Board(Context context, Buttons buttons, DigitalOutput buzzer, DigitalOutput statusLed) {
    this.context = context;
    this.buttons = buttons;
    this.buzzer = buzzer;
    this.statusLed = statusLed;
  }

  /**
   * Claims the pins.
   *
   * @param debounce how long an input must be steady, where the provider debounces
   * @throws BoardUnavailable if a pin cannot be had, or was made by another provider than named
   */
  public static Board open(BoardProvider provider, Pins pins, Duration debounce)
      throws BoardUnavailable {
    Context context = provider.context();
    try {
      DigitalInput panic = input(provider, PANIC_BUTTON, pins.panicButton(), debounce);
      DigitalInput checkIn = input(provider, CHECK_IN_BUTTON, pins.checkInButton(), debounce);
      return new Board(
          context,
          new Buttons(Map.of(Button.PANIC, panic, Button.CHECK_IN, checkIn)),
          output(provider, BUZZER, pins.buzzer()),
          output(provider, STATUS_LED, pins.statusLed()));
    } catch (Pi4JException | GpioDException | IllegalStateException e) {
      context.shutdown();
      throw new BoardUnavailable("the pins cannot be had: " + e.getMessage(), e);
    } catch (BoardUnavailable e) {
      context.shutdown();
      throw e;
    }
  }

  public Buttons buttons() {
    return buttons;
  }

  public Buzzer buzzer() {
    return on -> drive(buzzer, on);
  }

  public StatusLed statusLed() {
    return on -> drive(statusLed, on);
  }

  /** Silences and darkens everything, and lets go of the pins. */
  @Override
  public void close() {
    if (context.isShutdown()) {
      return;
    }
    try {
      context.shutdown();
    } catch (Pi4JException | GpioDException | IllegalArgumentException e) {
      // Such as an input thread that does not stop; whoever closes a board is ending anyway.
      LOG.error("the pins were not let go", e);
    }
  }

  private static DigitalInput input(BoardProvider provider, String id, int pin, Duration debounce)
      throws BoardUnavailable {
    Context context = provider.context();
    DigitalInput input =
        context.create(
            DigitalInput.newConfigBuilder(context)
                .id(id)
                .name(id)
                .address(pin)
                .pull(PullResistance.PULL_UP)
                .debounce(debounce.toNanos() / 1000, TimeUnit.MICROSECONDS)
                .provider(provider.inputProvider())
                .build());
    assertMadeBy(provider.inputProvider(), input);
    return input;
  }

  private static DigitalOutput output(BoardProvider provider, String id, int pin)
      throws BoardUnavailable {
    Context context = provider.context();
    DigitalOutput output =
        context.create(
            DigitalOutput.newConfigBuilder(context)
                .id(id)
                .name(id)
                .address(pin)
                .initial(DigitalState.LOW)
                .shutdown(DigitalState.LOW)
                .provider(provider.outputProvider())
                .build());
    assertMadeBy(provider.outputProvider(), output);
    return output;
  }

  private static void assertMadeBy(String provider, IO<?, ?, ?> part) throws BoardUnavailable {
    String actual = part.provider().id();
    if (!actual.equals(provider)) {
      throw new BoardUnavailable(part.id() + " was made by " + actual + " and not by " + provider);
    }
  }

  private static Driven drive(DigitalOutput output, boolean on) {
    try {
      output.state(DigitalState.getState(on));
      return new Driven.Done();
    } catch (Pi4JException | GpioDException | IllegalStateException e) {
      return new Driven.Failed(output.id() + ": " + e.getMessage());
    }
  }
}
