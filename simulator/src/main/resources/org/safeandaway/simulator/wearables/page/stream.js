/**
 * The simulator's news, for as long as the page is open. The simulator says something every two
 * seconds; after a longer silence the line is as good as lost, whatever the browser thinks of it,
 * and is laid afresh.
 */
import { whyNoStream } from "./api.js";

const SILENCE_MS = 4_000;
const LOOK_EVERY_MS = 500;
const AGAIN_MS = 1_500;

export class Stream {
  #listener;
  #source;
  #heardAt = 0;
  #lost = true;

  /** The listener has `hello`, `wearable`, `output`, `lost(why)` and `back()`. */
  constructor(listener) {
    this.#listener = listener;
    this.#open();
    setInterval(() => this.#look(), LOOK_EVERY_MS);
  }

  #open() {
    this.#source?.close();
    this.#heardAt = performance.now();
    const source = new EventSource("/stream");
    this.#source = source;
    for (const name of ["hello", "wearable", "output", "beat"]) {
      source.addEventListener(name, (event) => this.#heard(name, JSON.parse(event.data)));
    }
    source.addEventListener("error", () => this.#failed(source));
  }

  #heard(name, data) {
    this.#heardAt = performance.now();
    if (this.#lost) {
      this.#lost = false;
      this.#listener.back();
    }
    this.#listener[name]?.(data);
  }

  /** A browser tries again by itself, but not after it was refused. */
  async #failed(source) {
    this.#lose("");
    if (source.readyState === EventSource.CLOSED) {
      this.#lose(await whyNoStream());
      setTimeout(() => this.#source === source && this.#open(), AGAIN_MS);
    }
  }

  #look() {
    if (performance.now() - this.#heardAt > SILENCE_MS) {
      this.#lose("");
      this.#open();
    }
  }

  #lose(why) {
    this.#lost = true;
    this.#listener.lost(why);
  }
}
