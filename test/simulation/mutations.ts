import { PartnerCenterError } from "../../provider/errors";
import type { PartnerCenter } from "../../provider/qualification/partnerCenterPort";
import type { ServiceModel } from "./service";
import type { Tampering } from "./stack";

export interface Mutation extends Tampering {
  readonly name: string;
  /** The services under which the other defence is off, so that this one is seen to be needed. */
  readonly under: (model: ServiceModel) => boolean;
  /** What the simulation must say. */
  readonly caughtBy: RegExp;
  rewrite?(headers: Record<string, string>, random: () => string): void;
}

const anywhere = (): boolean => true;
const consistentWithoutReplay = ({ replays, lag, repeated }: ServiceModel): boolean => !replays && lag === 0 && repeated === "accept";
const replayingWithLag = ({ replays, lag, repeated }: ServiceModel): boolean => replays && lag > 0 && repeated === "accept";

/** A client whose methods can be replaced one by one. */
function altered(client: PartnerCenter, changes: Partial<PartnerCenter>): PartnerCenter {
  return {
    contract: client.contract,
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
    client: (client) =>
      altered(client, { submit: (submission, options) => client.submit(submission, { ...options, landed: async () => undefined }) }),
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
];

/** What the last mutation has overheard. */
let leaked = "";
