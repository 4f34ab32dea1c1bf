import { InvalidInput } from "../state/input";

/** Where the emulator takes the time from. */
export interface EmulatorClock {
  /** Milliseconds since the Unix epoch, UTC. */
  now(): number;
}

/** The clock as the control interface shows it. */
export interface ClockState {
  /** ISO 8601. */
  readonly now: string;
  /** How many seconds pass in one; 0: it stands still. */
  readonly speed: number;
}

/** How many seconds pass in one at most. */
export const fastest = 1_000_000;
export const speedRule = `must be a speed such as "1x", "60x" or "0x" (the clock stands still), at most ${fastest}x.`;
/** The last day of the year 9999: what is later cannot be written in ISO 8601 with four digits. */
const latest = Date.UTC(9999, 11, 31);

/** A clock over another one that can be stepped by hand and run faster. All that waits for time in the emulator waits by it. */
export class AdjustableClock implements EmulatorClock {
  readonly #under: EmulatorClock;
  #underThen = 0;
  #then = 0;
  #speed = 1;

  constructor(under: EmulatorClock) {
    this.#under = under;
    this.reset(1);
  }

  now(): number {
    return Math.min(latest, Math.floor(this.#then + (this.#under.now() - this.#underThen) * this.#speed));
  }

  state(): ClockState {
    return { now: new Date(this.now()).toISOString(), speed: this.#speed };
  }

  /** @throws InvalidInput for a time that is not a whole number of milliseconds, or that would end after the year 9999. */
  advance(ms: number): void {
    if (!Number.isInteger(ms) || ms < 0) throw new InvalidInput("The clock can only be advanced, by whole milliseconds.");
    const then = this.now() + ms;
    if (then > latest) throw new InvalidInput("The clock ends with the year 9999.");
    this.#from(then, this.#speed);
  }

  /** @throws InvalidInput */
  setSpeed(speed: number): void {
    this.#from(this.now(), checkSpeed(speed));
  }

  /** The time of the clock under it, at this speed. */
  reset(speed: number): void {
    this.#from(this.#under.now(), checkSpeed(speed));
  }

  #from(then: number, speed: number): void {
    this.#then = then;
    this.#underThen = this.#under.now();
    this.#speed = speed;
  }
}

/** A speed from a number, or from a text such as "60x". */
export function readSpeed(value: unknown, where: string): number {
  const speed = typeof value === "string" && /^\d+(\.\d+)?x?$/i.test(value) ? Number.parseFloat(value) : value;
  if (typeof speed !== "number" || !isSpeed(speed)) throw new InvalidInput(`${where} ${speedRule}`, where);
  return speed;
}

function checkSpeed(speed: number): number {
  if (!isSpeed(speed)) throw new InvalidInput(`The speed of the clock must be a number from 0 to ${fastest}.`);
  return speed;
}

function isSpeed(speed: number): boolean {
  return speed >= 0 && speed <= fastest;
}
