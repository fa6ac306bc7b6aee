// Says to the hub every ten seconds that a page is open here, whether an alarm would be heard in it,
// and when somebody presses "I'm watching"; and shows who watches, as the hub answers. While
// somebody is out, whoever does not sound or does not press does not count (Watching.java).
import { on } from "/assets/hub.js";
import { isPressed, still } from "/assets/press.js";
import { isOver, renew } from "/assets/session.js";

const EVERY_MS = 10000;
const AGAIN_MS = 1000;
const ANSWER_MS = 5000;
const COUNTS_MS = 25000; // a page that the hub has not heard for so long does not count (Seats.java)

let saidAt = -Infinity;
let said = null;
let saying = false;
let pressed = false;
let heardAt = performance.now();

const place = () => document.getElementById("watching");
const sound = () => document.documentElement.dataset.sound;

function beat() {
  const now = performance.now();
  if (!place() || sound() === "off" || sound() === undefined) return void (heardAt = now);
  if (now - heardAt > COUNTS_MS && !isPressed()) unheard();
  if (saying) return;
  const since = now - saidAt;
  const news = pressed || sound() !== said;
  if (since >= (news ? AGAIN_MS : EVERY_MS)) say();
}

async function say() {
  const press = pressed;
  saying = true;
  pressed = false;
  saidAt = performance.now();
  said = sound();
  try {
    const fields = { sound: said === "ready" ? "on" : "blocked", tab: document.body.dataset.tab };
    const answer = await fetch("/watching", {
      method: "POST",
      headers: {
        Accept: "text/html",
        "X-CSRF-Token": place().dataset.csrf,
        "Content-Type": "application/x-www-form-urlencoded",
      },
      body: new URLSearchParams(press ? { ...fields, press: "yes" } : fields),
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    const text = await answer.text();
    // Somebody has signed in again elsewhere.
    if (answer.status === 403 && (await renew())) said = null;
    if (!answer.ok || isOver(answer)) throw new Error(`the hub answered ${answer.status}`);
    heardAt = performance.now();
    await still();
    show(text);
  } catch (failure) {
    pressed ||= press;
    console.info("the hub does not know that somebody is here:", failure.message);
  } finally {
    saying = false;
  }
}

function show(text) {
  const fresh = new DOMParser().parseFromString(text, "text/html").getElementById("watching-now");
  const shown = document.getElementById("watching-now");
  if (!fresh || !shown) return;
  window.Turbo.morphElements(shown, fresh);
  document.dispatchEvent(new CustomEvent("shown"));
}

/** Whatever was said of who watches is not known any more. */
function unheard() {
  const shown = document.getElementById("watching-now");
  if (!shown || shown.dataset.mine === "unheard") return;
  const words = document.createElement("p");
  words.className = "watching-who";
  words.setAttribute("role", "status");
  words.textContent =
    "The hub has not heard from this page for 25 seconds: nobody counts as watching here.";
  shown.replaceChildren(words);
  delete shown.dataset.redAt;
  shown.dataset.mine = "unheard";
  shown.dataset.wrong = "yes";
}

function press() {
  pressed = true;
  beat();
}

on("beat", beat);
document.addEventListener("turbo:load", beat);
document.addEventListener("watch", press);
document.addEventListener("click", (event) => {
  if (event.target.closest?.("[data-watch]")) press();
});
