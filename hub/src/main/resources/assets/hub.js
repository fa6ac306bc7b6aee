// The one connection to the hub, shared by all tabs of this browser: HTTP/1.1 gives a browser six
// connections to a host, and each open page would hold one.
//
// 1. One tab leads: it has the stream (/live), and passes every message on to the others by a
//    BroadcastChannel. (Web Locks would be no better, and are missing where the hub is reached by
//    plain HTTP.)
// 2. A new tab asks whether somebody leads, and leads itself if nobody answers.
// 3. A leader that goes says so. One that is silent for longer than a heartbeat takes is replaced:
//    whoever misses it leads, and of two leaders the one with the smaller id stays.
//
// A message says which change was the last, and what time it is at the hub; nothing about people.
const ANSWER_MS = 150;
const MISSED_MS = 2600; // a heartbeat comes every 2 s
const RETRY_MS = 700;

const me = Math.random().toString(36).slice(2);
const channel = new BroadcastChannel("safeandaway");
const listeners = { rev: [], beat: [], denied: [], told: [] };
let source = null;
let openedAt = 0;
let failedAt = -Infinity;
let othersTurn = -Infinity; // until when another tab may be about to lead
let last = null;
let heardAt = performance.now();
let heardOn = Date.now();
let offset = Number(document.body.dataset.now) - Date.now();
let best = -Infinity;

export const on = (what, listener) => listeners[what].push(listener);
const emit = (what, value) => listeners[what].forEach((listener) => listener(value));

/** Milliseconds since 1970 by the hub's clock. */
export const hubNow = () => Date.now() + offset;

/** Milliseconds since the hub was last heard. A monotonic clock may stop while a laptop sleeps, and
    one that is set may jump: the larger counts. */
export const sinceHeard = () => Math.max(performance.now() - heardAt, Date.now() - heardOn);

/** Some answer came, by whatever way. */
export function heard() {
  heardAt = performance.now();
  heardOn = Date.now();
}

/** Says something to the other tabs: on("told"). */
export const tell = (what) => channel.postMessage({ ...what, from: me });
export const id = me;

/** Whether this page shows the state of the world, and so has to hear of it. */
export const listens = () => ["page", "world"].includes(document.body.dataset.refresh);

function message(data) {
  last = data;
  const [rev, at] = data.split(" ");
  // A message is only ever late, so the largest difference is the least delayed one.
  const now = Number(at) - Date.now();
  if (now > best || Math.abs(now - best) > 2000) {
    best = now;
    offset = now;
  }
  heard();
  emit("rev", rev);
}

function lead() {
  source?.close();
  tell({ leads: true });
  openedAt = performance.now();
  source = new EventSource("/live");
  source.onmessage = (event) => {
    tell({ live: event.data });
    message(event.data);
  };
  source.onerror = () => {
    // The browser would try again too, but later. A stream that is refused may mean that the
    // session is over, which only a page's answer tells.
    follow();
    failedAt = performance.now();
    emit("denied");
  };
}

function follow() {
  source?.close();
  source = null;
}

function leave() {
  if (source) tell({ leaves: true });
  follow();
}

channel.onmessage = ({ data }) => {
  if (data.live !== undefined && listens()) {
    if (source && data.from < me) follow();
    message(data.live);
  } else if (data.asks && source && last) {
    tell({ live: last });
  } else if (data.leads) {
    othersTurn = performance.now() + 1000;
  } else if (data.leaves) {
    setTimeout(keep, Math.random() * 300, 0);
  }
  emit("told", data);
};

/** Leads if nobody does for so many milliseconds. */
function keep(missed = MISSED_MS) {
  if (!listens()) {
    heard();
    return leave();
  }
  const now = performance.now();
  const silent = sinceHeard() > missed;
  const stuck = source && silent && now - openedAt > MISSED_MS;
  const mine = !source && silent && now > othersTurn && now - failedAt > RETRY_MS;
  if (stuck || mine) lead();
}

function begin() {
  tell({ asks: true });
  const before = heardAt;
  setTimeout(() => heardAt === before && listens() && !source && lead(), ANSWER_MS);
}

function beat() {
  keep();
  emit("beat");
}

new Worker("/assets/beat.js").onmessage = beat;
document.addEventListener("visibilitychange", beat);
document.addEventListener("turbo:load", begin);
addEventListener("online", () => keep(0));
addEventListener("pagehide", leave);
addEventListener("pageshow", (event) => event.persisted && begin());
begin();
