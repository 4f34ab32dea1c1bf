import { PartnerCenterError } from "../../provider/errors";
import type { PartnerCenter } from "../../provider/qualification/partnerCenterPort";
import { Partial as PartialUpdate } from "./fronts";
import type { Action, Plan } from "./plan";
import { Random } from "./random";
import type { Answer, Entry, ServiceModel } from "./service";
import type { Tampering } from "./stack";

export interface Mutation extends Tampering {
  readonly name: string;
  /** The services under which the other defence is off, so that this one is seen to be needed. */
  readonly under: (model: ServiceModel) => boolean;
  /** The runs that show it, where chance alone would take too long to make them. Default: any run under such a service. */
  readonly plan?: (seed: number) => Plan;
  /** What the simulation must say. */
  readonly caughtBy: RegExp;
  rewrite?(headers: Record<string, string>, random: () => string): void;
  /** What is read; see `Network`. */
  reread?(answer: Answer, before: readonly Entry[] | undefined): Answer;
}

const anywhere = (): boolean => true;
const consistentWithoutReplay = ({ replays, lag, repeated }: ServiceModel): boolean => !replays && lag === 0 && repeated === "accept";
const replayingWithLag = ({ replays, lag, repeated }: ServiceModel): boolean => replays && lag > 0 && repeated === "accept";

/** An accepted request that is denied; then a new wish, whose request is accepted too while its answer is lost. */
const twoRequests = (
  seed: number,
  model: ServiceModel,
  between: readonly Action[],
  after: readonly Action[],
  more: Plan["faults"] = [],
): Plan =>
  planned(
    seed,
    model,
    [{ do: "up" }, { do: "decide", status: "Denied", afterMs: 0 }, ...between, { do: "website" }, { do: "up", refresh: false }, ...after],
    // Each up signs in, reads, and asks: the sixth request is the second submission.
    [{ request: 5, kind: "dropAfter", ms: 0 }, ...more],
  );
const planned = (seed: number, model: ServiceModel, actions: readonly Action[], faults: Plan["faults"]): Plan => ({
  seed,
  model,
  start: [],
  twins: false,
  actions,
  faults,
});
const plain: ServiceModel = { replays: false, replaysRefusals: false, lag: 0, repeated: "accept", dates: true };
const replaying: ServiceModel = { replays: true, replaysRefusals: true, lag: 20_000, repeated: "accept", dates: true };
/** Milliseconds until a decision that falls between the second submission and its read-back, often enough. */
const soon = (seed: number): number => 100 + new Random(seed).below(600);

/** A read with something changed in each entry. */
const rewritten = ({ status, body }: Answer, change: (entry: Entry) => Entry): Answer => ({
  status,
  body: Array.isArray(body) ? body.map(change) : body,
});

/** A client whose methods can be replaced one by one. */
function altered(client: PartnerCenter, changes: Partial<PartnerCenter>): PartnerCenter {
  return {
    contract: client.contract,
    protect: (secret) => client.protect(secret),
    qualifications: (...args) => client.qualifications(...args),
    submit: (...args) => client.submit(...args),
    validationCodes: (...args) => client.validationCodes(...args),
    customer: (...args) => client.customer(...args),
    ...changes,
  };
}

