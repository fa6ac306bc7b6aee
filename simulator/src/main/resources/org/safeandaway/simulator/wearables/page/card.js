/** One wearable on the bench: the device, what its wearer knows, and what may happen to it. */
import { Refused, post } from "./api.js";
import { Buzzer } from "./buzzer.js";
import { CHECK_IN, Hands, PANIC, underKeys, underPointers } from "./hands.js";
import { Tape } from "./tape.js";
import { ALARMS, DEADLINES, FAULTS, KINDS, LIGHTS, PHASES, away, clock, shortClock } from "./words.js";

/** Below this the firmware calls the battery low. */
const BATTERY_LOW = 20;
/** Where the meter of a hold is full, and what that moment means. */
const PANIC_MS = 1_500;
const SAFE_MS = 3_000;
const SELF_TEST_MS = 6_000;

export class Card {
  element;
  #id;
  #part = (name) => this.element.querySelector(`[data-part="${name}"]`);
  #hands;
  #tape;
  #buzzer;
  #view;
  #hubAheadMs = null;
  #undo;

  /** @param office where the hub's pages are; null if unknown */
  constructor(id, pan, ear, office, onTouched) {
    const template = document.getElementById("wearable");
    this.element = template.content.firstElementChild.cloneNode(true);
    this.#id = id;
    this.office = office;
    this.element.id = `wearable-${id}`;
    this.element.setAttribute("aria-labelledby", `name-${id}`);
    this.#part("name").id = `name-${id}`;
    this.#part("name").textContent = `Wearable ${id}`;
    this.#part("sticker").textContent = id;
    this.#hands = new Hands(id, {
      fingers: () => this.#showFingers(),
      trouble: (sentence) => this.#say(sentence, undefined, "trouble"),
    });
    this.#tape = new Tape(this.#part("tape"), this.#part("tape-empty"));
    this.#buzzer = new Buzzer(ear, pan);
    this.#wireButtons();
    this.#wireWorld();
    this.#wireGestures();
    this.element.addEventListener("pointerdown", onTouched, { capture: true });
    this.element.addEventListener("focusin", onTouched);
  }

  get hands() {
    return this.#hands;
  }

  choose(chosen) {
    this.element.dataset.keys = chosen ? "yes" : "no";
  }

  clear() {
    this.#tape.clear();
  }

  /** The line to the simulator is lost: what is shown is old, and silence is the truth. */
  lost() {
    this.#buzzer.hush();
    this.#setOutput("buzzer", false);
    this.#setOutput("status-led", false);
  }

  output(part, on, atMs) {
    this.#setOutput(part, on);
    if (part === "buzzer") {
      this.#buzzer.output(on, atMs);
    }
  }

  #setOutput(part, on) {
    this.#part("device").toggleAttribute(`data-${part}`, on);
  }

  show({ wearable, hubAheadMs }) {
    const view = wearable;
    this.#view = view;
    this.#hubAheadMs = hubAheadMs ?? null;
    const device = this.#part("device");
    device.dataset.smashed = view.smashed;
    device.dataset.power = view.power;
    this.#setOutput("status-led", view.lit);
    this.#setOutput("buzzer", view.buzzer);
    this.#showFingers();
    this.#showSentence();
    this.#showKnowledge();
    this.#showUnsent();
    this.#showWorld();
    this.#showWay();
    this.#tape.show(view);
    this.tick();
  }

  /** What moves with time alone. */
  tick() {
    const hubNow = Date.now() + (this.#hubAheadMs ?? 0) + Card.simulatorAheadMs;
    for (const place of this.element.querySelectorAll("[data-due]")) {
      const left = Number(place.dataset.due) - hubNow;
      place.textContent = away(left);
      place.dataset.late = left < 0;
    }
  }

  // ---- the device

  #wireButtons() {
    for (const button of [PANIC, CHECK_IN]) {
      const element = this.#part(button);
      element.setAttribute("aria-label", `${element.textContent.trim()}, wearable ${this.#id}`);
      underPointers(element, button, this.#hands);
      underKeys(element, button, this.#hands);
      // A click without a pointer or a key is a screen reader's: a short press.
      element.addEventListener("click", (event) => {
        if (event.detail === 0) {
          this.#do(`buttons/${button}/press?hold=150`);
        }
      });
    }
  }

  #showFingers() {
    const down = [PANIC, CHECK_IN].filter(
      (button) => this.#hands.isDown(button) || this.#view?.pressed.includes(button),
    );
    this.#part("device").dataset.pressed = down.join(" ");
    if (!this.#metering && down.some((button) => this.#hands.isDown(button))) {
      this.#metering = true;
      requestAnimationFrame(() => this.#meter());
    }
  }

  #metering = false;

  /** Fills the ring around what is held, for as long as it is. */
  #meter() {
    const panic = this.#hands.heldMs(PANIC);
    const checkIn = this.#hands.heldMs(CHECK_IN);
    this.#part("panic-ring").style.setProperty("--held", Math.min(1, panic / PANIC_MS));
    this.#part("check-in-ring").style.setProperty("--held", Math.min(1, checkIn / SAFE_MS));
    this.#part("hold").textContent = this.#holdWords(panic, checkIn);
    this.#metering = panic + checkIn > 0;
    if (this.#metering) {
      requestAnimationFrame(() => this.#meter());
    }
  }

  #holdWords(panic, checkIn) {
    const held = (ms) => `${(ms / 1_000).toFixed(1)} s`;
    if (panic > 0 && checkIn > 0) {
      return "Both held: call me, if let go within a second";
    }
    if (panic > 0) {
      return panic < PANIC_MS ? `Held ${held(panic)}: panic at 1.5 s` : "Held: panic";
    }
    if (checkIn >= SAFE_MS && this.#view?.firmware?.visit == null && checkIn < SELF_TEST_MS) {
      return `Held ${held(checkIn)}: self-test at 6 s`;
    }
    if (checkIn > 0) {
      return checkIn < SAFE_MS ? `Held ${held(checkIn)}: safe and away at 3 s` : "Held: let go";
    }
    return "";
  }

  // ---- what the wearer knows

  #showSentence() {
    const [mood, words] = sentence(this.#view);
    this.#part("sentence").dataset.mood = mood;
    setText(this.#part("sentence-words"), words);
    setText(this.#part("light"), this.#lightWords());
  }

  #lightWords() {
    const led = this.#view.firmware?.led;
    return led && this.#view.power ? (LIGHTS[led] ?? "A pattern that this page does not know") : "Dark";
  }

  #showKnowledge() {
    const firmware = this.#view.firmware;
    const know = (name, words) => setText(this.#part(name), words);
    this.#part("knows").dataset.off = !firmware;
    know("phase", firmware ? PHASES[firmware.phase] : "–");
    this.#showDeadlines(firmware);
    this.#showAlarms(firmware);
    know("link", this.#linkWords());
    know("watched", firmware ? watchWords(firmware) : "–");
    know("sounds", firmware ? soundWords(firmware) : "–");
    const faults = (firmware?.faults ?? []).map((fault) => FAULTS[fault] ?? fault);
    know("faults", faults.length ? faults.join(". ") : firmware ? "None" : "–");
    this.#part("faults").dataset.bad = faults.length > 0;
  }

  #showDeadlines(firmware) {
    const list = this.#part("deadlines");
    const rows = (firmware?.deadlines ?? []).map(({ kind, at }) => {
      const due = Object.assign(document.createElement("span"), { className: "due" });
      due.dataset.due = Date.parse(at);
      const row = document.createElement("li");
      row.append(`${DEADLINES[kind] ?? DEADLINES.UNKNOWN} by ${shortClock(at)}, `, due);
      return row;
    });
    list.replaceChildren(...(rows.length ? rows : [listItem(firmware ? "Nothing is expected" : "–")]));
  }

  #showAlarms(firmware) {
    const waits = (firmware?.unsent ?? []).filter(({ kind }) => kind === "PANIC");
    const rows = [
      ...waits.map(() => listItem("Panic: the hub does not have it yet")),
      ...(firmware?.alarms ?? []).map(({ kind, owned }) =>
        listItem(`${ALARMS[kind] ?? ALARMS.UNKNOWN}: ${owned ? "a person has it" : "at the hub, nobody has it yet"}`),
      ),
    ];
    this.#part("alarms").replaceChildren(...(rows.length ? rows : [listItem(firmware ? "None" : "–")]));
  }

  #linkWords() {
    const { link, firmware } = this.#view;
    if (!firmware) {
      return "–";
    }
    if (firmware.connected) {
      return link ? "Connected" : "Signal lost";
    }
    return link ? "Not connected; it keeps trying" : "No signal";
  }

  #showUnsent() {
    const unsent = this.#view.firmware?.unsent ?? [];
    const running = Boolean(this.#view.firmware);
    setText(this.#part("unsent-count"), running ? String(unsent.length) : "?");
    this.#part("unsent-count").dataset.some = unsent.length > 0;
    const rows = unsent.map(({ kind, hubAt, seq }) =>
      listItem(`${KINDS[kind]?.[0] ?? kind}, ${hubAt ? clock(hubAt) : "time not known yet"}`, seq),
    );
    const none = running ? "Everything is at the hub." : "Kept inside until it runs again.";
    this.#part("unsent").replaceChildren(...(rows.length ? rows : [listItem(none)]));
  }

  #showWay() {
    const way = this.#part("office");
    way.hidden = !this.office;
    if (this.office) {
      const visit = this.#view.firmware?.visit;
      way.href = visit ? `${this.office}/visits/${encodeURIComponent(visit)}` : `${this.office}/`;
      setText(way, visit ? "Its visit" : "The board");
    }
  }

  // ---- what happens to it

  #wireWorld() {
    this.#part("signal").addEventListener("click", () => {
      const up = !this.#view.link;
      this.#act(`link?up=${up}`, up ? "The signal is back." : "No signal.", `link?up=${!up}`);
    });
    this.#part("power").addEventListener("click", () => {
      const on = !this.#view.power;
      this.#act(`power?on=${on}`, on ? "Switched on." : "Switched off.", `power?on=${!on}`);
    });
    this.#part("smash").addEventListener("click", () => {
      const whole = !this.#view.smashed;
      const [act, back] = whole ? ["smash", "repair"] : ["repair", "smash"];
      this.#act(act, whole ? "Smashed." : "Repaired and switched on.", back);
    });
    this.#part("flat").addEventListener("click", () => {
      this.#charge(this.#view.batteryPercent === 0 ? 100 : 0);
    });
    const slider = this.#part("battery");
    slider.addEventListener("input", () => this.#showPercent(slider.value));
    slider.addEventListener("change", () => this.#charge(Number(slider.value)));
    this.#part("undo").addEventListener("click", () => this.#undo?.());
  }

  #charge(percent) {
    const before = this.#view.batteryPercent;
    const done = percent === 0 ? "The battery is flat." : `The battery is at ${percent} %.`;
    this.#act(`battery?percent=${percent}`, done, `battery?percent=${before}`);
  }

  /** Does something and offers to take it back. */
  async #act(act, done, back) {
    if (await this.#do(act)) {
      this.#say(`${done} ${clock(Date.now())}`, async () => {
        if (await this.#do(back)) {
          this.#say("Undone.");
          this.#part("said").focus();
        }
      });
    }
  }

  async #do(act) {
    try {
      await post(this.#id, act);
      return true;
    } catch (problem) {
      if (!(problem instanceof Refused)) {
        throw problem;
      }
      this.#say(problem.message, undefined, "trouble");
      return false;
    }
  }

  #say(words, undo, mood = "done") {
    this.#part("said").textContent = words;
    this.#part("saying").dataset.mood = mood;
    this.#undo = undo;
    this.#part("undo").hidden = !undo;
  }

  /** It is all well again: a trouble that was told of is over. */
  settled() {
    this.#hands.settle();
    if (this.#part("saying").dataset.mood === "trouble") {
      this.#say("");
    }
  }

  #showWorld() {
    const { link, power, smashed, batteryPercent } = this.#view;
    this.#part("signal").setAttribute("aria-checked", !link);
    this.#part("power").setAttribute("aria-checked", !power);
    setText(this.#part("smash"), smashed ? "Repair it" : "Smash it");
    this.#part("flat").setAttribute("aria-checked", batteryPercent === 0);
    const slider = this.#part("battery");
    if (!slider.matches(":active")) {
      slider.value = batteryPercent;
      this.#showPercent(batteryPercent);
    }
  }

  #showPercent(percent) {
    setText(this.#part("percent"), `${percent} %`);
    this.#part("percent").dataset.low = percent < BATTERY_LOW;
    this.#part("battery").setAttribute("aria-valuetext", `${percent} per cent`);
  }

  #wireGestures() {
    for (const gesture of this.element.querySelectorAll("[data-press]")) {
      gesture.addEventListener("click", () => this.#do(`buttons/${gesture.dataset.press}`));
    }
  }
}

