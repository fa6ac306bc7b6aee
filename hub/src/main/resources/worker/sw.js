// Runs in the background of a browser whose owner asked to be told of alarms, also when no page is
// open. What the hub sends is of an alarm its kind, its id and its mark; anybody may see a lock
// screen, so the words here name nobody.
const WORDS = {
  PANIC: "Somebody needs help at once",
  DURESS: "Somebody needs help at once",
  MISSED_CHECK_IN: "Somebody has not checked in",
  OVERDUE: "Somebody is not yet safe and away",
  NOT_ARRIVED: "Somebody has not arrived",
  LOST_CONTACT: "A wearable is not heard any more",
  ADVICE: "Somebody asks to be rung",
  TECHNICAL: "Safe & Away itself needs somebody",
  NOT_WATCHED: "Nobody is watching the board",
  TEST: "This is a test. It works",
};
// To whoever was told before, and so in place of what they see of that alarm.
const NEWS = { TAKEN: "Somebody has the alarm", CLOSED: "The alarm is closed" };
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const LONG = [600, 200, 600, 200, 600, 200, 1000];
const SHORT = [200];

function message(data) {
  try {
    const said = data.json();
    return said && typeof said === "object" ? said : {};
  } catch {
    // Something came, and a browser takes the permission away from whoever shows nothing.
    return {};
  }
}

function shown(said) {
  const news = Object.hasOwn(NEWS, said.news) ? NEWS[said.news] : null;
  const kind = Object.hasOwn(WORDS, said.about) ? WORDS[said.about] : "An alarm needs somebody";
  const words = news ?? kind;
  const test = said.about === "TEST";
  const alarm = ID.test(said.alarm) ? said.alarm : null;
  return {
    title: typeof said.mark === "string" ? `${said.mark}: ${words}` : words,
    options: {
      body: test
        ? "This phone is told of alarms."
        : news
          ? "You need do nothing about it. Open it to see who."
          : "Open it to see who, and to take the alarm.",
      tag: alarm ?? (test ? "test" : "alarm"),
      renotify: true,
      requireInteraction: !news,
      vibrate: news ? SHORT : LONG,
      icon: "/assets/icons/alarm.svg",
      data: { path: test ? "/account" : alarm ? `/alarms/${alarm}` : "/" },
    },
  };
}

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("push", (event) => {
  const { title, options } = shown(message(event.data));
  event.waitUntil(self.registration.showNotification(title, options));
});

/** The page that is open already, else a new one. */
async function open(path) {
  const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const there = windows.find((each) => new URL(each.url).pathname === path);
  return there ? there.focus() : self.clients.openWindow(path);
}

// A browser may end a subscription by itself and make another. The hub is then told at once which
// takes the place of which; the page of the account gives its key, and the token that shows that
// the call is our own. Whoever is signed out here by now has to do it themselves, and is told so.

/** What the page of the account holds; null if nobody is signed in. */
async function account() {
  const headers = { Accept: "text/html", "X-Refresh": "1" };
  const page = await (await fetch("/account", { headers, cache: "no-store" })).text();
  const key = /data-push-key="([\w-]+)"/.exec(page);
  const token = /name="csrfToken" value="([\w-]+)"/.exec(page);
  return key && token ? { key: key[1], token: token[1] } : null;
}

/** Where this browser was told, as push.js noted it; not every browser says so itself. */
async function before() {
  const noted = await caches.match("/told", { cacheName: "safeandaway" });
  return noted ? noted.text() : "";
}

async function again(old, made) {
  const here = await account();
  if (!here) throw new Error("nobody is signed in");
  const asked = { userVisibleOnly: true, applicationServerKey: here.key };
  const fresh = made ?? (await self.registration.pushManager.subscribe(asked));
  const { endpoint, keys } = fresh.toJSON();
  const instead = old?.endpoint ?? (await before());
  const { p256dh, auth } = keys;
  const answer = await fetch("/account/push/renewal", {
    method: "POST",
    headers: { "X-CSRF-Token": here.token, "Content-Type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ endpoint, p256dh, auth, instead }),
  });
  if (answer.status !== 204) throw new Error(`the hub answered ${answer.status}`);
}

self.addEventListener("pushsubscriptionchange", (event) => {
  const done = again(event.oldSubscription, event.newSubscription).catch((error) => {
    console.warn("push:", error);
    return self.registration.showNotification("This phone is told of alarms no more", {
      body: "Open Safe & Away to have it told again.",
      tag: "ended",
      requireInteraction: true,
      vibrate: LONG,
      icon: "/assets/icons/alarm.svg",
      data: { path: "/account" },
    });
  });
  event.waitUntil(done);
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(open(event.notification.data?.path ?? "/"));
});
