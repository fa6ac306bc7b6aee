package org.safeandaway.device.board;

import com.pi4j.exception.Pi4JException;
import com.pi4j.io.gpio.digital.DigitalInput;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.library.gpiod.internal.GpioDException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.safeandaway.device.wearable.Button;

/**
 * The two buttons, each between its pin and ground: low is pressed.
 *
 * <p>Edges come from Pi4J's thread, debounced where the provider is the real one. That thread dies
 * without a word on an {@link Error} in a listener, and a dead thread is a panic button that does
 * nothing. So every edge is only handed on, all that is thrown is caught and remembered, and {@link
 * #reconcile} compares, four times a second, what was told with what the pins say.
 */
public final class Buttons {
  private final Map<Button, DigitalInput> inputs;
  private final Map<Button, Boolean> told = new EnumMap<>(Button.class);
  private final Set<Button> doubted = EnumSet.noneOf(Button.class);
  private @Nullable Listener listener;
  private @Nullable String listenerFailure;

  /** Is told of each change of a button, on a thread that it must not hold up. */
  @FunctionalInterface
  public interface Listener {
    void changed(Button button, boolean pressed);
  }

  Buttons(Map<Button, DigitalInput> inputs) {
    this.inputs = new EnumMap<>(inputs);
  }

  /**
   * Begins to tell {@code listener} of every change, beginning with what is down now: a button that
   * is held while the firmware starts counts.
   */
  public void listen(Listener listener) {
    synchronized (this) {
      if (this.listener != null) {
        throw new IllegalStateException("the buttons have a listener already");
      }
      this.listener = listener;
      for (Button button : Button.values()) {
        told.put(button, false);
      }
    }
    inputs.forEach(
        (button, input) ->
            input.addListener(event -> tellSafely(button, event.state() == DigitalState.LOW)));
    inputs.forEach(this::tellIfDown);
  }

  /**
   * Tells what the edges have missed, and says what is wrong with the buttons, if anything is. A
   * difference counts once it is seen twice in a row: seen once, it may be a bounce, or an edge
   * that is on its way.
   */
  public Optional<String> reconcile() {
    for (Map.Entry<Button, DigitalInput> entry : inputs.entrySet()) {
      try {
        compare(entry.getKey(), entry.getValue().state() == DigitalState.LOW);
      } catch (Pi4JException | GpioDException | IllegalStateException e) {
        return Optional.of(entry.getKey() + " cannot be read: " + e.getMessage());
      }
    }
    synchronized (this) {
      return Optional.ofNullable(listenerFailure);
    }
  }

  private void tellIfDown(Button button, DigitalInput input) {
    try {
      tellSafely(button, input.state() == DigitalState.LOW);
    } catch (Pi4JException | GpioDException | IllegalStateException e) {
      // The supervisor finds the same in a moment, and reports it.
      synchronized (this) {
        doubted.add(button);
      }
    }
  }

  private synchronized void compare(Button button, boolean pressed) {
    boolean same = Boolean.valueOf(pressed).equals(told.get(button));
    if (same) {
      doubted.remove(button);
    } else if (!doubted.add(button)) {
      tell(button, pressed);
    }
  }

  // Whatever is thrown would end Pi4J's input thread, and with it every later press.
  @SuppressWarnings("CatchingUnchecked")
  private void tellSafely(Button button, boolean pressed) {
    try {
      tell(button, pressed);
    } catch (Throwable e) {
      synchronized (this) {
        listenerFailure = "an edge was not taken: " + e;
      }
    }
  }

  private synchronized void tell(Button button, boolean pressed) {
    Listener current = listener;
    if (current == null || Boolean.valueOf(pressed).equals(told.get(button))) {
      return;
    }
    current.changed(button, pressed);
    told.put(button, pressed);
    doubted.remove(button);
  }
}
