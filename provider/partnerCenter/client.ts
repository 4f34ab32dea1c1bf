import { preflight } from "../auth/preflight";
import type { Settings } from "../config/settings";
import type { Diagnostics } from "../diagnostics";
import { PartnerCenterError } from "../errors";
import { readBody } from "../http/body";
import { type Ending, see } from "../http/exchange";
import { isSuccess, statusOf } from "../http/outcome";
import { createSharedFlights } from "../http/sharedFlight";
import type { Ports } from "../ports";
import type { Customer, QualificationEntry } from "../qualification/model";
import type { Accepted, PartnerCenter, Submission, SubmitOptions } from "../qualification/partnerCenterPort";
import { Sending } from "./call";
import { wireContract } from "./contracts";
import type { Call } from "./contracts/contract";
import { pathOf } from "./contracts/pathOf";
import { type CustomerPage, nextPage, parseCustomerPage } from "./customerPages";
import { idIn } from "./errorFromResponse";
import { parseEntries } from "./parseEntries";
import { parseCustomer, parseValidationCodes } from "./parseOthers";
import { createSession, type PartnerCenterOptions, type Session } from "./session";
import { createWriteLog } from "./writeLog";

export type { PartnerCenterOptions } from "./session";

/** The REST client, with what no life cycle needs. */
export interface PartnerCenterClient extends PartnerCenter {
  /** All customers of the partner, page by page. */
  customers(signal?: AbortSignal): AsyncGenerator<readonly Customer[]>;
}

/**
 * The REST client. Nothing is loaded or sent before the first request. All mutable state is in the object returned: one client
 * is one token, one pace, one retry budget.
 */
export function createPartnerCenter(
  settings: Settings,
  ports: Ports,
  diagnostics: Diagnostics,
  options: PartnerCenterOptions = {},
): PartnerCenterClient {
  const session = createSession(settings, ports, diagnostics, options);
  const contract = wireContract(settings.apiContract);
  const reads = createSharedFlights<readonly QualificationEntry[]>();
  const writes = createWriteLog();

  return {
    contract: contract.traits,

    protect: (secret) => session.redactor.add(secret),

    async qualifications(customerId, signal) {
      const call = contract.read(customerId);
      const what = `Reading the qualifications of customer ${customerId}`;
      // Shared only with a read since which nothing was written for this customer.
      return reads.join(
        `${call.path} ${writes.count(customerId.toLowerCase())}`,
        (shared) => get(session, call, what, parseEntries, shared),
        signal,
      );
    },

    async submit(submission, submitOptions) {
      return submit(session, contract.submit(submission), submission, submitOptions, () =>
        writes.note(submission.customerId.toLowerCase()),
      );
    },

    async validationCodes(signal) {
      // Source: `get-a-partner-s-validation-codes` (6/3/2022).
      const call: Call = { method: "GET", path: "/v1/customers/all/validations" };
      return get(session, call, "Reading the validation codes", parseValidationCodes, signal);
    },

    async customer(customerId, signal) {
      const call: Call = { method: "GET", path: pathOf(customerId) };
      return get(session, call, `Reading customer ${customerId}`, parseCustomer, signal);
    },

    async *customers(signal) {
      const what = "Reading the list of customers";
      const asked = new Set<string>();
      for (let call: Call | undefined = nextPage(); call !== undefined; ) {
        const page: CustomerPage = await get(session, call, what, parseCustomerPage, signal);
        yield page.customers;
        const { continuation } = page;
        if (continuation !== undefined && asked.has(continuation)) {
          throw new PartnerCenterError(`${what} does not come to an end: the same page is offered again.`, { kind: "unavailable" });
        }
        asked.add(continuation ?? "");
        call = continuation === undefined ? undefined : nextPage(continuation);
      }
    },
  };
}