/** How far the simulator's clock is ahead of this browser's; the page measures it. */
Card.simulatorAheadMs = 0;

/** The state in one sentence and its mood, as the wearer could know it. */
function sentence(view) {
  const firmware = view.firmware;
  if (view.smashed) {
    return ["off", "Smashed. Only the hub can notice now."];
  }
  if (!firmware) {
    return ["off", view.batteryPercent === 0 ? "The battery is empty." : "Switched off."];
  }
  if (firmware.broken) {
    return ["alarm", `The firmware broke: ${firmware.broken}. Switch it off and on.`];
  }
  return alarmSentence(firmware) ?? calmSentence(firmware);
}

function alarmSentence(firmware) {
  if (firmware.unsent.some(({ kind }) => kind === "PANIC")) {
    return ["alarm", "Panic pressed. The hub does not have it yet."];
  }
  const alarm = firmware.alarms.find(({ kind }) => kind === "PANIC") ?? firmware.alarms[0];
  if (!alarm) {
    return undefined;
  }
  const name = ALARMS[alarm.kind] ?? ALARMS.UNKNOWN;
  return alarm.owned
    ? ["wait", `${name}. A person has it.`]
    : ["alarm", `${name}. The hub has it, nobody has taken it yet.`];
}

function calmSentence(firmware) {
  if (!firmware.connected) {
    return ["wait", "No connection. What is pressed is kept, and sent later."];
  }
  if (!firmware.watched) {
    return ["wait", "Connected, but nobody is watching."];
  }
  if (firmware.faults.length > 0) {
    return ["wait", `${FAULTS[firmware.faults[0]] ?? firmware.faults[0]}.`];
  }
  const next = firmware.deadlines[0];
  const phase = PHASES[firmware.phase] ?? PHASES.UNKNOWN;
  return ["well", next ? `${phase}. Next: ${DEADLINES[next.kind]} by ${shortClock(next.at)}.` : `${phase}.`];
}

function watchWords(firmware) {
  if (!firmware.connected) {
    return "No: not connected";
  }
  if (!firmware.watched) {
    return "No: nothing heard for 20\u00a0s";
  }
  return firmware.hubTimeKnown ? "Yes, the hub’s pulse is heard" : "Waiting for the hub’s pulse";
}

function soundWords(firmware) {
  if (firmware.silentPanic) {
    return "Hushed: a silent panic is open";
  }
  return firmware.discreet ? "Ticks only: a silent visit" : "Full tones";
}

function listItem(words) {
  return Object.assign(document.createElement("li"), { textContent: words });
}

/** Leaves alone what is so already: a screen reader hears every change. */
function setText(element, words) {
  if (element.textContent !== words) {
    element.textContent = words;
  }
}
