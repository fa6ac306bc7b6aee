// Nothing moves under a finger. A press counts only if it is let go over what it began on: if the
// page grew a line in between, "I've got this" would be pressed and nobody would have it. So from
// the press until its click, whatever would change the page waits.
const REST_MS = 2000; // a hand that rests on a screen does not keep the page from being fresh
const CLICK_MS = 400; // a browser that takes a touch for a click says so sooner

let timer = null; // of the press that is going on
let waiting = [];

/** Whether somebody is pressing. */
export const isPressed = () => timer !== null;

/** Resolves once nobody is pressing. */
export const still = () =>
  isPressed() ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve();

function end() {
  timer = null;
  const over = waiting;
  waiting = [];
  over.forEach((resolve) => resolve());
}

function endIn(ms) {
  clearTimeout(timer);
  timer = setTimeout(end, ms);
}

const endSoon = (ms) => () => isPressed() && endIn(ms);

document.addEventListener("pointerdown", () => endIn(REST_MS), true);
document.addEventListener("pointerup", endSoon(CLICK_MS), true);
// After whatever else the click does.
document.addEventListener("click", endSoon(0), true);
document.addEventListener("pointercancel", endSoon(0), true);
document.addEventListener("visibilitychange", endSoon(0));
