/** One wearable on the bench: the device, its tape, what its wearer knows, what happens to it. */
import { Buzzer } from "./buzzer.js";
import { Device } from "./device.js";
import { Hands } from "./hands.js";
import { Knows } from "./knows.js";
import { Tape } from "./tape.js";
import { World } from "./world.js";

export class Card {
  element;
  hands;
  #device;
  #buzzer;
  #tape;
  #knows;
  #world;
  #office;
  #hubAheadMs = 0;

  /**
   * @param office where the hub's pages are, without a slash at its end; null if unknown
   * @param buzzer that sounds for it
   * @param onTouched somebody works this one
   */
  constructor(id, office, buzzer, onTouched) {
    const template = document.getElementById("wearable");
    this.element = template.content.firstElementChild.cloneNode(true);
    this.element.id = `wearable-${id}`;
    this.element.setAttribute("aria-labelledby", `name-${id}`);
    this.#part("name").id = `name-${id}`;
    this.#part("name").textContent = `Wearable ${id}`;
    this.#office = office;
    this.#buzzer = buzzer;
    const part = (name) => this.#part(name);
    this.#world = new World(id, part);
    this.hands = new Hands(id, {
      fingers: () => this.#device.showFingers(),
      trouble: (sentence) => this.#world.trouble(sentence),
    });
    const press = (buttons) => this.#world.do(`buttons/${buttons}`);
    this.#device = new Device(id, part, this.hands, press);
    this.#knows = new Knows(part);
    this.#tape = new Tape(part("tape"), part("tape-empty"));
    for (const gesture of this.element.querySelectorAll("[data-press]")) {
      gesture.addEventListener("click", () => press(gesture.dataset.press));
    }
    this.element.addEventListener("pointerdown", onTouched, { capture: true });
    this.element.addEventListener("focusin", onTouched);
  }

  #part(name) {
    return this.element.querySelector(`[data-part="${name}"]`);
  }

  /** The keys work this one, or another. */
  choose(chosen) {
    this.element.dataset.keys = chosen ? "yes" : "no";
  }

  show({ wearable, hubAheadMs }) {
    this.#hubAheadMs = hubAheadMs ?? 0;
    this.#device.show(wearable);
    this.#knows.show(wearable);
    this.#world.show(wearable);
    this.#tape.show(wearable);
    this.#showWay(wearable.firmware?.visit);
  }

  output(part, on, atMs) {
    this.#device.output(part, on);
    if (part === "buzzer") {
      this.#buzzer.output(on, atMs);
    }
  }

  /** What moves with time alone; `now` is by the simulator's clock. */
  tick(now) {
    this.#knows.tick(now + this.#hubAheadMs);
  }

  /** The line to the simulator is lost: what is shown is old, and silence is the truth. */
  lost() {
    this.#buzzer.hush();
    this.#device.lost();
  }

  back() {
    this.hands.settle();
    this.#world.settled();
  }

  #showWay(visit) {
    const way = this.#part("office");
    way.hidden = this.#office === null;
    way.href = visit ? `${this.#office}/visits/${encodeURIComponent(visit)}` : `${this.#office}/`;
    way.textContent = visit ? "Its visit" : "The board";
  }
}
