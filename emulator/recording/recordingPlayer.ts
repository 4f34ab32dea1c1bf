import { type IncomingRequest, json } from "../http/message";
import type { Encoded } from "../http/send";
import { encodeAnswer } from "../http/send";
import { fillJson, fillName, fillText, guidOf, type IdOf } from "./placeholders";
import type { Exchange, RecordedAnswer } from "./readRecording";

/** What is sent back, and how it breaks off. */
export interface Played {
  readonly encoded: Encoded;
  /** The connection is cut before the answer or in its middle; it stays silent; it is silent after the head. Absent: the answer is whole. */
  readonly broken?: "cut" | "half" | "silent" | "headOnly";
}

/** A customer of a recording. */
export interface RecordedCustomer {
  /** Its letters in the recording. */
  readonly letters: string;
  /** Its GUID here: the client's own, or the one that it may use. */
  readonly customerId: string;
}

const customerIn = /\/customers\/<id ([^>]+)>/;

/**
 * Plays a recording: the answers to a request are those that were recorded for its method and path, in their order. A customer's letters are bound to the
 * first GUID that asks for what was recorded for them, so that a program with other ids than the recorded ones runs, too.
 */
export class RecordingPlayer {
  readonly #left: Exchange[];
  readonly #size: number;
  /** GUID by scope and letters. */
  readonly #bound = new Map<string, string>();
  readonly #canonical = new Map<string, string>();

  constructor(exchanges: readonly Exchange[]) {
    this.#size = exchanges.length;
    // What never left, or was given up by its caller, no server has seen to its end.
    this.#left = exchanges.filter(({ answer }) => answer.outcome !== "notSent" && answer.outcome !== "aborted");
    for (const { scope, path } of exchanges) {
      const letters = customerIn.exec(path)?.[1];
      if (letters !== undefined) this.#canonical.set(guidOf(scope, letters), key(scope, letters));
    }
  }

  /** How many exchanges it holds, those that cannot be played among them. */
  get size(): number {
    return this.#size;
  }

  /** The lines that nobody has asked for yet. */
  unplayed(): readonly number[] {
    return this.#left.map(({ line }) => line);
  }

