import { validateHeaderName, validateHeaderValue } from "node:http";
import { errorText } from "../errorText";
import { InvalidInput } from "../state/input";

/** What can go wrong on purpose. */
export const faultKinds = ["dropBefore", "dropAfter", "status", "slow", "halfBody", "garbage"] as const;

/**
 * - `dropBefore`: the connection is cut, nothing is processed.
 * - `dropAfter`: the request is processed, then the connection is cut without an answer.
 * - `status`: nothing is processed; `status`, `body` and `headers` are the answer.
 * - `slow`: the request is processed at once, its answer comes `delayMs` later.
 * - `halfBody`: the request is processed; half of the answer's body is sent, then the connection is cut.
 * - `garbage`: the request is processed; the answer has its status, but `body` (by default an HTML page) instead of its own.
 */
export type FaultKind = (typeof faultKinds)[number];

/** What Node's timers can wait. */
const longestTimer = 2 ** 31 - 1;

/** What the numbers of a fault may be. */
export const faultRanges = {
  times: { min: 1, rule: '1 or more, or "always"' },
  status: { min: 200, max: 599, rule: "a number from 200 to 599" },
  delayMs: { min: 0, max: longestTimer, rule: `a number from 0 to ${longestTimer}` },
} as const;

/** A fault to switch on. */
export interface Fault {
  readonly kind: FaultKind;
  /** Which requests it meets; all that is given must fit. Default: every one but those to `/_emulator/`. */
  readonly match?: FaultMatch;
  /** How many requests it meets, before it is gone. Default 1. */
  readonly times?: number | "always";
  /** HTTP status, 200 to 599. Only for `status`. Default 503. */
  readonly status?: number;
  /** For `status` (default: empty) and `garbage`. */
  readonly body?: string;
  /** Only for `status`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Milliseconds, in real time whatever the clock says. Only for `slow`. Default 1000. */
  readonly delayMs?: number;
}

export interface FaultMatch {
  /** Without regard to case. */
  readonly method?: string;
  /** A part of the path with its query. */
  readonly path?: string;
  /** A regular expression that the path with its query fits. */
  readonly pathPattern?: string;
  /** The GUID in the path, or the domain of its customer. */
  readonly customerId?: string;
}

/** A fault that is switched on. */
export interface ActiveFault extends Fault {
  readonly id: number;
  /** How many requests it will still meet. */
  readonly left: number | "always";
}

/** The customer that a request is about, as far as it is known. */
export interface FaultCustomer {
  /** In lower case. */
  readonly id?: string | undefined;
  readonly domain?: string | undefined;
}

interface Armed {
  readonly id: number;
  readonly fault: Fault;
  readonly pattern: RegExp | undefined;
  left: number;
}

/** The faults that are switched on, oldest first; a request meets the first that fits. */
export class Faults {
  #armed: Armed[] = [];
  #last = 0;

  /** @throws InvalidInput for a pattern or number that cannot be used. */
  add(fault: Fault): number {
    const times = fault.times ?? 1;
    if (times !== "always") checkRange("times", times, Number.MAX_SAFE_INTEGER);
    checkRange("status", fault.status ?? 503, faultRanges.status.max);
    checkRange("delayMs", fault.delayMs ?? 0, faultRanges.delayMs.max);
    checkHeaders(fault.headers ?? {});
    this.#last += 1;
    this.#armed.push({
      id: this.#last,
      fault,
      pattern: readPattern(fault.match?.pathPattern),
      left: times === "always" ? Number.POSITIVE_INFINITY : times,
    });
    return this.#last;
  }

  /** The fault this request meets, used up by one. */
  take(method: string, target: string, customer: FaultCustomer): Fault | undefined {
    const met = this.#armed.find(({ fault, pattern }) => fits(fault.match ?? {}, pattern, method, target, customer));
    if (met === undefined) return undefined;
    met.left -= 1;
    if (met.left <= 0) this.remove(met.id);
    return met.fault;
  }

  remove(id: number): boolean {
    const before = this.#armed.length;
    this.#armed = this.#armed.filter((each) => each.id !== id);
    return this.#armed.length < before;
  }

  clear(): void {
    this.#armed = [];
  }

  list(): readonly ActiveFault[] {
    return this.#armed.map(({ id, fault, left }) => ({ ...fault, id, left: Number.isFinite(left) ? left : "always" }));
  }
}

function fits(match: FaultMatch, pattern: RegExp | undefined, method: string, target: string, customer: FaultCustomer): boolean {
  if (match.method !== undefined && match.method.toUpperCase() !== method) return false;
  if (match.path !== undefined && !target.includes(match.path)) return false;
  if (pattern !== undefined && !pattern.test(target)) return false;
  const wanted = match.customerId?.toLowerCase();
  return wanted === undefined || wanted === customer.id || wanted === customer.domain?.toLowerCase();
}

function checkRange(name: keyof typeof faultRanges, value: number, max: number): void {
  const { min, rule } = faultRanges[name];
  if (!Number.isInteger(value) || value < min || value > max) throw new InvalidInput(`A fault's ${name} must be ${rule}.`);
}

function checkHeaders(headers: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(headers)) {
    try {
      validateHeaderName(name);
      validateHeaderValue(name, value);
    } catch (error) {
      throw new InvalidInput(`A fault's headers cannot be sent: ${errorText(error)}`);
    }
  }
}

function readPattern(source: string | undefined): RegExp | undefined {
  try {
    return source === undefined ? undefined : new RegExp(source);
  } catch (error) {
    throw new InvalidInput(`A fault's pathPattern is not a regular expression: ${errorText(error)}`);
  }
}
