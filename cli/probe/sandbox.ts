import { decodeClaims } from "../../provider/auth/claims";
import { preflight } from "../../provider/auth/preflight";
import type { Settings } from "../../provider/config/settings";
import { isSuccess, type Outcome, statusOf } from "../../provider/http/outcome";
import { isObject } from "../../provider/json";
import { parseCustomer, parseCustomerPage, parsed, parseEntries } from "../../provider/partnerCenter/answers";
import { type Call, pathOf, wireContract } from "../../provider/partnerCenter/contracts";
import { type Clock, sleep } from "../../provider/ports";
import { sameName } from "../../provider/qualification/model";
import { probeLimits } from "./ask";
import { successOf } from "./exchange";
import { type Observation, ofAssumption } from "./observation";
import type { SandboxReport } from "./report";

/** Seconds for which the customer is read after the request. */
const watched = 20;
/** Requests that the sandbox needs: two reads before, two of the one request, and those after it. */
export const sandboxRequests = 3 + 2 + 1 + watched;

/**
 * What shows a customer of the integration sandbox. No documented read says that an account is a sandbox (test-and-debug, 07/03/2023: the same base
 * URL, an account of its own). Judgement, and narrow on purpose: the customer's domain is one below Microsoft's own domain for tests, which no
 * customer outside has, and the account has at most the 75 customers that the page allows there. A sandbox customer with another domain is refused.
 */
const testDomain = /^[a-z0-9-]+\.ccsctp\.net$/i;
const mostCustomers = 75;