/** Defects that somebody could make tomorrow, each made on the real code through its seams. */
export const mutations: readonly Mutation[] = [
  {
    name: "forget the read-back",
    under: consistentWithoutReplay,
    caughtBy: /accepted more than once/,
    reread: (answer, before) => (answer.status === 200 && before ? { status: 200, body: before } : answer),
  },
  {
    name: "take a read-back that fails for one that finds nothing",
    under: consistentWithoutReplay,
    plan: (seed) => twoRequests(seed, plain, [], [], [{ request: 6, kind: "status403", ms: 0 }]),
    caughtBy: /accepted more than once/,
    reread: (answer, before) => (answer.status >= 400 && before ? { status: 200, body: before } : answer),
  },
  {
    name: "compare dates cut to whole seconds",
    under: consistentWithoutReplay,
    plan: (seed) => twoRequests(seed, plain, [{ do: "decide", status: "Denied", afterMs: soon(seed) }], []),
    caughtBy: /accepted more than once/,
    reread: (answer) =>
      rewritten(answer, ({ vettingCreateDate: date, ...entry }) =>
        date === undefined ? entry : { ...entry, vettingCreateDate: `${date.slice(0, 19)}Z` },
      ),
  },
  {
    name: "compare no reason",
    under: consistentWithoutReplay,
    plan: (seed) => twoRequests(seed, { ...plain, dates: false }, [{ do: "withdraw", afterMs: soon(seed) }], []),
    caughtBy: /accepted more than once/,
    reread: (answer) => rewritten(answer, ({ vettingReason: _, ...entry }) => entry),
  },
  {
    name: "take a refusal behind a sending of unknown outcome for a definite one",
    under: replayingWithLag,
    plan: (seed) =>
      twoRequests(
        seed,
        replaying,
        [{ do: "pass", ms: 30_000 }],
        [{ do: "up", refresh: false }],
        [{ request: 7, kind: "status403", ms: 0 }],
      ),
    caughtBy: /accepted more than once/,
    client: (client) =>
      altered(client, {
        submit: (submission, options) =>
          client.submit(submission, options).catch((error: unknown) => {
            if (error instanceof PartnerCenterError && error.status === 403)
              throw new PartnerCenterError(error.problem, { ...error, fate: "refused" });
            throw error;
          }),
      }),
  },
  {
    name: "new request id on retry",
    under: replayingWithLag,
    caughtBy: /accepted more than once/,
    rewrite(headers, random) {
      if (headers["ms-requestid"]) headers["ms-requestid"] = random();
    },
  },
  {
    name: "random request id for each run",
    under: replayingWithLag,
    // The answer is lost, and so is the read-back: the next run asks again, before a read shows the request.
    plan: (seed) =>
      planned(
        seed,
        replaying,
        [{ do: "up" }, { do: "up" }],
        [
          { request: 2, kind: "dropAfter", ms: 0 },
          { request: 3, kind: "status403", ms: 0 },
        ],
      ),
    caughtBy: /accepted more than once/,
    client: (client, random) =>
      altered(client, { submit: (submission, options) => client.submit({ ...submission, requestId: random() }, options) }),
  },
  {
    name: "retry 403",
    under: anywhere,
    caughtBy: /a request after a definite refusal/,
    client: (client) =>
      altered(client, {
        submit: (submission, options) =>
          client.submit(submission, options).catch((error: unknown) => {
            if (error instanceof PartnerCenterError && error.status === 403) return client.submit(submission, options);
            throw error;
          }),
      }),
  },
  {
    name: "keep the request id after a refusal",
    under: ({ replaysRefusals }) => replaysRefusals,
    caughtBy: /an up in peace failed/,
    olds: ({ __refusals: _, ...olds }) => olds,
  },
  {
    name: "no critical section",
    under: anywhere,
    caughtBy: /two submissions of one customer at once/,
    runtime: (runtime) => ({ ...runtime, alone: (_, work) => work() }),
  },
  {
    name: "take an unreadable customer for one without qualifications",
    under: anywhere,
    caughtBy: /which the service did not say|accepted more than once|a second up without a change/,
    client: (client) => altered(client, { qualifications: (id, signal) => client.qualifications(id, signal).catch(() => []) }),
  },
  {
    name: "overlook what is in review",
    under: ({ repeated, replays }) => repeated === "accept" && !replays,
    caughtBy: /the decision table forbids|accepted more than once/,
    client: (client) =>
      altered(client, {
        qualifications: async (id, signal) =>
          (await client.qualifications(id, signal)).filter(({ vettingStatus }) => vettingStatus !== "InReview"),
      }),
  },
  {
    name: "take any 404 for a customer that is gone",
    under: anywhere,
    caughtBy: /left the state that the service knows/,
    client: (client) =>
      altered(client, {
        qualifications: (id, signal) =>
          client.qualifications(id, signal).catch((error: unknown) => {
            if (error instanceof PartnerCenterError && error.status === 404)
              throw new PartnerCenterError(error.problem, { ...error, kind: "customerUnknown" });
            throw error;
          }),
      }),
  },
  {
    name: "forget every limit in time",
    under: anywhere,
    caughtBy: /never ended|took \d+ s/,
    ignoresLimits: true,
  },
  {
    name: "show the token in an error",
    under: anywhere,
    caughtBy: /a secret was printed/,
    rewrite(headers) {
      leaked = headers["authorization"] ?? leaked;
    },
    client: (client) =>
      altered(client, {
        qualifications: (id, signal) =>
          client.qualifications(id, signal).catch((error: unknown) => {
            throw error instanceof PartnerCenterError ? new PartnerCenterError(`${error.problem} (${leaked})`, { ...error }) : error;
          }),
      }),
  },
  {
    name: "a front answers a refused update without its state",
    under: ({ replaysRefusals }) => replaysRefusals,
    plan: (seed) =>
      planned(
        seed,
        { ...replaying, lag: 0 },
        [
          { do: "up" },
          { do: "decide", status: "Denied", afterMs: 0 },
          { do: "pass", ms: 1_000 },
          { do: "website" },
          { do: "refuse", ups: 1 },
          { do: "up" },
        ],
        [],
      ),
    caughtBy: /an up in peace failed/,
    front: (front, name) =>
      name === "services"
        ? front
        : {
            ...front,
            update: (...args) =>
              front.update(...args).catch((error: unknown) => {
                throw error instanceof PartialUpdate ? new Error(error.message) : error;
              }),
          },
  },
  {
    name: "a front calls again after an error, as a gRPC client may",
    under: anywhere,
    caughtBy: /a request after a definite refusal/,
    front: (front, name) =>
      name === "services" ? front : { ...front, create: (inputs) => front.create(inputs).catch(() => front.create(inputs)) },
  },
];

/** What the last mutation has overheard. */
let leaked = "";
