// Keys, as the dialog #keys lists them. Not while somebody is typing, and not with Ctrl or Alt.
import { say } from "/assets/refresh.js";

const GOES_MS = 1500;
let goes = -Infinity;

const visit = (path) => window.Turbo.visit(path);

function open(id) {
  const dialog = document.getElementById(id);
  if (dialog && !dialog.open) dialog.showModal();
}

/** Asks nothing, but shows whose alarm it is. */
function take() {
  const form = document.querySelector("form[data-take]");
  say(form ? `You take this alarm. ${form.dataset.take}.` : "There is no alarm that you could take.");
  form?.requestSubmit();
}

const AFTER_G = { b: () => visit("/"), v: () => visit("/visits") };
const KEYS = {
  g: () => (goes = performance.now()),
  n: () => visit("/visits/new"),
  a: take,
  w: () => document.dispatchEvent(new CustomEvent("watch")),
  "?": () => open("keys"),
};

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input, textarea, select, [contenteditable], dialog");
  const shortcuts = document.getElementById("keys") !== null;
  if (typing || !shortcuts || event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
  const went = performance.now() - goes < GOES_MS;
  goes = -Infinity;
  const act = (went && AFTER_G[event.key]) || KEYS[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});

document.addEventListener("click", (event) => {
  const opener = event.target.closest?.("[data-opens]");
  if (opener) open(opener.dataset.opens);
});
