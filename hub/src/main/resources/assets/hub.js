// The one connection to the hub, shared by whoever listens. It says when the hub has something new,
// when it was last heard, and what time it is there.
const listeners = { rev: [], heard: [] };
let source = null;
let heardAt = performance.now();
let offset = Number(document.body.dataset.now) - Date.now();
let best = -Infinity;

/** Milliseconds since 1970 by the hub's clock. */
export const hubNow = () => Date.now() + offset;

/** Milliseconds since the hub was last heard, by a clock that is never set. */
export const sinceHeard = () => performance.now() - heardAt;

export const on = (what, listener) => listeners[what].push(listener);

/** Some answer came, by whatever way. */
export function heard() {
  heardAt = performance.now();
  listeners.heard.forEach((listener) => listener());
}

function message(event) {
  const [rev, at] = event.data.split(" ");
  // A message is only ever late, so the largest difference is the least delayed one.
  const now = Number(at) - Date.now();
  if (now > best || Math.abs(now - best) > 2000) {
    best = now;
    offset = now;
  }
  heard();
  listeners.rev.forEach((listener) => listener(rev));
}

/** Opens the stream, or a new one if the old one is silent. */
export function connect() {
  source?.close();
  source = new EventSource("/live");
  source.onmessage = message;
}

export function disconnect() {
  source?.close();
  source = null;
}

export const connected = () => source !== null;
