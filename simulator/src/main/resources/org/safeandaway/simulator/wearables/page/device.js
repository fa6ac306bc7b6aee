/** The drawing of one device: what is pressed, lit and heard, and how long a finger has been on it. */
import { CHECK_IN, PANIC, underKeys, underPointers } from "./hands.js";

/** Where the ring around a button is full, and what that moment means. */
const PANIC_MS = 1_500;
const SAFE_MS = 3_000;
const SELF_TEST_MS = 6_000;

export class Device {
  #part;
  #hands;
  #pressed = [];
  #visit = null;
  #metering = false;

  /**
   * @param part finds a part of the card by its name
   * @param press makes a whole press, for whoever cannot hold
   */
  constructor(id, part, hands, press) {
    this.#part = part;
    this.#hands = hands;
    part("sticker").textContent = id;
    for (const button of [PANIC, CHECK_IN]) {
      this.#wire(id, button, press);
    }
  }

  #wire(id, button, press) {
    const element = this.#part(button);
    element.setAttribute("aria-label", `${element.textContent.trim()}, wearable ${id}`);
    underPointers(element, button, this.#hands);
    underKeys(element, button, this.#hands);
    // A click without a pointer or a key is a screen reader's: a short press.
    element.addEventListener("click", (event) => {
      if (event.detail === 0) {
        press(`${button}/press?hold=150`);
      }
    });
  }

  /** An output as the firmware drives it. */
  output(part, on) {
    this.#part("device").toggleAttribute(`data-${part}`, on);
  }

  show(view) {
    const drawing = this.#part("device");
    drawing.dataset.smashed = view.smashed;
    drawing.dataset.power = view.power;
    this.output("status-led", view.lit);
    this.output("buzzer", view.buzzer);
    this.#pressed = view.pressed;
    this.#visit = view.firmware?.visit ?? null;
    this.showFingers();
  }

  /** Nobody knows what it does now. */
  lost() {
    this.output("buzzer", false);
    this.output("status-led", false);
  }

  /** A button is down for this page at once, and for the wearable as soon as it says so. */
  showFingers() {
    const own = [PANIC, CHECK_IN].filter((button) => this.#hands.isDown(button));
    const down = [PANIC, CHECK_IN].filter(
      (button) => own.includes(button) || this.#pressed.includes(button),
    );
    this.#part("device").dataset.pressed = down.join(" ");
    if (!this.#metering && own.length > 0) {
      this.#metering = true;
      requestAnimationFrame(() => this.#meter());
    }
  }

  /** Fills the ring around what is held, for as long as it is. */
  #meter() {
    const panic = this.#hands.heldMs(PANIC);
    const checkIn = this.#hands.heldMs(CHECK_IN);
    this.#part("panic-ring").style.setProperty("--held", Math.min(1, panic / PANIC_MS));
    this.#part("check-in-ring").style.setProperty("--held", Math.min(1, checkIn / SAFE_MS));
    this.#part("hold").textContent = this.#words(panic, checkIn);
    this.#metering = panic + checkIn > 0;
    if (this.#metering) {
      requestAnimationFrame(() => this.#meter());
    }
  }

  #words(panic, checkIn) {
    const held = (ms) => `Held ${(ms / 1_000).toFixed(1)} s`;
    if (panic > 0 && checkIn > 0) {
      return "Both held: call me, if let go within a second";
    }
    if (panic > 0) {
      return panic < PANIC_MS ? `${held(panic)}: panic at 1.5 s` : "Held: panic";
    }
    if (checkIn === 0) {
      return "";
    }
    if (checkIn < SAFE_MS) {
      return `${held(checkIn)}: safe and away at 3 s`;
    }
    return this.#visit === null && checkIn < SELF_TEST_MS
      ? `${held(checkIn)}: self-test at 6 s`
      : "Held: let go";
  }
}
