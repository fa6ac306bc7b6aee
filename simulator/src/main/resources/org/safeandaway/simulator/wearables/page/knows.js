/** What the wearer knows, in a sentence and in rows; nothing that the wearable itself cannot know. */
import {
  ALARMS,
  DEADLINES,
  FAULTS,
  KINDS,
  LIGHTS,
  PHASES,
  away,
  clock,
  shortClock,
} from "./words.js";

const NOTHING = "–";
/** From here on a deadline is worth a colour. */
const SOON_MS = 60_000;

export class Knows {
  #part;
  #view;

  /** @param part finds a part of the card by its name */
  constructor(part) {
    this.#part = part;
  }

  show(view) {
    this.#view = view;
    const firmware = view.firmware;
    this.#say("light", firmware?.led ? (LIGHTS[firmware.led] ?? firmware.led) : "Dark");
    this.#say("phase", firmware ? PHASES[firmware.phase] : NOTHING);
    this.#say("link", firmware ? linkWords(view) : NOTHING);
    this.#say("watched", firmware ? watchWords(firmware) : NOTHING);
    this.#say("sounds", firmware ? soundWords(firmware) : NOTHING);
    this.#say("faults", firmware ? faultWords(firmware) : NOTHING);
    this.#part("faults").dataset.bad = Boolean(firmware?.faults.length);
    this.#say("unsent-count", firmware ? String(firmware.unsent.length) : "?");
    this.#part("unsent-count").dataset.some = Boolean(firmware?.unsent.length);
    this.#list("deadlines", deadlineRows(firmware));
    this.#list("alarms", alarmRows(firmware));
    this.#list("unsent", unsentRows(firmware));
  }

  /**
   * Says what time has a part in; to be called after each show.
   *
   * @param hubNow the hub's time, in milliseconds since 1970
   */
  tick(hubNow) {
    if (!this.#view) {
      return;
    }
    const [mood, words] = sentence(this.#view, hubNow);
    this.#part("sentence").dataset.mood = mood;
    this.#say("sentence-words", words);
    for (const place of this.#part("deadlines").querySelectorAll("[data-due]")) {
      const left = Number(place.dataset.due) - hubNow;
      place.textContent = away(left);
      place.dataset.late = left < 0;
    }
  }

  /** Leaves alone what is so already: a screen reader hears every change. */
  #say(name, words) {
    const place = this.#part(name);
    if (place.textContent !== words) {
      place.textContent = words;
    }
  }

  #list(name, rows) {
    this.#part(name).replaceChildren(...rows);
  }
}

/** The state and its mood. */
function sentence(view, hubNow) {
  const firmware = view.firmware;
  if (view.smashed) {
    return ["off", "Smashed. Only the hub can notice now."];
  }
  if (!firmware) {
    return ["off", view.batteryPercent === 0 ? "The battery is empty." : "Switched off."];
  }
  if (firmware.broken) {
    return ["alarm", `The firmware broke: ${firmware.broken}. Switch it off and on.`];
  }
  return alarmSentence(firmware) ?? troubleSentence(firmware) ?? visitSentence(firmware, hubNow);
}

function alarmSentence(firmware) {
  if (waitingPanics(firmware).length > 0) {
    return ["alarm", "Panic pressed. The hub does not have it yet."];
  }
  const alarm = firmware.alarms.find(({ kind }) => kind === "PANIC") ?? firmware.alarms[0];
  if (!alarm) {
    return undefined;
  }
  const name = ALARMS[alarm.kind] ?? ALARMS.UNKNOWN;
  return alarm.owned
    ? ["wait", `${name}. A person has it.`]
    : ["alarm", `${name}. The hub has it, nobody has taken it yet.`];
}

function troubleSentence(firmware) {
  if (!firmware.connected) {
    return ["wait", "No connection. What is pressed is kept, and sent later."];
  }
  if (!firmware.watched) {
    return ["wait", "Connected, but nobody is watching."];
  }
  return firmware.faults.length > 0 ? ["wait", `${faultWords(firmware)}.`] : undefined;
}

function visitSentence(firmware, hubNow) {
  const next = firmware.deadlines[0];
  const phase = PHASES[firmware.phase] ?? PHASES.UNKNOWN;
  if (!next) {
    return ["well", `${phase}.`];
  }
  const left = Date.parse(next.at) - hubNow;
  return left < 0
    ? ["alarm", `${phase}. Late: ${promise(next)}.`]
    : [left < SOON_MS ? "wait" : "well", `${phase}. Next: ${promise(next)}.`];
}

function promise({ kind, at }) {
  return `${DEADLINES[kind] ?? DEADLINES.UNKNOWN} by ${shortClock(at)}`;
}

function linkWords({ link, firmware }) {
  if (firmware.connected) {
    return link ? "Connected" : "Signal lost";
  }
  return link ? "Not connected; it keeps trying" : "No signal";
}

function watchWords(firmware) {
  if (!firmware.connected) {
    return "No: not connected";
  }
  if (!firmware.watched) {
    return "No: nothing heard for 20\u00a0s";
  }
  return firmware.hubTimeKnown ? "Yes, the hub’s pulse is heard" : "Waiting for the hub’s pulse";
}

function soundWords(firmware) {
  if (firmware.silentPanic) {
    return "Hushed: a silent panic is open";
  }
  return firmware.discreet ? "Ticks only: a silent visit" : "Full tones";
}

function faultWords(firmware) {
  return firmware.faults.map((fault) => FAULTS[fault] ?? fault).join(". ") || "None";
}

function waitingPanics(firmware) {
  return firmware.unsent.filter(({ kind }) => kind === "PANIC");
}

function deadlineRows(firmware) {
  const rows = (firmware?.deadlines ?? []).map((deadline) => {
    const due = Object.assign(document.createElement("span"), { className: "due" });
    due.dataset.due = Date.parse(deadline.at);
    const row = item(`${promise(deadline)}, `);
    row.append(due);
    return row;
  });
  return rows.length ? rows : [item(firmware ? "Nothing is expected" : NOTHING)];
}

function alarmRows(firmware) {
  if (!firmware) {
    return [item(NOTHING)];
  }
  const rows = [
    ...waitingPanics(firmware).map(() => item("Panic: the hub does not have it yet")),
    ...firmware.alarms.map(({ kind, owned }) => {
      const who = owned ? "a person has it" : "at the hub, nobody has it yet";
      return item(`${ALARMS[kind] ?? ALARMS.UNKNOWN}: ${who}`);
    }),
  ];
  return rows.length ? rows : [item("None")];
}

function unsentRows(firmware) {
  if (!firmware) {
    return [item("Kept inside until it runs again.")];
  }
  const rows = firmware.unsent.map(({ kind, hubAt }) => {
    const when = hubAt ? clock(hubAt) : "time not known yet";
    return item(`${KINDS[kind]?.[0] ?? kind}, ${when}`);
  });
  return rows.length ? rows : [item("Everything is at the hub.")];
}

function item(words) {
  return Object.assign(document.createElement("li"), { textContent: words });
}
