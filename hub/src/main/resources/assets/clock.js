// Lets clocks tick. [data-due] says how long until or since an instant; <progress data-from> empties;
// [data-amber-at][data-red-at] changes its level at these instants; [data-heard] says when the hub
// was last heard; [data-clock] is a clock. All in the hub's time.
import { hubNow, on, sinceHeard } from "/assets/hub.js";
import { isPressed } from "/assets/press.js";

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

function write(element, words) {
  if (element.textContent !== words) element.textContent = words;
}

function levels(now) {
  let passed = false;
  for (const card of document.querySelectorAll("[data-red-at]")) {
    const [amber, red] = [Number(card.dataset.amberAt), Number(card.dataset.redAt)];
    const level = now >= red ? "red" : now >= amber ? "amber" : "calm";
    if (card.dataset.level === level) continue;
    card.dataset.level = level;
    passed ||= level === "red";
  }
  // The sentence on top changes with it.
  if (passed) document.dispatchEvent(new CustomEvent("passed"));
}

function tick() {
  if (isPressed()) return;
  const now = hubNow();
  for (const element of document.querySelectorAll("[data-due]")) {
    write(element, relative(Number(element.dataset.due) - now));
  }
  for (const bar of document.querySelectorAll("progress[data-until]")) {
    const [from, until] = [Number(bar.dataset.from), Number(bar.dataset.until)];
    bar.value = Math.max(0, Math.min(1, (until - now) / (until - from)));
  }
  const seconds = Math.floor(sinceHeard() / 1000);
  for (const element of document.querySelectorAll("[data-heard]")) {
    write(element, seconds < 1 ? "just now" : `${seconds} s ago`);
  }
  for (const clock of document.querySelectorAll("[data-clock]")) {
    const how = { hour: "2-digit", minute: "2-digit", timeZone: document.body.dataset.zone };
    write(clock, new Date(now).toLocaleTimeString("en-GB", how));
  }
  levels(now);
}

on("beat", tick);
document.addEventListener("shown", tick);
