// The siren: sounds while an alarm is open that nobody has, on whatever page somebody is. Which
// sound, the hub says (body[data-siren]); whether anybody has the alarm, it says too. Losing the hub
// has a sound of its own, and so has a page that should show how things are and cannot.
//
// A browser lets a page sound only after somebody has touched it. Turbo keeps this script from page
// to page, so the click of signing in is enough; until then the band says that nothing would be
// heard. Of several tabs one sounds: each that wants to says so, and the smallest id does.
import { id, listens, on, tell } from "/assets/hub.js";
import { isPressed } from "/assets/press.js";

const OTHERS_MS = 1600;

// Each is what repeats, and how often: [begins at s, lasts s, from Hz, to Hz, wave, loudness].
const SOUNDS = {
  help: {
    every: 1,
    notes: [
      [0, 0.42, 620, 1500, "sawtooth", 0.34],
      [0.5, 0.42, 620, 1500, "sawtooth", 0.34],
    ],
  },
  overdue: {
    every: 2,
    notes: [
      [0, 0.16, 880, 880, "triangle", 0.5],
      [0.26, 0.16, 880, 880, "triangle", 0.5],
      [0.52, 0.3, 1175, 1175, "triangle", 0.5],
    ],
  },
  technical: {
    every: 4,
    notes: [
      [0, 0.35, 440, 440, "sine", 0.5],
      [0.42, 0.6, 330, 330, "sine", 0.5],
    ],
  },
  lost: {
    every: 5,
    notes: [
      [0, 0.18, 784, 784, "square", 0.16],
      [0.22, 0.18, 587, 587, "square", 0.16],
      [0.44, 0.18, 440, 440, "square", 0.16],
      [0.66, 0.5, 294, 294, "square", 0.16],
    ],
  },
};

let context = null;
let playing = null; // { name, gain, until: how far it is composed }
let trying = null; // { name, until }
const others = new Map(); // other tabs that want to sound: id → when they last said so

// Whom somebody looks at sounds rather than one behind.
const rank = () => (document.hidden ? "1" : "0") + id;
const root = document.documentElement;
const sounds = () => listens() || document.body.dataset.siren !== "none";

function wanted() {
  if (trying) return trying.name;
  if (document.body.hasAttribute("data-lost")) return "lost";
  return document.body.dataset.siren || "none";
}

function unlock() {
  context ??= new AudioContext();
  context.onstatechange = beat;
  if (context.state !== "running") context.resume();
  beat();
}

function start(name) {
  const gain = context.createGain();
  gain.connect(context.destination);
  playing = { name, gain, until: context.currentTime + 0.05 };
}

function stop() {
  playing?.gain.disconnect();
  playing = null;
}

/** Composes a little ahead of the ear, so that a late beat leaves no gap. */
function compose() {
  const { every, notes } = SOUNDS[playing.name];
  if (playing.until < context.currentTime) playing.until = context.currentTime + 0.05;
  while (playing.until < context.currentTime + 1.5) {
    notes.forEach((note) => play(playing.until, playing.gain, note));
    playing.until += every;
  }
}

function play(from, out, [begins, lasts, low, high, wave, loudness]) {
  const [oscillator, envelope] = [context.createOscillator(), context.createGain()];
  const [at, end] = [from + begins, from + begins + lasts];
  oscillator.type = wave;
  oscillator.frequency.setValueAtTime(low, at);
  if (high !== low) oscillator.frequency.exponentialRampToValueAtTime(high, end);
  envelope.gain.setValueAtTime(0, at);
  envelope.gain.linearRampToValueAtTime(loudness, at + 0.02);
  envelope.gain.setValueAtTime(loudness, end - 0.04);
  envelope.gain.linearRampToValueAtTime(0, end);
  oscillator.connect(envelope).connect(out);
  oscillator.start(at);
  oscillator.stop(end);
}

function isMyTurn() {
  const now = performance.now();
  others.forEach((at, other) => now - at > OTHERS_MS && others.delete(other));
  return trying !== null || ![...others.keys()].some((other) => other < rank());
}

/** At each beat, and whenever something changed. */
function beat() {
  if (trying && performance.now() > trying.until) trying = null;
  const ready = context?.state === "running";
  root.dataset.sound = !sounds() ? "off" : ready ? "ready" : "blocked";
  const band = document.getElementById("sound");
  // It may be this very press that lets the page sound.
  if (band && !isPressed()) band.hidden = root.dataset.sound !== "blocked";
  const name = ready ? wanted() : "none";
  if (name !== "none" && !trying) tell({ sounds: name, sounder: rank() });
  const heard = name !== "none" && isMyTurn() ? name : "none";
  if (playing && playing.name !== heard) stop();
  if (heard !== "none") {
    if (!playing) start(heard);
    compose();
  }
  root.dataset.sounding = heard;
}

on("told", (data) => {
  if (data.sounds === undefined) return;
  others.set(data.sounder, performance.now());
  if (data.sounder < rank() && playing && !trying) beat();
});
on("beat", beat);
for (const change of ["shown", "turbo:load", "hub-lost", "hub-back"]) {
  document.addEventListener(change, beat);
}
for (const touch of ["pointerdown", "pointerup", "keydown", "click"]) {
  document.addEventListener(touch, () => context?.state !== "running" && unlock(), true);
}
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-try]");
  if (!button) return;
  trying = { name: button.dataset.try, until: performance.now() + 3000 };
  const tried = document.getElementById("tried");
  if (tried) tried.textContent = "Did you hear it? If not, look at the loudness and whether the tab is muted.";
  stop();
  unlock();
});

// It may be allowed already: by a touch of the page before, or by the settings of a wall screen.
if (sounds()) unlock();
beat();
