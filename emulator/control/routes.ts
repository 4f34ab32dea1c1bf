import { assumptionCatalogue } from "../assumptions/catalogue";
import { type QualificationName, qualificationNames, relationships } from "../customers/model";
import type { RequestFilter } from "../http/requestLog";
import { compact, InvalidInput, optional, readChoice, readCount, readGuid, readList, readObject, readText } from "../state/input";
import { readNewCode, readNewCustomer, readQualification } from "../state/seed";
import type { Control } from "./control";
import { maskCode, maskRequest, maskSubmission } from "./mask";
import { readFault } from "./readFault";

/** Nothing is at this address. */
export class NotThere extends Error {
  override readonly name = "NotThere";
}

interface ControlCall {
  readonly control: Control;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly showSecrets: boolean;
}

/** A route under `/_emulator`; `undefined` is answered 204. */
interface ControlRoute {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly path: string;
  readonly summary: string;
  readonly run: (call: ControlCall) => unknown;
}

/** The control interface over HTTP: what `GET /_emulator/` prints. */
export const controlRoutes: readonly ControlRoute[] = [
  {
    method: "GET",
    path: "/",
    summary: "This list",
    run: () => controlRoutes.map(({ method, path, summary }) => ({ method, path: `/_emulator${path}`, summary })),
  },
  { method: "GET", path: "/health", summary: "200 while the emulator runs", run: () => ({ status: "ok" }) },
  { method: "POST", path: "/reset", summary: "Forget everything", run: ({ control }) => control.reset() },

  { method: "GET", path: "/customers", summary: "All customers", run: ({ control }) => control.customers() },
  {
    method: "POST",
    path: "/customers",
    summary: "Add a customer",
    run: ({ control, body }) => control.addCustomer(readNewCustomer(body ?? {}, "The customer")),
  },
  { method: "GET", path: "/customers/{id}", summary: "One customer", run: (call) => call.control.customer(existing(call)) },
  {
    method: "DELETE",
    path: "/customers/{id}",
    summary: "Remove a customer",
    run: (call) => void call.control.removeCustomer(existing(call)),
  },
  {
    method: "GET",
    path: "/customers/{id}/qualifications",
    summary: "What a customer has",
    run: (call) => call.control.qualifications(existing(call)),
  },
  {
    method: "PUT",
    path: "/customers/{id}/qualifications",
    summary: "Set the list: [{qualification, vettingStatus?, vettingReason?, vettingCreateDate?}]",
    run: (call) => call.control.setQualifications(existing(call), readList(call.body, "The body", readQualification)),
  },
  {
    method: "POST",
    path: "/customers/{id}/qualifications/{kind}/approve",
    summary: "Approve",
    run: (call) => call.control.approve(existing(call), kind(call)),
  },
  {
    method: "POST",
    path: "/customers/{id}/qualifications/{kind}/deny",
    summary: "Deny: {reason?}",
    run: (call) => call.control.deny(existing(call), kind(call), reason(call)),
  },
  {
    method: "POST",
    path: "/customers/{id}/qualifications/{kind}/withdraw",
    summary: "Withdraw an approval: {reason?}",
    run: (call) => call.control.withdraw(existing(call), kind(call), reason(call)),
  },
  {
    method: "POST",
    path: "/customers/{id}/qualifications/{kind}/vanish",
    summary: "Take it from the list",
    run: (call) => call.control.vanish(existing(call), kind(call)),
  },
  {
    method: "PUT",
    path: "/customers/{id}/request-count",
    summary: "Set the vetting requests made: {count}",
    run: (call) => call.control.setRequestCount(existing(call), readCount(readObject(call.body, "The body", ["count"])["count"], "count")),
  },
  {
    method: "PUT",
    path: "/customers/{id}/relationship",
    summary: 'Set the relationship: {relationship: "reseller"|"advisor"|"none"}',
    run: (call) => {
      const { relationship } = readObject(call.body, "The body", ["relationship"]);
      return call.control.setRelationship(existing(call), readChoice(relationship, "relationship", relationships));
    },
  },

  {
    method: "GET",
    path: "/validation-codes",
    summary: "Validation codes, masked",
    run: ({ control, showSecrets }) => control.validationCodes().map((code) => (showSecrets ? code : maskCode(code))),
  },
  {
    method: "POST",
    path: "/validation-codes",
    summary: "Add a code: {validationId, organizationName?, maxCreates?, remainingCreates?}",
    run: ({ control, body }) => control.addValidationCode(readNewCode(body, "The code")),
  },

  {
    method: "GET",
    path: "/requests",
    summary: "What was received: ?method=&path=&customerId=&secrets=show",
    run: ({ control, query, showSecrets }) => control.requests(readFilter(query)).map((each) => (showSecrets ? each : maskRequest(each))),
  },
  { method: "DELETE", path: "/requests", summary: "Forget what was received", run: ({ control }) => control.clearRequests() },
  {
    method: "GET",
    path: "/submissions",
    summary: "Accepted qualification requests",
    run: ({ control, showSecrets }) => control.submissions().map((each) => (showSecrets ? each : maskSubmission(each))),
  },

  { method: "GET", path: "/faults", summary: "Faults that are on", run: ({ control }) => control.faults() },
  {
    method: "POST",
    path: "/faults",
    summary: "Switch a fault on: {kind, match?, times?, status?, body?, headers?, delayMs?}",
    run: ({ control, body }) => ({ id: control.fault(readFault(body)) }),
  },
  { method: "DELETE", path: "/faults", summary: "Switch all faults off", run: ({ control }) => control.clearFaults() },
  {
    method: "DELETE",
    path: "/faults/{id}",
    summary: "Switch one fault off",
    run: ({ control, params }) => {
      if (!control.removeFault(Number(params["id"]))) throw new NotThere(`There is no fault ${params["id"]}.`);
    },
  },

  { method: "GET", path: "/assumptions", summary: "The assumptions that hold", run: ({ control }) => control.assumptions() },
  {
    method: "GET",
    path: "/assumptions/catalogue",
    summary: "Each one's default, values, meaning and source",
    run: () => assumptionCatalogue,
  },
  {
    method: "PATCH",
    path: "/assumptions",
    summary: "Change some",
    run: ({ control, body }) => control.setAssumptions(readAny(body)),
  },

  {
    method: "PUT",
    path: "/tokens/claims",
    summary: "Claims laid over new tokens",
    run: ({ control, body }) => control.setTokenClaims(readAny(body)),
  },
  {
    method: "PUT",
    path: "/tokens/lifetime",
    summary: "Set the lifetime of new tokens: {seconds}",
    run: ({ control, body }) => {
      const { seconds } = readObject(body, "The body", ["seconds"]);
      if (typeof seconds !== "number") throw new InvalidInput("seconds must be a number.");
      control.setTokenLifetime(seconds);
    },
  },
  { method: "POST", path: "/tokens/revoke", summary: "Revoke all refresh tokens", run: ({ control }) => control.revokeRefreshToken() },
  {
    method: "POST",
    path: "/tokens/refresh-token",
    summary: "A fresh refresh token",
    run: ({ control }) => ({ refreshToken: control.issueRefreshToken() }),
  },
  { method: "GET", path: "/tokens/requests", summary: "Requests to the token endpoint", run: ({ control }) => control.tokenRequests() },
  {
    method: "POST",
    path: "/partners",
    summary: "Add a partner tenant: {tenantId?, clientId?, clientSecret?, refreshToken?}",
    run: ({ control, body }) => {
      const fields = readObject(body ?? {}, "The partner", ["tenantId", "clientId", "clientSecret", "refreshToken"]);
      return control.addPartner(
        compact({
          tenantId: optional(fields["tenantId"], "tenantId", readGuid),
          clientId: optional(fields["clientId"], "clientId", readGuid),
          clientSecret: optional(fields["clientSecret"], "clientSecret", readText),
          refreshToken: optional(fields["refreshToken"], "refreshToken", readText),
        }),
      );
    },
  },
];

function existing({ control, params }: ControlCall): string {
  const id = params["id"] ?? "";
  if (control.customer(id) === undefined) throw new NotThere(`There is no customer ${id}.`);
  return id;
}

function kind({ params }: ControlCall): QualificationName {
  const given = params["kind"] ?? "";
  return readChoice(
    qualificationNames.find((name) => name.toLowerCase() === given.toLowerCase()) ?? given,
    "The qualification",
    qualificationNames,
  );
}

function reason({ body }: ControlCall): string | undefined {
  return optional(readObject(body ?? {}, "The body", ["reason"])["reason"], "reason", readText);
}

function readFilter(query: URLSearchParams): RequestFilter {
  const get = (name: string): string | undefined => query.get(name) ?? undefined;
  return compact<RequestFilter>({ method: get("method"), path: get("path"), customerId: get("customerId") });
}

/** An object of any keys: whoever takes it checks them. */
function readAny(body: unknown): Readonly<Record<string, unknown>> {
  return readObject(body, "The body", typeof body === "object" && body !== null ? Object.keys(body) : []);
}
