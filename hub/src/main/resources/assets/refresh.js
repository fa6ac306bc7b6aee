// Keeps the page fresh. The hub says only that something changed; the page is fetched again, whole,
// and morphed into the one that is shown, so there is one way of rendering.
//
// A fetch that starts after a change was told of shows that change: the hub tells after the commit.
// So `stale` is set when something new is told and cleared when a fetch starts; one fetch at a
// time, and another one at once if it was set again meanwhile. Nothing is delayed, nothing dropped.
// A fetch that hangs is given up when something new is told, but each time later, so that a slow
// hub is not asked without end.
import { heard, listens, on, sinceHeard } from "/assets/hub.js";
import { isPressed, still } from "/assets/press.js";
import { isOver, isTyped, signIn, takeOver } from "/assets/session.js";

const SILENT_MS = 4250; // two heartbeats and a little, so that it is said within 5 s (office.md)
const PATIENCE_MS = 4000;
const ANSWER_MS = 16000;
const RETRY_MS = 700;

let told = null; // the last change that the hub told of
let stale = null; // since when something is not shown; null if all is
let fetching = null; // { since, covers: what it was stale since, controller }
let patience = PATIENCE_MS;
let failedAt = -Infinity;
let shownAt = performance.now();
let lost = false;
let signedOut = false; // while something is typed here, which is why the page stays

const mode = () => document.body.dataset.refresh;
const now = () => performance.now();

on("rev", (rev) => {
  if (rev === told) return;
  told = rev;
  if (rev !== document.body.dataset.rev) want();
});
on("denied", want);
on("beat", watch);
document.addEventListener("passed", want);

/** Something is not shown, as far as is known here. */
export function want() {
  stale ??= now();
  if (fetching && now() - fetching.since > patience) {
    patience = Math.min(patience * 2, ANSWER_MS);
    fetching.controller.abort(new Error("something newer is wanted"));
  }
  refresh();
}

async function refresh() {
  if (fetching || stale === null || !listens()) return;
  const controller = new AbortController();
  const timeout = setTimeout(() => controller.abort(new Error("no answer")), ANSWER_MS);
  fetching = { since: now(), covers: stale, controller };
  stale = null;
  try {
    await fetchPage(controller.signal);
    patience = PATIENCE_MS;
    failedAt = -Infinity;
    shownAt = now();
  } catch (failure) {
    stale = fetching.covers;
    failedAt = now();
    console.info("the page could not be fetched:", failure.message);
  } finally {
    clearTimeout(timeout);
    fetching = null;
  }
  // After a failure the next beat tries again, unless it was given up for something newer.
  if (stale !== null && (failedAt === -Infinity || controller.signal.aborted)) refresh();
}

async function fetchPage(signal) {
  const here = location.href;
  const answer = await fetch(mode() === "page" ? here : "/world", {
    headers: { Accept: "text/html", "X-Refresh": "1" },
    cache: "no-store",
    signal,
  });
  if (answer.status >= 500) throw new Error(`the hub answered ${answer.status}`);
  const text = await answer.text();
  heard();
  if (isOver(answer)) {
    signInAgain();
    throw new Error("nobody is signed in here");
  }
  await still();
  // Somebody has gone on to another page meanwhile, which is fresh by itself.
  if (location.href === here) show(new DOMParser().parseFromString(text, "text/html"));
}

/** The session is over. What somebody has typed is not thrown away for that. */
function signInAgain() {
  if (!isTyped()) return signIn();
  if (!signedOut) say("You are signed out. Sign in again in another window before you send this.");
  signedOut = true;
}

export function say(words) {
  const said = document.getElementById("said");
  if (!said) return;
  said.textContent = words;
  said.hidden = false;
  setTimeout(() => said.textContent === words && (said.hidden = true), 8000);
}

function show(page) {
  // Whatever else it is, it says nothing about alarms.
  const knows = page.getElementById("world") && page.body.dataset.rev !== "";
  if (!knows) throw new Error("what was answered does not say how things are");
  signedOut = false;
  takeOver(page);
  const parts = mode() === "page" ? ["spoken", "world", "main", "foot"] : ["spoken", "world", "foot"];
  for (const id of parts) {
    const [shown, fresh] = [document.getElementById(id), page.getElementById(id)];
    if (shown && fresh) window.Turbo.morphElements(shown, fresh);
  }
  for (const name of ["rev", "now", "mood", "siren"]) {
    document.body.dataset[name] = page.body.dataset[name];
  }
  document.title = page.title;
  const icon = page.getElementById("icon");
  if (icon) document.getElementById("icon").href = icon.href;
  document.dispatchEvent(new CustomEvent("shown"));
}

// Morphing, by us and by Turbo: what somebody is filling in stays as it is, though the hub would
// show it no more; an open dialog stays open, and details as somebody has opened them.
const FILLED_IN = "form[data-touched], dialog[open]";

function isInUse(element) {
  const active = document.activeElement;
  const typing = active?.matches("input, textarea, select") && element.contains(active);
  return typing || element.matches(FILLED_IN) || element.querySelector(FILLED_IN) !== null;
}

document.addEventListener("turbo:before-morph-element", (event) => {
  const { currentElement: shown, newElement: fresh } = event.detail;
  if (fresh ? shown.matches(FILLED_IN) : isInUse(shown)) event.preventDefault();
  if (fresh && shown.tagName === "DETAILS") fresh.open = shown.open;
});

for (const happening of ["input", "change"]) {
  document.addEventListener(happening, (event) => {
    event.target.closest?.("form")?.setAttribute("data-touched", "");
  });
}
document.addEventListener("turbo:submit-end", (event) => {
  const { success, fetchResponse } = event.detail;
  if (success && !isOver(fetchResponse.response)) event.target.removeAttribute("data-touched");
});
document.addEventListener("reset", (event) => event.target.removeAttribute("data-touched"));

/** At each beat. */
function watch() {
  if (!listens()) return setLost(false);
  const every = Number(document.body.dataset.every);
  if (every && !document.hidden && now() - shownAt > every && stale === null && !fetching) want();
  if (stale !== null && now() - failedAt > RETRY_MS) refresh();
  const oldest = fetching?.covers ?? stale;
  const behind = oldest !== null && now() - oldest > SILENT_MS;
  document.getElementById("lost").dataset.why = signedOut ? "session" : "hub";
  setLost(sinceHeard() > SILENT_MS || behind);
}

function setLost(isNow) {
  if (isNow === lost || isPressed()) return;
  lost = isNow;
  document.body.toggleAttribute("data-lost", lost);
  document.getElementById("lost").hidden = !lost;
  const back = document.getElementById("back");
  back.hidden = lost || !listens();
  if (lost) {
    const at = new Date(Date.now() - sinceHeard());
    document.getElementById("lost-since").textContent =
      `The hub was last heard at ${at.toLocaleTimeString("en-GB")}.`;
  } else {
    setTimeout(() => still().then(() => (back.hidden = true)), 8000);
  }
  document.dispatchEvent(new CustomEvent(lost ? "hub-lost" : "hub-back"));
}

document.addEventListener("turbo:load", () => {
  told = null;
  stale = null;
  signedOut = false;
  shownAt = now();
  document.body.toggleAttribute("data-lost", lost);
});
// A page that was made without knowing how things are (shell.jte).
for (const happening of ["turbo:load", "turbo:render"]) {
  document.addEventListener(happening, () => document.body.dataset.rev === "" && want());
}
addEventListener("pageshow", (event) => event.persisted && want());
