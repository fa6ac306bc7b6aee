// Whether somebody is still signed in here, and what a page does when nobody is: whoever has typed
// something keeps it, and the page says aloud that it hears of nothing (refresh.js); any other goes
// to sign in, where the same is said (sign-in.jte). Whoever signs in again in another window goes
// on: the page then takes over what belongs to the new session.
import { listens, on, tell } from "/assets/hub.js";

const GOES_MS = 10000; // a hub that is slow to show the way in is not asked again meanwhile

let goesAt = -Infinity;

/** Whether this is how the hub answers when the session is over. */
export function isOver(answer) {
  if (!answer.redirected) return answer.status === 401;
  const at = new URL(answer.url);
  return at.pathname === "/sign-in" && !at.searchParams.has("signed-out");
}

/** Whether something was typed that going away would lose. */
export const isTyped = () => document.querySelector("form[data-touched]") !== null;

function go(path) {
  const now = performance.now();
  if (now - goesAt < GOES_MS) return;
  goesAt = now;
  // A visit, and no load: a page that may sound goes on to.
  window.Turbo.visit(path, { action: "replace" });
}

/** The session ended, and nobody here ended it. */
export const signIn = (next = location.pathname + location.search) =>
  go("/sign-in?ended=yes&next=" + encodeURIComponent(next));

/** What shows the hub that a form comes from a page of this session. */
const token = (page) =>
  page.querySelector(".top [name=csrfToken]")?.value ??
  page.getElementById("watching")?.dataset.csrf ??
  page.querySelector("[name=csrfToken]")?.value;

/** Takes over what belongs to the session from a page that the hub has rendered just now. */
export function takeOver(page) {
  const fresh = token(page);
  if (!fresh) return;
  for (const field of document.querySelectorAll("[name=csrfToken]")) field.value = fresh;
  const watching = document.getElementById("watching");
  if (watching) watching.dataset.csrf = fresh;
  const [shown, who] = [document.querySelector(".who"), page.querySelector(".who")];
  if (shown && who && page.body.dataset.person !== document.body.dataset.person) {
    document.body.dataset.person = page.body.dataset.person;
    window.Turbo.morphElements(shown, who);
  }
}

/** Asks for a page for no more than that. Returns whether anything was out of date. */
export async function renew() {
  const before = token(document);
  const answer = await fetch(location.href, { headers: { Accept: "text/html" }, cache: "no-store" });
  if (!answer.ok || isOver(answer)) throw new Error(`the hub answered ${answer.status}`);
  takeOver(new DOMParser().parseFromString(await answer.text(), "text/html"));
  return token(document) !== before;
}

// "Sign out" is meant for every tab of this browser, and needs no warning.
on("told", (data) => {
  if (data.signedOut && listens() && !isTyped()) go("/sign-in?signed-out=yes");
});
document.addEventListener("turbo:load", () => {
  goesAt = -Infinity;
  takeOver(document);
  const left = location.pathname === "/sign-in" && new URLSearchParams(location.search).has("signed-out");
  if (left) tell({ signedOut: true });
});
