/**
 * Fingers on one wearable's buttons. A button is down while anything on this page holds it: a
 * pointer, a key. Its downs and ups go out one after the other, so that none overtakes another.
 */
import { post } from "./api.js";

export const PANIC = "panic";
export const CHECK_IN = "check-in";

export class Hands {
  #wearable;
  #listener;
  #holders = { [PANIC]: new Set(), [CHECK_IN]: new Set() };
  #since = { [PANIC]: 0, [CHECK_IN]: 0 };
  #owed = new Set();
  #lines = { [PANIC]: Promise.resolve(), [CHECK_IN]: Promise.resolve() };

  /** The listener has `fingers()` and `trouble(sentence)`. */
  constructor(wearable, listener) {
    this.#wearable = wearable;
    this.#listener = listener;
  }

  isDown(button) {
    return this.#holders[button].size > 0;
  }

  /** How long this page has held it, in milliseconds. */
  heldMs(button) {
    return this.isDown(button) ? performance.now() - this.#since[button] : 0;
  }

  press(button, holder) {
    const was = this.isDown(button);
    this.#holders[button].add(holder);
    if (!was) {
      this.#since[button] = performance.now();
      this.#owed.delete(button);
      this.#send(button, "down");
      this.#listener.fingers();
    }
  }

  release(button, holder) {
    if (this.#holders[button].delete(holder) && !this.isDown(button)) {
      this.#send(button, "up");
      this.#listener.fingers();
    }
  }

  /** Whatever held anything, holds nothing any more. */
  letGo() {
    for (const button of [PANIC, CHECK_IN]) {
      if (this.isDown(button)) {
        this.#holders[button].clear();
        this.#send(button, "up");
        this.#listener.fingers();
      }
    }
  }

  /** The page is being closed: nothing that waits for an answer would still run. */
  leave() {
    for (const button of [PANIC, CHECK_IN]) {
      if (this.isDown(button)) {
        post(this.#wearable, `buttons/${button}/up`).catch(() => {});
      }
    }
    this.letGo();
  }

  /** A finger that could not be taken off while the line was lost comes off now. */
  settle() {
    for (const button of this.#owed) {
      this.#send(button, "up");
    }
    this.#owed.clear();
  }

  #send(button, edge) {
    this.#lines[button] = this.#lines[button].then(async () => {
      try {
        await post(this.#wearable, `buttons/${button}/${edge}`);
      } catch (refused) {
        if (edge === "up" && !this.isDown(button)) {
          this.#owed.add(button);
        }
        this.#listener.trouble(
          `The ${button} button did not get through. ${refused.message}`,
        );
      }
    });
  }
}

/** Lets a pointer hold a button: it holds until it is lifted, wherever that is. */
export function underPointers(element, button, hands) {
  const holder = (event) => `pointer ${event.pointerId}`;
  element.addEventListener("pointerdown", (event) => {
    if (event.button === 0) {
      element.setPointerCapture(event.pointerId);
      hands.press(button, holder(event));
    }
  });
  for (const end of ["pointerup", "pointercancel", "lostpointercapture"]) {
    element.addEventListener(end, (event) => hands.release(button, holder(event)));
  }
  element.addEventListener("contextmenu", (event) => event.preventDefault());
}

/** Lets Space and Enter hold a button that has the focus. */
export function underKeys(element, button, hands) {
  const holds = (event) => event.key === " " || event.key === "Enter";
  element.addEventListener("keydown", (event) => {
    if (holds(event)) {
      event.preventDefault();
      if (!event.repeat) {
        hands.press(button, event.code);
      }
    }
  });
  element.addEventListener("keyup", (event) => {
    if (holds(event)) {
      event.preventDefault();
      hands.release(button, event.code);
    }
  });
  element.addEventListener("blur", () => hands.letGo());
}
