import type { Ports } from "../../provider/ports";
import type { Random } from "./random";

interface Event {
  readonly at: number;
  readonly order: number;
  readonly fire: () => void;
}

/** Virtual time: nothing waits, the clock jumps from event to event. */
export class World {
  /** Milliseconds since the epoch. */
  time = Date.UTC(2026, 10, 20);
  readonly random: Random;
  /** Lines for a person, kept only while somebody wants to read them. */
  readonly trace: string[] | undefined;
  #order = 0;
  readonly #events: Event[] = [];

  constructor(random: Random, traced = false) {
    this.random = random;
    this.trace = traced ? [] : undefined;
  }

  note(text: () => string): void {
    this.trace?.push(`${((this.time - Date.UTC(2026, 10, 20)) / 1000).toFixed(3).padStart(11)} s  ${text()}`);
  }

  /** Fires after `ms`; the returned function cancels it. */
  after(ms: number, fire: () => void): () => void {
    const event = { at: this.time + Math.max(ms, 0), order: this.#order++, fire };
    let low = 0;
    let high = this.#events.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = this.#events[middle];
      if (other && (other.at < event.at || (other.at === event.at && other.order < event.order))) low = middle + 1;
      else high = middle;
    }
    this.#events.splice(low, 0, event);
    return () => {
      const index = this.#events.indexOf(event);
      if (index >= 0) this.#events.splice(index, 1);
    };
  }

  /** Lets time pass until the work has ended. False: nothing is left that could end it. */
  async see(work: Promise<unknown>): Promise<boolean> {
    let ended = false;
    const end = (): void => {
      ended = true;
    };
    work.then(end, end);
    await settle();
    while (!ended) {
      if (!this.#step()) return false;
      await settle();
    }
    return true;
  }

  /** Lets `ms` milliseconds pass. */
  async pass(ms: number): Promise<void> {
    await this.see(new Promise<void>((resolve) => this.after(ms, resolve)));
  }

  #step(): boolean {
    const event = this.#events.shift();
    if (!event) return false;
    this.time = event.at;
    event.fire();
    return true;
  }
}

/** Lets everything run that does not wait for time. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** A process: once it is dead nothing that it asked for happens any more. */
export class Process {
  readonly ports: Ports;
  readonly died: Promise<void>;
  #dead = false;
  #die: () => void = () => undefined;
  #calls = 0;
  readonly #world: World;
  readonly #dieAtCall: number | undefined;
  readonly #clockOffset: number;

  /** @param dieAtCall The port call at which the process is killed, counted from 1. */
  constructor(world: World, dieAtCall: number | undefined, clockOffset: number) {
    this.#world = world;
    this.#dieAtCall = dieAtCall;
    this.#clockOffset = clockOffset;
    this.died = new Promise((resolve) => {
      this.#die = resolve;
    });
    this.ports = {
      now: () => world.time + this.#clockOffset,
      timer: (ms, fire) => {
        if (!this.touch()) return () => undefined;
        return world.after(ms, () => this.#dead || fire());
      },
      random: () => world.random.next(),
      uuid: () => world.random.uuid(),
    };
  }

  get dead(): boolean {
    return this.#dead;
  }

  /** One port call: false where the process dies at it or is dead already. */
  touch(): boolean {
    this.#calls += 1;
    if (!this.#dead && this.#calls === this.#dieAtCall) {
      this.#dead = true;
      this.#world.note(() => "the process is killed");
      this.#die();
    }
    return !this.#dead;
  }
}
