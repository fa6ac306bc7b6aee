/** Everything the firmware can say, in the words of the people who use it. */

/** By the firmware's names: what a sound is called, and what it tells the wearer. */
export const SOUNDS = {
  HOLD_TICK: ["Tick", "One second of holding has passed."],
  PANIC: ["Panic tone", "As loud as it can be, to startle whoever is there."],
  SELF_TEST_PASSED: ["Self-test passed", "Buttons, buzzer and the way to the hub are in order."],
  SELF_TEST_FAILED: ["Self-test failed", "The hub’s answer did not come, or something is faulty."],
  HUB_HAS_IT: ["The hub has it", "It is stored at the hub, and it counts."],
  PERSON_HAS_IT: ["A person has it", "Somebody has taken the alarm and is dealing with it."],
  NOT_ACCEPTED: ["Not accepted", "The hub has it, but it changed nothing."],
  NOT_DELIVERED: ["Not delivered", "The hub has not confirmed it. It is sent again until it does."],
  NOT_WATCHED: ["Not watched", "Nothing heard from the hub for 20 seconds. Nobody is watching."],
  DUE_SOON: ["Due in a few minutes", "Something is expected of the wearer soon."],
  DUE_NEXT: ["Due in a minute", "Something is expected of the wearer within a minute."],
  DUE_NOW: ["Due now", "Check in now, or the office will be asked to act."],
  BATTERY_LOW: ["Battery low", "The battery will not last. Charge it."],
};

/** What hands told the wearable. */
export const KINDS = {
  ARRIVED: ["I’m at the door", "Arrived, not yet let in."],
  CHECK_IN: ["I’m fine", "A check-in."],
  MORE_TIME: ["More time", "The visit takes one step longer."],
  LEAVING: ["Leaving now", "Going because it feels unsafe."],
  SAFE_AND_AWAY: ["Safe and away", "The end of the visit."],
  ADVICE: ["Call me", "The office is asked to ring, without a siren."],
  WITHDRAWN: ["Panic taken back", "A note for the office; only a person closes the alarm."],
  SELF_TEST: ["Self-test", "Buttons, buzzer, and the way to the hub and back."],
  PANIC: ["Panic", "Help, now."],
  DURESS: ["Duress", "Help, now. It shows and sounds exactly as a check-in would."],
  UNKNOWN: ["Something new", "This page is older than the firmware."],
};

export const SILENT_PANIC = "Help, now. No sound at all: nobody near the wearer may know.";

export const PHASES = {
  BEFORE: "Not there yet",
  DOOR: "At the door",
  VISIT: "In the visit",
  LEAVING: "Leaving",
  OVER: "No visit",
  UNKNOWN: "In a visit",
};

/** What must be done by a deadline. */
export const DEADLINES = {
  ARRIVAL: "arrive",
  NO_SHOW: "be let in",
  CHECK_IN: "check in",
  AGREED_END: "be safe and away",
  SAFE_AND_AWAY: "be safe and away",
  CONTACT: "be heard of",
  UNKNOWN: "do what the hub asks",
};

export const ALARMS = {
  PANIC: "Panic",
  DURESS: "Duress",
  MISSED_CHECK_IN: "Check-in missed",
  OVERDUE: "Not safe and away in time",
  NOT_ARRIVED: "Not arrived",
  LOST_CONTACT: "Not heard of",
  ADVICE: "Call me",
  TECHNICAL: "Something is wrong with Safe & Away",
  NOT_WATCHED: "Nobody watches the board",
  UNKNOWN: "An alarm",
};

/** How the light flashes, and what that means. */
export const LIGHTS = {
  IDLE: "One flash every 4 s: connected, no visit",
  GUARDED: "One flash every 2 s: the hub is watching this visit",
  UNWATCHED: "Two flashes, repeated: connected, but nobody watches",
  NO_LINK: "Three flashes a second: no connection",
  IDLE_BATTERY_LOW: "Four flashes every 4 s: battery low",
  GUARDED_BATTERY_LOW: "Four flashes every 2 s: watched, battery low",
  ALONE_BATTERY_LOW: "Five flashes, repeated: battery low, nobody watches",
};

export const FAULTS = {
  "stuck:panic": "The panic button has been down for a minute",
  "stuck:check-in": "The check-in button has been down for a minute",
  "unreadable:buttons": "A button cannot be read",
  "failed:buzzer": "The buzzer does not work",
  "failed:led": "The light does not work",
  "failing:outbox": "The memory card fails; events are sent from memory",
  "full:outbox": "Too many events wait; only a panic is still taken",
  "lost:inputs": "Too much happened at once; something was missed",
  "low:battery": "The battery is low",
};

/** The zone that the hub shows times in unless told otherwise, so that both say the same. */
const CLOCK = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Europe/London",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
});

/** @param instant a date, or anything a date is made of */
export function clock(instant) {
  return CLOCK.format(new Date(instant));
}

/** The same without the seconds, for what people have agreed upon. */
export function shortClock(instant) {
  return clock(instant).slice(0, 5);
}

/** How long, in the two largest units that matter. */
export function span(ms) {
  const seconds = Math.round(Math.abs(ms) / 1_000);
  if (seconds < 60) {
    return `${seconds}\u00a0s`;
  }
  const minutes = Math.floor(seconds / 60);
  return minutes < 60
    ? `${minutes}\u00a0min ${seconds % 60}\u00a0s`
    : `${Math.floor(minutes / 60)}\u00a0h ${minutes % 60}\u00a0min`;
}

/** In how long, or how long ago. */
export function away(ms) {
  return ms >= 0 ? `in ${span(ms)}` : `${span(ms)} ago`;
}
