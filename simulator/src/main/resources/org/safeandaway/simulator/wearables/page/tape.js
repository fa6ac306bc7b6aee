/**
 * The tape: what hands told a wearable and what was heard of it, newest on top. What is on it stays
 * as it is; only what is new is added, so that a screen reader says it once.
 */
import { KINDS, SILENT_PANIC, SOUNDS, clock } from "./words.js";

const LONGEST = 100;
/** One pixel of a drawn rhythm, in milliseconds. */
const MS_PER_PIXEL = 16;
const SVG = "http://www.w3.org/2000/svg";

export class Tape {
  #list;
  #empty;
  #known = new Set();

  constructor(list, empty) {
    this.#list = list;
    this.#empty = empty;
  }

  show(view) {
    const entries = [
      ...view.told.map((told) => ({ at: told.at, key: `told ${told.at} ${told.kind}`, told })),
      ...view.sounds.map((sound) => ({ at: sound.at, key: `${sound.at} ${sound.name}`, sound })),
    ].filter((entry) => !this.#known.has(entry.key));
    entries.sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
    for (const entry of entries) {
      this.#known.add(entry.key);
      this.#list.prepend(entry.told ? toldRow(entry.told, view) : soundRow(entry.sound));
    }
    while (this.#list.children.length > LONGEST) {
      this.#list.lastElementChild.remove();
    }
    this.#empty.hidden = this.#list.children.length > 0;
  }
}

function toldRow(told, view) {
  const [name, meaning] = KINDS[told.kind] ?? KINDS.UNKNOWN;
  const silent = told.kind === "PANIC" && !wasHeard(told, view);
  const item = row("told", told.at, "Told:", name, silent ? SILENT_PANIC : meaning);
  item.dataset.kind = told.kind;
  return item;
}

/** A panic that may be heard sounds within the same step. */
function wasHeard(panic, view) {
  const at = Date.parse(panic.at);
  return view.sounds.some(
    (sound) => sound.name === "PANIC" && Math.abs(Date.parse(sound.at) - at) < 1_000,
  );
}

function soundRow(sound) {
  const [name, meaning] = SOUNDS[sound.name] ?? [sound.name, "This page is older than the firmware."];
  const pulses = Math.ceil(sound.rhythmMs.length / 2);
  const form = sound.discreet ? ` In ${pulses === 1 ? "one tick" : `${pulses} ticks`}.` : "";
  const item = row("heard", sound.at, "Heard:", name, meaning + form);
  item.dataset.sound = sound.name;
  item.querySelector(".what").append(rhythm(sound.rhythmMs));
  return item;
}

function row(kind, at, lead, name, meaning) {
  const item = document.createElement("li");
  item.className = kind;
  const time = element("time", "", clock(at));
  time.dateTime = at;
  const what = element("p", "what");
  what.append(element("span", "lead", `${lead} `), element("strong", "", name));
  item.append(time, what, element("p", "meaning", meaning));
  return item;
}

/** The sound as it is written: a bar for each time the buzzer is on. */
function rhythm(durations) {
  const drawing = document.createElementNS(SVG, "svg");
  const pixels = durations.map((ms) => ms / MS_PER_PIXEL);
  const width = Math.ceil(pixels.reduce((sum, part) => sum + part, 0)) + 2;
  drawing.setAttribute("class", "rhythm");
  drawing.setAttribute("viewBox", `0 0 ${width} 10`);
  drawing.setAttribute("width", width);
  drawing.setAttribute("height", 10);
  drawing.setAttribute("aria-hidden", "true");
  let x = 0;
  pixels.forEach((part, index) => {
    if (index % 2 === 0) {
      drawing.append(bar(x, Math.max(part, 2)));
    }
    x += part;
  });
  return drawing;
}

function bar(x, width) {
  const rect = document.createElementNS(SVG, "rect");
  rect.setAttribute("x", x.toFixed(2));
  rect.setAttribute("width", width.toFixed(2));
  rect.setAttribute("height", 10);
  rect.setAttribute("rx", 1);
  return rect;
}

function element(tag, className, text = "") {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}