/** The one thing in `probe` that can send something else than a read. */
export interface Writer {
  /** Sends a request, once. Never rejects. */
  readonly send: (call: Call, requestId: string) => Promise<Outcome>;
  readonly uuid: () => string;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** What keeps a request from being sent, before anybody signs in: a sentence, or undefined. */
export function refusedSettings(settings: Settings, terminal: boolean): string | undefined {
  if (!terminal) return "--sandbox needs a terminal: a person types the customer's domain before anything is sent.";
  if (settings.readOnly) return "partnercenter:readOnly is true: nothing is ever submitted, also not by --sandbox.";
  if (!wireContract(settings.apiContract).traits.settable.includes("StateOwnedEntity")) {
    return `--sandbox asks for StateOwnedEntity, which the contract ${settings.apiContract} does not know (partnercenter:apiContract).`;
  }
  if (settings.requestsPerMinute !== undefined && settings.requestsPerMinute < 60) {
    return "--sandbox reads each second, and partnercenter:requestsPerMinute allows less than that.";
  }
  return undefined;
}

/** What the token itself forbids: an application's, or one without MFA. A sentence, or undefined. */
export function refusedToken({ audience, app }: Settings, token: string, now: number): string | undefined {
  if (decodeClaims(token) === undefined)
    return "--sandbox needs a token that can be looked at before it is used; this one cannot be decoded.";
  return preflight(token, { audience, now, ...(app.tenantId === undefined ? {} : { tenantId: app.tenantId }) })?.message;
}

/** The customer's domain, where it is the sandbox's and has nothing yet; else why not, as a sentence. Reads alone. */
export async function sandboxCustomer(
  customerId: string,
  writer: Writer,
): Promise<{ readonly domain: string } | { readonly problem: string }> {
  const { clock, signal } = writer;
  const read = (path: string): Promise<Outcome> => writer.send({ method: "GET", path }, writer.uuid());
  const pause = (): Promise<void> => sleep(clock, probeLimits.gap, signal);
  const customer = parsed(await read(pathOf(customerId)), parseCustomer);
  if (customer?.domain === undefined) return { problem: "The customer of --sandbox cannot be read, so nothing is sent." };
  if (!testDomain.test(customer.domain)) {
    return {
      problem:
        "The customer of --sandbox does not show that it is one of the integration sandbox: its domain does not end in .ccsctp.net. Nothing is sent.",
    };
  }
  await pause();
  const page = parsed(await read(`/v1/customers?size=${mostCustomers + 1}`), parseCustomerPage);
  if (page === undefined || page.continuation !== undefined || page.customers.length > mostCustomers) {
    return {
      problem: `The account does not show that it is an integration sandbox: one has at most ${mostCustomers} customers. Nothing is sent.`,
    };
  }
  await pause();
  const entries = parsed(await read(`${pathOf(customerId)}/qualifications`), parseEntries);
  if (entries === undefined) return { problem: "The qualifications of the customer of --sandbox cannot be read, so nothing is sent." };
  if (entries.length > 0) {
    const has = entries.some(({ qualification }) => sameName(qualification, "StateOwnedEntity"))
      ? "StateOwnedEntity already"
      : "a qualification";
    return { problem: `The customer of --sandbox has ${has}. Name one without any: nothing is sent.` };
  }
  return { domain: customer.domain };
}

/** What became of the one request, with what it shows. */
export interface Written {
  readonly report: SandboxReport;
  readonly observations: readonly Observation[];
  readonly requests: number;
  /** What became of the request, where it was not accepted. */
  readonly failed?: Outcome;
}

/**
 * Asks for StateOwnedEntity once, which is not vetted (get-customer-qualification-asynchronous, 07/28/2023: no status) and spends no request. Reads the
 * customer at once, repeats the request with the same `MS-RequestId`, and reads each second for 20 s. A request that is refused, or whose answer is
 * lost, is not repeated.
 *
 * A service that does not replay ids but answers a repetition with what is there looks like one that does: either way a repetition changes nothing.
 */
export async function writeOnce(customerId: string, settings: Settings, writer: Writer): Promise<Written> {
  const { clock, signal } = writer;
  const requestId = writer.uuid();
  const call = wireContract(settings.apiContract).submit({ customerId, kind: "StateOwnedEntity", requestId });
  const first = await writer.send(call, requestId);
  const answered = clock.now();
  const status = statusOf(first);
  if (first.kind !== "answered" || !isSuccess(first.status)) {
    const ended = first.kind === "answered" && first.status < 500 ? "refused" : "noAnswer";
    return {
      report: { ended, ...(status === undefined ? {} : { status }), reads: 0, withoutIt: 0 },
      observations: [],
      requests: 1,
      failed: first,
    };
  }
  const reads: { readonly after: number; readonly shows: boolean }[] = [];
  const look = async (): Promise<void> => {
    const outcome = await writer.send({ method: "GET", path: `${pathOf(customerId)}/qualifications` }, writer.uuid());
    const entries = parsed(outcome, parseEntries);
    // A read that says nothing shows nothing either way.
    if (entries === undefined) return;
    const shows = entries.some(({ qualification }) => sameName(qualification, "StateOwnedEntity"));
    reads.push({ after: Math.floor((clock.now() - answered) / 1000), shows });
  };
  await look();
  await sleep(clock, probeLimits.gap, signal);
  const second = await writer.send(call, requestId);
  for (let second = 1; second <= watched; second++) {
    await sleep(clock, Math.max(0, answered + second * 1000 - clock.now()), signal);
    await look();
  }
  const seen = reads.find(({ shows }) => shows);
  const repeatedStatus = statusOf(second);
  const sameAnswer =
    second.kind === "answered" && second.status === first.status && Buffer.compare(Buffer.from(first.body), Buffer.from(second.body)) === 0;
  const withoutIt = reads.filter(({ shows }) => !shows).length;
  // A repetition that was not carried out because the service failed says nothing.
  const told = second.kind === "answered" && second.status < 500 && second.status !== 429 && second.status !== 401;
  return {
    report: {
      ended: "done",
      status: first.status,
      ...(repeatedStatus === undefined ? {} : { repeatedStatus }),
      sameAnswer,
      reads: reads.length,
      withoutIt,
      ...(seen === undefined ? {} : { seenAfterSeconds: seen.after }),
    },
    observations: [
      ofAssumption("postAnswer", formOf(first)),
      ...(told ? [ofAssumption("replayRequestIds", sameAnswer)] : []),
      ...(reads.length === 0 ? [] : [ofAssumption("readLagMs", lagOf(reads) * 1000)]),
    ],
    requests: 2 + 1 + watched,
  };
}

/** Seconds after which every read showed it. Where the last one did not, the time that was watched: then it is longer. */
function lagOf(reads: readonly { readonly after: number; readonly shows: boolean }[]): number {
  const last = reads.map(({ shows }) => shows).lastIndexOf(false);
  return last < 0 ? 0 : (reads[last + 1]?.after ?? watched);
}

/** The forms of the catalogue: 201 and one object, 200 and a wrapper, 201 and an array of one. */
function formOf(first: Outcome): string | undefined {
  if (first.kind !== "answered") return undefined;
  const { json } = successOf({ ...first, status: first.status === 201 ? 200 : first.status }) ?? { json: undefined };
  if (Array.isArray(json)) return first.status === 201 ? "array" : undefined;
  if (!isObject(json)) return undefined;
  const keys = Object.keys(json).map((key) => key.toLowerCase());
  if (keys.includes("qualifications")) return first.status === 200 ? "wrapper" : undefined;
  return first.status === 201 && keys.includes("qualification") ? "object" : undefined;
}
