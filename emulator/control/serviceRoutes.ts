import { assumptionCatalogue } from "../assumptions/catalogue";
import type { RequestFilter } from "../http/requestLog";
import { list, query, ref } from "../openapi/operation";
import { compact, InvalidInput, optional, readCount, readGuid, readObject, readText } from "../state/input";
import { maskRequest, maskSubmission } from "./mask";
import { readFault } from "./readFault";
import { type ControlRoute, NotThere } from "./route";

/** What was received, faults, assumptions and tokens. */
export const serviceRoutes: readonly ControlRoute[] = [
  {
    method: "GET",
    path: "/requests",
    summary: "What was received: ?method=&path=&customerId=&after=&secrets=show",
    query: [
      query("method", "Without regard to case."),
      query("path", "A part of the path."),
      query("customerId", "A customer."),
      query("after", "Only those after the one with this id."),
      query("secrets", '"show" shows what is masked else.'),
    ],
    gives: list(ref("ReceivedRequest")),
    run: ({ control, query, showSecrets }) => control.requests(readFilter(query)).map((each) => (showSecrets ? each : maskRequest(each))),
  },
  { method: "DELETE", path: "/requests", summary: "Forget what was received", run: ({ control }) => control.clearRequests() },
  {
    method: "GET",
    path: "/submissions",
    summary: "Accepted qualification requests",
    query: [query("secrets", '"show" shows what is masked else.')],
    gives: list(ref("Submission")),
    run: ({ control, showSecrets }) => control.submissions().map((each) => (showSecrets ? each : maskSubmission(each))),
  },

  {
    method: "GET",
    path: "/faults",
    summary: "Faults that are on",
    gives: list(ref("ActiveFault")),
    run: ({ control }) => control.faults(),
  },
  {
    method: "POST",
    path: "/faults",
    summary: "Switch a fault on: {kind, match?, times?, status?, body?, headers?, delayMs?}",
    takes: ref("Fault"),
    gives: ref("FaultId"),
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

  {
    method: "GET",
    path: "/assumptions",
    summary: "The assumptions that hold",
    gives: ref("Assumptions"),
    run: ({ control }) => control.assumptions(),
  },
  {
    method: "GET",
    path: "/assumptions/catalogue",
    summary: "Each one's default, values, meaning and source",
    gives: ref("Catalogue"),
    run: () => assumptionCatalogue,
  },
  {
    method: "PATCH",
    path: "/assumptions",
    summary: "Change some",
    takes: ref("Assumptions"),
    gives: ref("Assumptions"),
    run: ({ control, body }) => control.setAssumptions(readAny(body)),
  },

  {
    method: "PUT",
    path: "/tokens/claims",
    summary: "Claims laid over new tokens",
    takes: ref("Claims"),
    run: ({ control, body }) => control.setTokenClaims(readAny(body)),
  },
  {
    method: "PUT",
    path: "/tokens/lifetime",
    summary: "Set the lifetime of new tokens: {seconds}",
    takes: ref("Seconds"),
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
    gives: ref("RefreshToken"),
    run: ({ control }) => ({ refreshToken: control.issueRefreshToken() }),
  },
  {
    method: "GET",
    path: "/tokens/requests",
    summary: "Requests to the token endpoint",
    gives: list(ref("TokenRequestLog")),
    run: ({ control }) => control.tokenRequests(),
  },
  {
    method: "POST",
    path: "/partners",
    summary: "Add a partner tenant: {tenantId?, clientId?, clientSecret?, refreshToken?}",
    takes: ref("NewPartner"),
    gives: ref("Partner"),
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

function readFilter(query: URLSearchParams): RequestFilter {
  const get = (name: string): string | undefined => query.get(name) ?? undefined;
  const after = get("after");
  return compact<RequestFilter>({
    method: get("method"),
    path: get("path"),
    customerId: get("customerId"),
    after: after === undefined ? undefined : readCount(Number(after), "after"),
  });
}

/** An object of any keys: whoever takes it checks them. */
function readAny(body: unknown): Readonly<Record<string, unknown>> {
  return readObject(body, "The body", typeof body === "object" && body !== null ? Object.keys(body) : []);
}
