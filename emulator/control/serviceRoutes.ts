import { assumptionCatalogue } from "../assumptions/catalogue";
import type { RequestFilter } from "../http/requestLog";
import { list, query, ref } from "../openapi/operation";
import { InvalidInput, readCount } from "../state/input";
import { maskRequest, maskSubmission } from "./mask";
import { type ControlRoute, NotThere } from "./route";
import { takes } from "./takes";

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
    gives: ref("FaultId"),
    ...takes("Fault", ({ control }, fault) => ({ id: control.fault(fault) }), "The fault"),
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
    takes: "Assumptions",
    gives: ref("Assumptions"),
    run: ({ control, body }) => control.setAssumptions(readAny(body)),
  },

  {
    method: "PUT",
    path: "/tokens/claims",
    summary: "Claims laid over new tokens",
    ...takes("Claims", ({ control }, claims) => control.setTokenClaims(claims)),
  },
  {
    method: "PUT",
    path: "/tokens/lifetime",
    summary: "Set the lifetime of new tokens: {seconds}",
    ...takes("Seconds", ({ control }, { seconds }) => control.setTokenLifetime(seconds)),
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
    gives: ref("Partner"),
    ...takes("NewPartner", ({ control }, partner) => control.addPartner(partner), "The partner"),
  },
];

function readFilter(query: URLSearchParams): RequestFilter {
  const get = (name: string): string | undefined => query.get(name) ?? undefined;
  const after = get("after");
  const texts = ["method", "path", "customerId"].flatMap((name) => (get(name) === undefined ? [] : [[name, get(name)]]));
  return { ...Object.fromEntries(texts), ...(after === undefined ? {} : { after: readCount(Number(after), "after") }) };
}

/** An object of any keys: the catalogue of assumptions checks them. */
function readAny(body: unknown): Readonly<Record<string, unknown>> {
  if (typeof body !== "object" || body === null || Array.isArray(body)) throw new InvalidInput("The body must be an object.");
  return { ...body };
}
