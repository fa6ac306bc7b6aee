// While the hub is in trouble, nobody is led to a page that hears of nothing: a link that it cannot
// follow leaves the page that is there, which goes on to be fresh and to sound. Where there was no
// such page, the one about the trouble (trouble.jte) tries again by itself.
import { listens, on } from "/assets/hub.js";
import { say, want } from "/assets/refresh.js";
import { isOver, signIn } from "/assets/session.js";

const AGAIN_MS = 3000;
const ANSWER_MS = 8000;

let shown = location.href;
let asking = false;
let askedAt = performance.now();

function stay() {
  const { navigator } = window.Turbo;
  navigator.stop();
  document.documentElement.removeAttribute("aria-busy");
  document.documentElement.removeAttribute("data-turbo-visit-direction");
  // Who went back is there already by the address, though not by what they see.
  if (location.href !== shown) navigator.history.replace(new URL(shown));
  say("The hub could not show that yet. Try again in a moment.");
  want();
}

/** Links and keys; forms have their own (forms.js). */
const isVisit = (event) => event.target === document.documentElement;

addEventListener("turbo:before-fetch-response", (event) => {
  if (!isVisit(event)) return;
  const { statusCode, response } = event.detail.fetchResponse;
  if (statusCode >= 500) {
    event.preventDefault();
    stay();
  } else if (listens() && isOver(response)) {
    event.preventDefault();
    signIn(new URL(response.url).searchParams.get("next") ?? "/");
  }
});

/** No answer at all: Turbo would load the address, and the browser show its own page about it. */
addEventListener("turbo:fetch-request-error", (event) => {
  if (!isVisit(event)) return;
  event.preventDefault();
  stay();
});

async function again() {
  asking = true;
  try {
    const answer = await fetch(location.href, {
      headers: { Accept: "text/html" },
      cache: "no-store",
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    if (answer.status < 500) window.Turbo.visit(location.href, { action: "replace" });
  } catch (failure) {
    console.info("the hub does not answer yet:", failure.message);
  } finally {
    askedAt = performance.now();
    asking = false;
  }
}

on("beat", () => {
  const waits = document.body.dataset.refresh === "again" && !asking;
  if (waits && performance.now() - askedAt > AGAIN_MS) again();
});
document.addEventListener("turbo:load", () => (shown = location.href));