async function get<T>(
  session: Session,
  call: Call,
  what: string,
  parse: (json: unknown) => T | undefined,
  signal?: AbortSignal,
): Promise<T> {
  const sending = new Sending(session, call, what, session.line.ports.uuid());
  const ending = await see<never>(session.line, {
    method: "GET",
    prepare: (aborted) => sending.prepare(aborted),
    renew: (outcome) => sending.renew(outcome),
    signal,
  });
  const read = parsed(ending, parse);
  if (read !== undefined) return read;
  if (ending.kind === "found") throw new TypeError("A read looks for nothing.");
  if (ending.kind === "outcome" && ending.outcome.kind === "answered" && isSuccess(ending.outcome.status)) {
    throw notUnderstood(session, sending, ending.outcome.status);
  }
  throw sending.error(ending);
}

async function submit(
  session: Session,
  call: Call,
  submission: Submission,
  { landed, signal }: SubmitOptions,
  written: () => void,
): Promise<Accepted> {
  const { settings, line, redactor } = session;
  const { customerId, kind, requestId } = submission;
  redactor.add(submission.validationCode);
  const sending = new Sending(session, call, `Submitting ${kind} for customer ${customerId}`, requestId);
  const expected = (): Parameters<typeof preflight>[1] => ({
    audience: settings.audience,
    ...(settings.app.tenantId === undefined ? {} : { tenantId: settings.app.tenantId }),
    now: line.ports.now(),
  });
  const look = async (): Promise<QualificationEntry | undefined> => {
    written();
    return landed();
  };
  const ending = await see<QualificationEntry>(line, {
    method: call.method,
    prepare: async (aborted) => {
      const request = await sending.prepare(aborted, (token) => preflight(token, expected()));
      written();
      return request;
    },
    renew: (outcome) => sending.renew(outcome),
    landed: look,
    signal,
  });
  written();

  const ids = { requestId, correlationId: sending.correlationId };
  if (ending.kind === "found") return { entry: ending.found, ...ids };
  if (ending.kind !== "outcome" || !isSuccess(statusOf(ending.outcome))) throw sending.error(ending);

  const answered = ending.outcome.kind === "answered" ? ending.outcome : undefined;
  const answeredIds = {
    requestId: (answered && idIn(answered, "ms-requestid")) ?? requestId,
    correlationId: (answered && idIn(answered, "ms-correlationid")) ?? sending.correlationId,
  };
  const entry = parsed(ending, parseEntries)?.find(({ qualification }) => qualification === kind);
  if (entry !== undefined) return { entry, ...answeredIds };
  const found = await quietly(look);
  if (found !== undefined) return { entry: found, ...answeredIds };
  // A web page with status 200 is a proxy's or a sign-in's: nothing was accepted by anybody who could.
  if (answered !== undefined && readBody(answered.body).kind === "html") throw notUnderstood(session, sending, answered.status, true);
  return answeredIds;
}

function parsed<T>(ending: Ending<unknown>, parse: (json: unknown) => T | undefined): T | undefined {
  if (ending.kind !== "outcome" || ending.outcome.kind !== "answered") return undefined;
  const { status, body } = ending.outcome;
  // 204 says nothing, and nothing must not be taken for an empty list.
  if (status !== 200 && status !== 201 && status !== 202) return undefined;
  const read = readBody(body);
  return read.kind === "json" ? parse(read.json) : undefined;
}

async function quietly<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch {
    return undefined;
  }
}

function notUnderstood(
  session: Session,
  { what, requestId, correlationId }: Sending,
  status: number,
  outcomeUnknown = false,
): PartnerCenterError {
  return new PartnerCenterError(`${what} failed: ${session.host} answered ${status} with something that Partner Center does not say.`, {
    kind: "notPartnerCenter",
    remedy: "Check partnercenter:endpoint, partnercenter:cloud and partnercenter:apiContract, and whether a proxy answers in its place.",
    status,
    requestId,
    correlationId,
    outcomeUnknown,
  });
}
