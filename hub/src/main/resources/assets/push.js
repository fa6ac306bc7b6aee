// Telling this browser of alarms though no page is open: asked for on the page of one's account.
// The browser decides whether it may; what it says is shown as it is.
import { still } from "/assets/press.js";

const panel = () => document.querySelector("[data-push-key]");

/** What the browser makes of it; null if nothing stands against it. */
function hindrance() {
  if (!window.isSecureContext) return "insecure";
  if (!navigator.serviceWorker || !window.PushManager || !window.Notification) return "unsupported";
  return Notification.permission === "denied" ? "blocked" : null;
}

async function subscription() {
  const worker = await navigator.serviceWorker.getRegistration("/");
  return worker ? worker.pushManager.getSubscription() : null;
}

const known = (endpoint) =>
  [...document.querySelectorAll("[data-push-endpoint]")].find(
    (each) => each.dataset.pushEndpoint === endpoint,
  );

function show(word) {
  for (const each of document.querySelectorAll("[data-push]")) {
    each.hidden = !each.dataset.push.split(" ").includes(word);
  }
}

async function look() {
  if (!panel()) return;
  const against = hindrance();
  if (against) return show(against);
  const mine = await subscription();
  const listed = mine && Notification.permission === "granted" ? known(mine.endpoint) : null;
  listed?.querySelector("[data-push-here]")?.removeAttribute("hidden");
  show(listed ? "on" : "off");
}

function bytes(text) {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (each) => each.charCodeAt(0));
}

async function subscribe(key) {
  await navigator.serviceWorker.register("/sw.js");
  const worker = await navigator.serviceWorker.ready;
  const asked = { userVisibleOnly: true, applicationServerKey: bytes(key) };
  try {
    return await worker.pushManager.subscribe(asked);
  } catch (error) {
    // One for another hub's key, such as before its database was made anew.
    const old = error.name === "InvalidStateError" && (await worker.pushManager.getSubscription());
    if (!old) throw error;
    await old.unsubscribe();
    return worker.pushManager.subscribe(asked);
  }
}

async function ask(form, button) {
  button.disabled = true;
  try {
    if ((await Notification.requestPermission()) !== "granted") {
      return show(Notification.permission === "denied" ? "blocked" : "off asked");
    }
    const { endpoint, keys } = (await subscribe(panel().dataset.pushKey)).toJSON();
    form.elements.endpoint.value = endpoint;
    form.elements.p256dh.value = keys.p256dh;
    form.elements.auth.value = keys.auth;
    form.requestSubmit();
  } catch (error) {
    console.warn("push:", error);
    show("off failed");
  } finally {
    button.disabled = false;
  }
}

// The form is sent once the browser has given what belongs in it.
document.addEventListener(
  "submit",
  (event) => {
    const form = event.target;
    if (!form.matches("[data-push-form]") || form.elements.endpoint.value) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    ask(form, form.querySelector("button"));
  },
  true,
);

// Whether this browser was told, as far as it knows itself: its push service, its owner's settings,
// or whoever signs them out elsewhere may end that, and it would only be noticed at the next alarm.
const TOLD = "safeandaway.told";

const me = () => document.body.dataset.person;

/** Also for sw.js, which reaches nothing else of ours. */
async function remember(endpoint) {
  if (endpoint) localStorage.setItem(TOLD, JSON.stringify({ who: me(), endpoint }));
  else localStorage.removeItem(TOLD);
  if (!window.caches) return;
  const cache = await caches.open("safeandaway");
  await (endpoint ? cache.put("/told", new Response(endpoint)) : cache.delete("/told"));
}

const forget = () => remember(null).catch((error) => console.warn("push:", error));

function wasTold() {
  return JSON.parse(localStorage.getItem(TOLD) ?? "null")?.who === me();
}

// Who ends it here, or signs out here, knows it.
document.addEventListener("submit", (event) => {
  const here = event.target.closest("[data-push-endpoint]")?.querySelector("[data-push-here]");
  const leaves = event.target.getAttribute("action") === "/sign-out";
  if (!leaves && !(here && !here.hidden)) return;
  forget();
  sessionStorage.removeItem("push");
});
document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-push-leave]")) return;
  forget();
  ended(false);
});

async function ended(has) {
  await still();
  for (const each of document.querySelectorAll("[data-push-ended]")) each.hidden = !has;
}

/** Whether the hub tells this browser. */
async function isTold(token, endpoint) {
  const mark = `${token} ${endpoint}`;
  if (sessionStorage.getItem("push") === mark) return true;
  const answer = await fetch("/account/push/renewal", {
    method: "POST",
    headers: { "X-CSRF-Token": token, "Content-Type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ endpoint }),
  });
  if (!answer.ok) throw new Error(`the hub answered ${answer.status}`);
  const told = answer.status === 204;
  if (told) sessionStorage.setItem("push", mark);
  return told;
}

/**
 * Whoever signs in again on a telephone that is told goes on being told, asked for once a session.
 * Whoever was told, and is not any more, learns it here.
 */
async function renew() {
  const token = document.querySelector("form[action='/sign-out'] [name=csrfToken]")?.value;
  if (!token) return;
  const able = !hindrance() && Notification.permission === "granted";
  const mine = able ? await subscription() : null;
  const told = mine && (await isTold(token, mine.endpoint));
  if (told) await remember(mine.endpoint);
  ended(!told && wasTold());
}

function begin() {
  look();
  renew().catch((error) => console.warn("push:", error));
}
document.addEventListener("turbo:load", begin);
