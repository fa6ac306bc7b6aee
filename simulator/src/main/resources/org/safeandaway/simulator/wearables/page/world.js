/** What may happen to one wearable: its signal, its power, its battery, a boot. All can be undone. */
import { Refused, post } from "./api.js";
import { clock } from "./words.js";

/** Below this the firmware calls the battery low. */
const BATTERY_LOW = 20;

export class World {
  #id;
  #part;
  #view;
  #undo;

  /** @param part finds a part of the card by its name */
  constructor(id, part) {
    this.#id = id;
    this.#part = part;
    part("signal").addEventListener("click", () => this.#turn("link?up=", !this.#view.link));
    part("power").addEventListener("click", () => this.#turn("power?on=", !this.#view.power));
    part("smash").addEventListener("click", () => this.#smash());
    part("flat").addEventListener("click", () => {
      this.#charge(this.#view.batteryPercent === 0 ? 100 : 0);
    });
    part("battery").addEventListener("input", () => this.#showPercent(part("battery").value));
    part("battery").addEventListener("change", () => this.#charge(Number(part("battery").value)));
    part("undo").addEventListener("click", () => this.#undo?.());
  }

  show(view) {
    this.#view = view;
    this.#part("signal").setAttribute("aria-checked", !view.link);
    this.#part("power").setAttribute("aria-checked", !view.power);
    this.#part("flat").setAttribute("aria-checked", view.batteryPercent === 0);
    this.#part("smash").textContent = view.smashed ? "Repair it" : "Smash it";
    const slider = this.#part("battery");
    if (!slider.matches(":active")) {
      slider.value = view.batteryPercent;
      this.#showPercent(view.batteryPercent);
    }
  }

  /** Posts an act; says why where it was refused. */
  async do(act) {
    try {
      await post(this.#id, act);
      return true;
    } catch (problem) {
      if (!(problem instanceof Refused)) {
        throw problem;
      }
      this.trouble(problem.message);
      return false;
    }
  }

  trouble(words) {
    this.#say(words, undefined, "trouble");
  }

  /** A trouble that was told of is over. */
  settled() {
    if (this.#part("saying").dataset.mood === "trouble") {
      this.#say("");
    }
  }

  #turn(act, on) {
    const words = {
      "link?up=": on ? "The signal is back." : "No signal.",
      "power?on=": on ? "Switched on." : "Switched off.",
    };
    this.#act(`${act}${on}`, words[act], `${act}${!on}`);
  }

  #smash() {
    if (this.#view.smashed) {
      this.#act("repair", "Repaired and switched on.", "smash");
    } else {
      this.#act("smash", "Smashed.", "repair");
    }
  }

  #charge(percent) {
    const before = this.#view.batteryPercent;
    const done = percent === 0 ? "The battery is flat." : `The battery is at ${percent} %.`;
    this.#act(`battery?percent=${percent}`, done, `battery?percent=${before}`);
  }

  /** Does something and offers to take it back. */
  async #act(act, done, back) {
    if (await this.do(act)) {
      this.#say(`${done} ${clock(Date.now())}`, async () => {
        if (await this.do(back)) {
          this.#say("Undone.");
          // The button that had the focus is gone.
          this.#part("said").focus();
        }
      });
    }
  }

  #say(words, undo, mood = "done") {
    this.#part("said").textContent = words;
    this.#part("saying").dataset.mood = mood;
    this.#undo = undo;
    this.#part("undo").hidden = !undo;
  }

  #showPercent(percent) {
    this.#part("percent").textContent = `${percent} %`;
    this.#part("percent").dataset.low = percent < BATTERY_LOW;
    this.#part("battery").setAttribute("aria-valuetext", `${percent} per cent`);
  }
}
