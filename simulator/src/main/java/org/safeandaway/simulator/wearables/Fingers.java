package org.safeandaway.simulator.wearables;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.safeandaway.device.wearable.Button;

/**
 * Makes whole presses on a board, for whoever cannot hold a button for a time of their choosing.
 */
final class Fingers {
  /** Well within the gap that makes two presses one gesture, also on a slow machine. */
  private static final Duration BETWEEN_PRESSES = Duration.ofMillis(100);

  private final VirtualBoard board;

  Fingers(VirtualBoard board) {
    this.board = board;
  }

  /**
   * Presses these buttons at once, as often as there are holds and for so long, and returns when
   * the last finger is off again.
   *
   * @return false, and it ends there, if one of them is down already
   */
  boolean press(List<Button> buttons, List<Duration> holds) {
    Duration before = Duration.ZERO;
    for (Duration hold : holds) {
      if (!sleep(before) || !pressOnce(buttons, hold)) {
        return false;
      }
      before = BETWEEN_PRESSES;
    }
    return true;
  }

  private boolean pressOnce(List<Button> buttons, Duration hold) {
    List<Button> down = new ArrayList<>();
    try {
      for (Button button : buttons) {
        if (!board.press(button)) {
          return false;
        }
        down.add(button);
      }
      return sleep(hold);
    } finally {
      down.forEach(board::release);
    }
  }

  /** False if the simulator is being stopped meanwhile. */
  private static boolean sleep(Duration time) {
    try {
      Thread.sleep(time);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
