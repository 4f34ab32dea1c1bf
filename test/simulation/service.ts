import type { World } from "./world";

/** How this Partner Center behaves where nothing is documented. The defences are shown one by one, with the other one off. */
export interface ServiceModel {
  /** Whether a known `MS-RequestId` gets its first answer again. */
  readonly replays: boolean;
  /** Whether refusals are replayed too. */
  readonly replaysRefusals: boolean;
  /** The longest time after which a read shows a write, in milliseconds. 0: reads are consistent. */
  readonly lag: number;
  /** What a second request for a live qualification gets: a conflict, or one of the three is spent. */
  readonly repeated: "conflict" | "accept";
  /** Whether entries carry their date. */
  readonly dates: boolean;
}

export interface Entry {
  readonly qualification: string;
  readonly vettingStatus?: string;
  readonly vettingReason?: string;
  readonly vettingCreateDate?: string;
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

export interface AcceptedSubmission {
  readonly at: number;
  readonly requestId: string;
  readonly qualification: string;
  /** What the program asked for: the version of its wish. */
  readonly version: number;
}

const exclusive: readonly (readonly [string, string])[] = [["Education", "GovernmentCommunityCloud"]];

/** A Partner Center with one customer. Sources: facts of the API §1.3–1.7; its own small code, so that it shares no error with ours. */
export class Service {
  readonly accepted: AcceptedSubmission[] = [];
  readonly model: ServiceModel;
  /** An outage of the rules: while set, every submission is refused with it. */
  refusal: Answer | undefined;
  /** Every list of entries that was ever true, with the time from which it was. */
  readonly #history: { readonly from: number; readonly entries: readonly Entry[] }[];
  readonly #answers = new Map<string, Answer>();
  readonly #world: World;

  constructor(world: World, model: ServiceModel, entries: readonly Entry[]) {
    this.#world = world;
    this.model = model;
    this.#history = [{ from: Number.NEGATIVE_INFINITY, entries }];
  }

  get entries(): readonly Entry[] {
    return this.#history.at(-1)?.entries ?? [];
  }

  /** What a read may show now: the truth, or what was true within the lag. */
  read(): readonly Entry[] {
    const seenFrom = this.#world.time - (this.model.lag === 0 ? 0 : this.#world.random.below(this.model.lag));
    return this.#history.findLast(({ from }) => from <= seenFrom)?.entries ?? [];
  }

  /** Every list that a read could have shown since `since`. */
  possibleSince(since: number): (readonly Entry[])[] {
    const first = this.#history.findLastIndex(({ from }) => from <= since - this.model.lag);
    return this.#history.slice(Math.max(first, 0)).map(({ entries }) => entries);
  }

  submit(requestId: string, body: { qualification?: string }, version: number): Answer {
    const known = this.model.replays ? this.#answers.get(requestId) : undefined;
    if (known) return known;
    const answer = this.#decide(requestId, body.qualification ?? "", version);
    if (answer.status < 400 || this.model.replaysRefusals) this.#answers.set(requestId, answer);
    return answer;
  }

  #decide(requestId: string, qualification: string, version: number): Answer {
    if (this.refusal) return this.refusal;
    const own = this.entries.find((entry) => entry.qualification === qualification);
    const denied = own?.vettingStatus === "Denied";
    const excluded = this.entries.some(
      (entry) =>
        entry.vettingStatus !== "Denied" &&
        exclusive.some(
          (pair) => pair.includes(qualification) && pair.includes(entry.qualification) && entry.qualification !== qualification,
        ),
    );
    if (excluded) return refuse(400, "The two qualifications cannot be combined.");
    if (own && !denied && this.model.repeated === "conflict") return refuse(409, "A request is in review already.");
    const vetted = qualification !== "StateOwnedEntity";
    if (vetted && this.accepted.filter((one) => one.qualification === qualification).length >= 3)
      return refuse(400, "No requests are left.");
    const entry: Entry = vetted
      ? {
          qualification,
          vettingStatus: "InReview",
          ...(this.model.dates ? { vettingCreateDate: new Date(this.#world.time).toISOString() } : {}),
        }
      : { qualification };
    this.#set([...this.entries.filter((other) => other !== own), entry]);
    this.accepted.push({ at: this.#world.time, requestId, qualification, version });
    return { status: 201, body: entry };
  }

  decide(qualification: string, vettingStatus: string, vettingReason?: string): void {
    const entries = this.entries.map((entry) =>
      entry.qualification === qualification && entry.vettingStatus !== undefined
        ? {
            qualification,
            vettingStatus,
            ...(vettingReason ? { vettingReason } : {}),
            ...(entry.vettingCreateDate ? { vettingCreateDate: entry.vettingCreateDate } : {}),
          }
        : entry,
    );
    this.#set(entries);
  }

  vanish(qualification: string): void {
    this.#set(this.entries.filter((entry) => entry.qualification !== qualification));
  }

  #set(entries: readonly Entry[]): void {
    this.#history.push({ from: this.#world.time, entries });
  }
}

function refuse(status: number, description: string): Answer {
  return {
    status,
    body: { code: 600000 + status, message: description, description, errorName: "Refused", isRetryable: false, parameters: {} },
  };
}
