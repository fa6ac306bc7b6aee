package org.safeandaway.simulator.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.options.BoundingBox;

/**
 * A press of a hand: it begins somewhere, lasts, and ends in the same place of the screen, whatever
 * is there by then. A driver's own click lasts no time, and looks where the button is.
 */
final class Pressing {
  private final Mouse mouse;

  private Pressing(Mouse mouse) {
    this.mouse = mouse;
  }

  /** Presses its middle, and does not let go. */
  static Pressing on(Locator locator) {
    locator.scrollIntoViewIfNeeded();
    BoundingBox box = locator.boundingBox();
    Mouse mouse = locator.page().mouse();
    mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    mouse.down();
    return new Pressing(mouse);
  }

  void letGo() {
    mouse.up();
  }
}
