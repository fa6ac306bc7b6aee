// Lets clocks tick: [data-due] says how long until or since an instant, <progress data-from> empties.
import { hubNow } from "/assets/hub.js";

function span(ms) {
  const seconds = Math.floor(ms / 1000);
  if (seconds < 60) return seconds === 1 ? "1 second" : `${seconds} seconds`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  if (minutes < 48 * 60) return `${Math.floor(minutes / 60)} h${minutes % 60 ? ` ${minutes % 60} min` : ""}`;
  return `${Math.floor(minutes / 1440)} days`;
}

/** The same words as the hub's own (Times.relative). */
export function relative(until) {
  if (Math.abs(until) < 1000) return "now";
  return until < 0 ? `${span(-until)} ago` : `in ${span(until)}`;
}

function tick() {
  const now = hubNow();
  for (const element of document.querySelectorAll("[data-due]")) {
    const words = relative(Number(element.dataset.due) - now);
    if (element.textContent !== words) element.textContent = words;
  }
  for (const bar of document.querySelectorAll("progress[data-until]")) {
    const [from, until] = [Number(bar.dataset.from), Number(bar.dataset.until)];
    bar.value = Math.max(0, Math.min(1, (until - now) / (until - from)));
  }
}

setInterval(tick, 500);
document.addEventListener("shown", tick);
document.addEventListener("turbo:load", tick);
