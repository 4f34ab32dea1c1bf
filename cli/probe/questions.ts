import type { Kind } from "../../provider/qualification/model";

/** What is asked, each with its reason: what `--dry-run` prints. `most` is how often at most; absent: as often as the limit of all leaves. */
export const questions = {
  validationCodes: {
    request: "GET /v1/customers/all/validations",
    why: "the shape of the validation codes",
    most: 1,
  },
  firstPage: { request: "GET /v1/customers?size=2", why: "the shape of a page, and whether its size is kept", most: 1 },
  nextPage: { request: "GET /v1/customers?size=2&seekOperation=Next", why: "how a list goes on", most: 1 },
  customers: { request: "GET /v1/customers?size=200", why: "customers to choose from", most: 1 },
  filter: {
    request: 'GET /v1/customers?size=2&filter={"Field":"Domain",…}',
    why: "whether the filter by domain narrows the list",
    most: 1,
  },
  customer: { request: "GET /v1/customers/{customer}", why: "the shape of a customer", most: 1 },
  unknownCustomer: {
    request: "GET /v1/customers/{random GUID}/qualifications",
    why: "the error of a customer that does not exist",
    most: 1,
  },
  malformedId: { request: "GET /v1/customers/{no GUID}/qualifications", why: "the error of an id that is no GUID", most: 1 },
  withoutRelationship: {
    request: "GET /v1/customers/{customer}/qualifications",
    why: "the error of a customer without relationship (only with --without-relationship)",
    most: 1,
  },
  withoutMfa: {
    request: "GET /v1/customers/all/validations",
    why: "what a token without MFA gets (only with --token-without-mfa)",
    most: 1,
  },
  qualifications: {
    request: "GET /v1/customers/{customer}/qualifications",
    why: "shapes, names, statuses and dates of what customers have; it ends early where nothing new is met",
  },
  legacy: {
    request: "GET /v1/customers/{customer}/qualification",
    why: "whether the retired endpoint still answers, and how it spells",
    most: 4,
  },
} as const satisfies Readonly<Record<string, { readonly request: string; readonly why: string; readonly most?: number }>>;

export type QuestionName = keyof typeof questions;

/** One read. There is no method in it: nothing else than a GET can be asked. */
export interface Question {
  readonly name: QuestionName;
  /** Path and query, from `/v1` on. */
  readonly path: string;
  /** Beside the ones that every request has. */
  readonly headers?: Readonly<Record<string, string>>;
  /** What the customer has by what was read before, `unread` where that was not to be read: for the retired endpoint. */
  readonly has?: Kind | "none" | "unread";
  /** Whether the page before named a next one: for the whole list, which tells whether there was one. */
  readonly firstPage?: "token" | "none";
  /** The domain that was asked for, with a filter. */
  readonly domain?: string;
}

/** The plan in words: nothing has to be asked to know it. */
export function planText(most: number): string {
  const lines = Object.values<{ readonly request: string; readonly why: string; readonly most?: number }>(questions).map(
    ({ request, why, most: times }) => `${(times === undefined ? "*" : String(times)).padStart(3)}  ${request}\n     ${why}\n`,
  );
  return [
    `At most ${most} requests, at most one a second, and nothing but reads. The number says how often at most; * as often as the limit leaves.\n`,
    "Before them the sign-in, as in every run of the provider.\n\n",
    ...lines,
  ].join("");
}
