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

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(open(event.notification.data?.path ?? "/"));
});