  customers(): readonly RecordedCustomer[] {
    return [...this.#canonical].map(([guid, name]) => ({ letters: name.split(" ")[1] ?? "", customerId: this.#bound.get(name) ?? guid }));
  }

  /** The next recorded answer to a sign-in that failed; undefined: the emulator answers it itself, since no token was recorded. */
  signIn(request: IncomingRequest): Played | undefined {
    const found = this.#left.find(({ path }) => isSignIn(path));
    if (found === undefined) return undefined;
    this.#take(found);
    return found.answer.outcome === "answered" && (found.answer.status ?? 0) < 300 ? undefined : this.#play(found, request);
  }

  /** The next recorded answer to a request of the API. */
  answer(request: IncomingRequest): Played {
    const asked = patternOf(request.path);
    const guid = guidIn(request.path);
    const fits = this.#left.filter(({ method, path }) => method === request.method && patternOf(path) === asked);
    const found = fits.find(({ scope, path }) => this.#isOf(guid, scope, customerIn.exec(path)?.[1]));
    if (found === undefined) return { encoded: encodeAnswer(this.#nothing(request, asked), false) };
    this.#take(found);
    return this.#play(found, request);
  }

  #isOf(guid: string | undefined, scope: string, letters: string | undefined): boolean {
    if (guid === undefined || letters === undefined) return guid === undefined && letters === undefined;
    const name = key(scope, letters);
    const meant = this.#canonical.get(guid);
    if (meant !== undefined) return meant === name;
    const bound = this.#bound.get(name);
    if (bound !== undefined) return bound === guid;
    // A GUID stands for one customer of each scope.
    if ([...this.#bound].some(([other, known]) => known === guid && other.startsWith(`${scope} `))) return false;
    this.#bound.set(name, guid);
    return true;
  }

  #take(exchange: Exchange): void {
    this.#left.splice(this.#left.indexOf(exchange), 1);
  }

  #play({ scope, headers, answer }: Exchange, request: IncomingRequest): Played {
    // An answer repeats the ids of its request, which are the client's own.
    const own = new Map<string, string>();
    for (const [name, value] of Object.entries(headers)) {
      const letters = /^<id ([^>]+)>$/.exec(value)?.[1];
      const sent = request.headers[name.toLowerCase()];
      if (letters !== undefined && sent !== undefined) own.set(letters, sent);
    }
    const idOf: IdOf = (letters) => own.get(letters) ?? this.#bound.get(key(scope, letters)) ?? guidOf(scope, letters);
    return played(answer, idOf);
  }

  /** What was not recorded is told as such: an answer of the emulator's own would look like the service's. */
  #nothing({ method }: IncomingRequest, asked: string) {
    const description = `The recording has no further answer to ${method} ${asked.replace("<id>", "{customer}")}. This is the emulator's word, not Partner Center's.`;
    return json(400, { code: 0, description, data: [], source: "emulator" });
  }
}

function key(scope: string, letters: string): string {
  return `${scope} ${letters}`;
}

export function isSignIn(path: string): boolean {
  return /\/oauth2\/(?:v2\.0\/)?token$/i.test(path);
}

const guid = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/i;

function guidIn(path: string): string | undefined {
  return /\/customers\//i.test(path) ? guid.exec(path)?.[0].toLowerCase() : undefined;
}

/** A path from its version on, without the ids in it: a gateway may stand before it. */
function patternOf(path: string): string {
  const own = /\/v1(?:\.0)?\/.*$/i.exec(path.replaceAll(/\/{2,}/g, "/"))?.[0] ?? path;
  return own
    .replaceAll(new RegExp(guid.source, "gi"), "<id>")
    .replaceAll(/<id [^>]+>/g, "<id>")
    .toLowerCase();
}

/** What the server itself writes, and what tells of a body that is not the recorded one. */
const ownHeaders = ["connection", "content-encoding", "content-length", "date", "keep-alive", "set-cookie", "transfer-encoding", "upgrade"];

function played(answer: RecordedAnswer, idOf: IdOf): Played {
  const { outcome, status = 200, why } = answer;
  const headers = Object.fromEntries(
    Object.entries(answer.headers)
      .filter(([name]) => !ownHeaders.includes(name.toLowerCase()))
      .map(([name, value]) => [fillName(name), fillText(value, idOf)]),
  );
  const encoded = (body: Buffer, more: Record<string, string> = {}): Encoded => ({
    status,
    ...(answer.reason === undefined ? {} : { reason: fillText(answer.reason, idOf) }),
    headers: { ...headers, ...more, ...(status === 204 ? {} : { "Content-Length": String(body.length) }) },
    body,
  });
  const silence = Buffer.alloc(64, "x");
  switch (outcome) {
    case "timedOut":
      return { encoded: encoded(silence), broken: answer.status === undefined ? "silent" : "headOnly" };
    case "unreadable":
      return {
        encoded:
          why === "too large"
            ? encoded(Buffer.alloc(tooLarge, "x"))
            : encoded(Buffer.from("this is not gzip"), { "Content-Encoding": "gzip" }),
      };
    case "dropped":
      return { encoded: encoded(silence), broken: answer.status === undefined ? "cut" : "half" };
    default:
      return { encoded: encoded(bodyOf(answer, idOf)) };
  }
}

/** More than the provider reads: 1 MiB. */
const tooLarge = 2 * 1024 * 1024;

function bodyOf({ body, bom }: RecordedAnswer, idOf: IdOf): Buffer {
  const mark = bom ? "\uFEFF" : "";
  if (body === undefined) return Buffer.from(mark);
  if ("json" in body) return Buffer.from(mark + JSON.stringify(fillJson(body.json, idOf)));
  if ("text" in body) return Buffer.from(mark + fillText(body.text, idOf));
  if ("form" in body) return Buffer.from(new URLSearchParams(body.form).toString());
  return Buffer.from(
    `${mark}<html><body>${"A recorded page. ".repeat(Math.max(1, Math.min(Math.floor(body.html / 17) - 2, 1000)))}</body></html>`,
  );
}
