// Keeps the page fresh. The hub says only that something changed; the page is fetched again, whole,
// and morphed into the one that is shown, so there is one way of rendering.
//
// A fetch that starts after a change was told of shows that change: the hub tells after the commit.
// So `stale` is set when something new is told and cleared when a fetch starts; one fetch at a
// time, and another one at once if it was set again meanwhile. Nothing is delayed, nothing dropped.
import { connect, connected, disconnect, heard, on, sinceHeard } from "/assets/hub.js";

const SILENT_MS = 4250; // two heartbeats and a little, so that it is said within 5 s (office.md)
const RECONNECT_MS = 3000;
const ANSWER_MS = 8000;

let told = null;
let stale = false;
let fetching = false;
let lost = false;
let connectedAt = 0;

const mode = () => document.body.dataset.refresh;

on("rev", (rev) => {
  if (rev === told) return;
  told = rev;
  if (rev === document.body.dataset.rev) return;
  stale = true;
  refresh();
});

async function refresh() {
  if (fetching || !stale || mode() === "none") return;
  fetching = true;
  stale = false;
  try {
    await fetchPage();
  } catch (failure) {
    stale = true;
    console.info("the page could not be fetched:", failure.message);
  } finally {
    fetching = false;
  }
  if (stale) setTimeout(refresh, lost ? 1000 : 0);
}

async function fetchPage() {
  const here = location.href;
  const path = mode() === "page" ? here : "/world";
  const answer = await fetch(path, {
    headers: { Accept: "text/html", "X-Refresh": "1" },
    cache: "no-store",
    signal: AbortSignal.timeout(ANSWER_MS),
  });
  if (answer.redirected && new URL(answer.url).pathname === "/sign-in") {
    window.Turbo.visit("/sign-in?next=" + encodeURIComponent(location.pathname));
    return;
  }
  if (answer.status >= 500) throw new Error(`the hub answered ${answer.status}`);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  heard();
  // Somebody has gone on to another page meanwhile, which is fresh by itself.
  if (location.href !== here) return;
  show(page);
}

function show(page) {
  document.title = page.title;
  document.getElementById("icon").href = page.getElementById("icon").href;
  for (const name of ["rev", "now", "mood", "siren"]) {
    document.body.dataset[name] = page.body.dataset[name];
  }
  for (const id of mode() === "page" ? ["world", "main"] : ["world"]) {
    const [shown, fresh] = [document.getElementById(id), page.getElementById(id)];
    if (shown && fresh) window.Turbo.morphElements(shown, fresh, { callbacks: { beforeNodeMorphed } });
  }
  document.dispatchEvent(new CustomEvent("shown"));
}

/** What somebody is filling in is never replaced under them. */
function beforeNodeMorphed(shown) {
  if (!(shown instanceof Element)) return true;
  if (shown.matches("form[data-touched], dialog[open]")) return false;
  return true;
}

document.addEventListener("input", (event) => {
  event.target.closest?.("form")?.setAttribute("data-touched", "");
});

/** What somebody is filling in stays, though the hub would show it no more. */
document.addEventListener("turbo:before-morph-element", (event) => {
  const { currentElement, newElement } = event.detail;
  if (!newElement && currentElement.querySelector?.("form[data-touched]")) event.preventDefault();
  if (newElement && currentElement.tagName === "DETAILS") newElement.open = currentElement.open;
});

function watch() {
  if (mode() === "none") {
    if (connected()) disconnect();
    setLost(false);
    return;
  }
  const silent = sinceHeard();
  if (!connected() || (silent > RECONNECT_MS && performance.now() - connectedAt > RECONNECT_MS)) {
    connectedAt = performance.now();
    connect();
  }
  setLost(silent > SILENT_MS);
}

function setLost(now) {
  if (now === lost) return;
  lost = now;
  document.body.toggleAttribute("data-lost", now);
  document.getElementById("lost").hidden = !now;
  const back = document.getElementById("back");
  back.hidden = now;
  if (now) {
    const at = new Date(Date.now() - sinceHeard());
    document.getElementById("lost-since").textContent =
      `Last heard at ${at.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" })}.`;
  } else {
    stale = true;
    refresh();
    setTimeout(() => (back.hidden = true), 8000);
  }
  document.dispatchEvent(new CustomEvent(now ? "hub-lost" : "hub-back"));
}

document.addEventListener("turbo:load", () => {
  told = null;
  watch();
});
setInterval(watch, 250);
watch();
