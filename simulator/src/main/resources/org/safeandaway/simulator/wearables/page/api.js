/** Talks to the simulator; what goes wrong comes back as a sentence for a person. */

export const NO_ANSWER =
  "The simulator does not answer. Start the demo again; this page comes back by itself.";

/** Something could not be done; the message says why and what to do. */
export class Refused extends Error {}

/** Posts to a wearable and returns it as it then is. */
export async function post(wearable, act) {
  const path = `/wearables/${encodeURIComponent(wearable)}/${act}`;
  // It reaches the wearable even if this page is being closed: a finger must come off.
  const response = await answered(fetch(path, { method: "POST", keepalive: true }));
  return response.json();
}

/** Why the stream cannot be had, where the simulator says so; otherwise nothing. */
export async function whyNoStream() {
  const stop = new AbortController();
  try {
    await answered(fetch("/stream", { signal: stop.signal }));
    return "";
  } catch (refused) {
    return refused.message;
  } finally {
    stop.abort();
  }
}

async function answered(request) {
  const response = await request.catch(() => {
    throw new Refused(NO_ANSWER);
  });
  if (response.ok) {
    return response;
  }
  const problem = await response.json().catch(() => ({}));
  throw new Refused(problem.detail ?? `The simulator answered ${response.status}. See its log.`);
}
