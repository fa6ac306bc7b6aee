/**
 * The buzzers, audible. An active buzzer is on or off and has one pitch of its own, so all there is
 * to play is when its pin changed. The news of that comes a little unevenly; it is played a moment
 * later, by the clock of the sender, so that a tick of 30 ms lasts 30 ms.
 */

/** The parts list's small active buzzers have 2300 Hz, give or take 300. */
const PITCH_HZ = 2_300;
const VOLUME = 0.12;
/** Longer than news is ever late on one machine, shorter than anybody notices. */
const LEAD_S = 0.06;
/** How fast the plate starts and stops; without it a loudspeaker clicks. */
const SWING_S = 0.0015;

const MUTED = "safe-and-away.muted";

/** The page's ear. Browsers stay silent until somebody has touched the page. */
export class Ear {
  #audio;
  #master;
  #onChange;
  muted = localStorage.getItem(MUTED) === "yes";

  constructor(onChange) {
    this.#onChange = onChange;
    for (const touch of ["pointerdown", "keydown"]) {
      addEventListener(touch, () => this.#unlock(), { capture: true });
    }
  }

  get unlocked() {
    return this.#audio?.state === "running";
  }

  get audio() {
    return this.#audio;
  }

  get master() {
    return this.#master;
  }

  mute(muted) {
    this.muted = muted;
    localStorage.setItem(MUTED, muted ? "yes" : "no");
    this.#setVolume();
    this.#onChange();
  }

  #unlock() {
    if (this.unlocked) {
      return;
    }
    if (!this.#audio) {
      this.#audio = new AudioContext({ latencyHint: "interactive" });
      this.#audio.addEventListener("statechange", () => this.#onChange());
      this.#master = this.#audio.createGain();
      this.#master.connect(this.#audio.destination);
      this.#setVolume();
    }
    // Refused while the browser does not take this for a touch; the next one asks again.
    this.#audio.resume().then(this.#onChange, this.#onChange);
  }

  #setVolume() {
    this.#master?.gain.setValueAtTime(this.muted ? 0 : 1, this.#audio.currentTime);
  }
}

/** One wearable's buzzer, heard from where it lies on the page. */
export class Buzzer {
  #ear;
  #pan;
  #gain;
  #offset = 0;
  #last = 0;

  /** @param pan from -1, left, to 1, right */
  constructor(ear, pan) {
    this.#ear = ear;
    this.#pan = pan;
  }

  /** @param atMs by the sender's clock */
  output(on, atMs) {
    if (!this.#ear.unlocked) {
      return;
    }
    this.#gain ??= this.#build();
    const now = this.#ear.audio.currentTime;
    const seconds = atMs / 1_000;
    const due = seconds + this.#offset;
    if (due < now || due > now + 2 * LEAD_S) {
      this.#offset = now + LEAD_S - seconds;
    }
    this.#last = Math.max(this.#last, seconds + this.#offset);
    this.#gain.gain.setTargetAtTime(on ? VOLUME : 0, this.#last, SWING_S);
  }

  /** Silence, and nothing to come. */
  hush() {
    if (this.#gain) {
      const now = this.#ear.audio.currentTime;
      this.#gain.gain.cancelScheduledValues(now);
      this.#gain.gain.setTargetAtTime(0, now, SWING_S);
    }
  }

  #build() {
    const audio = this.#ear.audio;
    const plate = new OscillatorNode(audio, { type: "square", frequency: PITCH_HZ });
    const housing = new BiquadFilterNode(audio, { type: "lowpass", frequency: 6_000 });
    const gain = new GainNode(audio, { gain: 0 });
    const place = new StereoPannerNode(audio, { pan: this.#pan });
    plate.connect(housing).connect(gain).connect(place).connect(this.#ear.master);
    plate.start();
    return gain;
  }
}
