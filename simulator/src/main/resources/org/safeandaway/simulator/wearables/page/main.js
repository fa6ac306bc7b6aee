/** The page: a bench of wearables, which of them the keys work, and the line to the simulator. */
import { NO_ANSWER } from "./api.js";
import { Buzzer, Ear } from "./buzzer.js";
import { Card } from "./card.js";
import { CHECK_IN, PANIC } from "./hands.js";
import { Stream } from "./stream.js";

const KEYS = { c: CHECK_IN, p: PANIC };
const NOBODY = "";

const bench = document.getElementById("bench");
const lostBand = document.getElementById("lost");
const choices = document.getElementById("choices");
const cards = new Map();
let start = "";
let chosen = NOBODY;
/** How far the simulator's clock is ahead of this browser's. */
let aheadMs = 0;

// ---- sound

const ear = new Ear(showEar);

function showEar() {
  const button = document.getElementById("mute");
  button.setAttribute("aria-pressed", ear.muted);
  document.getElementById("ear").dataset.state = ear.muted
    ? "muted"
    : ear.unlocked
      ? "on"
      : "locked";
}

document.getElementById("mute").addEventListener("click", () => ear.mute(!ear.muted));
showEar();

// ---- which wearable the keys work

function choose(id) {
  chosen = id;
  for (const [other, card] of cards) {
    card.choose(other === id);
  }
  const choice = choices.querySelector(`input[value="${CSS.escape(id)}"]`);
  if (choice) {
    choice.checked = true;
  }
}

/** Chosen from elsewhere, it may lie out of sight. */
function goTo(id) {
  choose(id);
  cards.get(id)?.element.querySelector(".stage").scrollIntoView({ block: "nearest" });
}

function showChoices() {
  const options = [...cards.keys(), NOBODY].map((id, index) => {
    const input = Object.assign(document.createElement("input"), {
      type: "radio",
      name: "keys",
      value: id,
    });
    input.addEventListener("change", () => goTo(id));
    const label = document.createElement("label");
    label.append(input, id === NOBODY ? "None" : id);
    if (id !== NOBODY && index < 9) {
      label.append(Object.assign(document.createElement("kbd"), { textContent: index + 1 }));
    }
    return label;
  });
  choices.replaceChildren(...options);
}

/** By the physical key, what it holds: another wearable may be chosen before it comes up. */
const held = new Map();

addEventListener("keydown", (event) => {
  if (event.repeat || event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) {
    return;
  }
  const button = KEYS[event.key.toLowerCase()];
  const number = Number(event.key);
  if (button && cards.has(chosen) && !held.has(event.code)) {
    const hands = cards.get(chosen).hands;
    held.set(event.code, () => hands.release(button, event.code));
    hands.press(button, event.code);
  } else if (number >= 1 && number <= cards.size && event.key.length === 1) {
    goTo([...cards.keys()][number - 1]);
  }
});

addEventListener("keyup", (event) => {
  held.get(event.code)?.();
  held.delete(event.code);
});

function isTyping(target) {
  return target instanceof HTMLElement && target.matches("input[type=text], textarea, select");
}

function letGo() {
  held.clear();
  cards.forEach((card) => card.hands.letGo());
}

addEventListener("blur", letGo);
document.addEventListener("visibilitychange", () => document.hidden && letGo());
addEventListener("pagehide", () => cards.forEach((card) => card.hands.leave()));

// ---- the line to the simulator

const listener = {
  hello({ start: id, office, wearables }) {
    if (id !== start || wearables.join() !== [...cards.keys()].join()) {
      start = id;
      lay(wearables, office?.replace(/\/$/, "") ?? null);
    }
  },

  wearable(seen) {
    aheadMs = seen.now - Date.now();
    cards.get(seen.wearable.id)?.show(seen);
    tick();
  },

  output({ wearable, part, on, atMs }) {
    cards.get(wearable)?.output(part, on, atMs);
  },

  lost(why) {
    letGo();
    cards.forEach((card) => card.lost());
    document.body.dataset.line = "lost";
    lostBand.hidden = false;
    // Said once, and not again at every try.
    const said = document.getElementById("lost-words");
    const words = why || NO_ANSWER;
    if (said.textContent !== words) {
      said.textContent = words;
    }
  },

  back() {
    document.body.dataset.line = "up";
    lostBand.hidden = true;
    document.getElementById("lost-words").textContent = "";
    cards.forEach((card) => card.back());
  },
};

/** Lays these wearables on the bench, in place of whatever lay there. */
function lay(ids, office) {
  cards.clear();
  ids.forEach((id, index) => {
    const touched = () => chosen !== NOBODY && choose(id);
    cards.set(id, new Card(id, office, new Buzzer(ear, pan(index, ids.length)), touched));
  });
  bench.replaceChildren(...[...cards.values()].map((card) => card.element));
  document.getElementById("board").hidden = office === null;
  document.getElementById("board").href = `${office ?? ""}/`;
  showChoices();
  choose(ids.includes(chosen) ? chosen : ids[0]);
}

/** Where a buzzer is heard from: the first on the left, the last on the right. */
function pan(index, count) {
  return count < 2 ? 0 : (index / (count - 1)) * 1.2 - 0.6;
}

function tick() {
  cards.forEach((card) => card.tick(Date.now() + aheadMs));
}

new Stream(listener);
setInterval(() => {
  tick();
  if (document.body.dataset.line === "up") {
    cards.forEach((card) => card.hands.settle());
  }
}, 500);
