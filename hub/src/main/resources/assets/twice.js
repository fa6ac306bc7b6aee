// One press does one thing. Whoever presses twice, as on a desktop's icons, or again because nothing
// seems to happen, presses what has come into the place of the first by then: another alarm, which
// nobody would know that they have; the next step, which nobody has done. For a second after a press,
// and after the page shows what came of it, such a press does nothing but say so.
import { say } from "/assets/refresh.js";

const APART_MS = 1000;
const GUARDED = "form[data-take], form.outcomes";

let pressed = null; // what the last press was for
let waits = false; // for the page to show what came of it
let until = -Infinity;

/** The same alarm may be taken again at once; an outcome never. */
const purpose = (form) => (form.dataset.take ? form.action : Symbol("outcome"));

const words = (form) =>
  form.dataset.take
    ? `That counted as one press: ${form.dataset.take} was not taken. Press again to take it.`
    : "That counted as one press. If you mean this one too, press again.";

const hold = () => (until = performance.now() + APART_MS);

const isGuarded = (element) => element instanceof HTMLFormElement && element.matches(GUARDED);

addEventListener(
  "submit",
  (event) => {
    const form = event.target;
    if (!isGuarded(form)) return;
    const now = purpose(form);
    if (performance.now() < until && now !== pressed) {
      event.preventDefault();
      event.stopImmediatePropagation();
      say(words(form));
      return;
    }
    pressed = now;
    waits = true;
    hold();
  },
  true,
);

addEventListener("turbo:submit-end", (event) => isGuarded(event.target) && hold());

// The page may show it before the answer comes: by the hub's own message.
for (const happening of ["shown", "turbo:render"]) {
  document.addEventListener(happening, () => {
    const there = [...document.querySelectorAll("form[data-take]")];
    if (!waits || there.some((form) => form.action === pressed)) return;
    waits = false;
    hold();
  });
}
