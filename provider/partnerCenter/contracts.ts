import type { ContractName } from "../apiContract";
import { PartnerCenterError } from "../errors";
import { isGuid } from "../guid";
import { qualificationNames } from "../qualification/model";
import type { ContractTraits, Submission } from "../qualification/partnerCenterPort";

/** A request below the API's base URL. */
export interface Call {
  readonly method: "GET" | "POST" | "PUT";
  /** Path and query, from `/v1` on, already encoded. */
  readonly path: string;
  /** The body's exact text, where there is one. */
  readonly body?: string;
  /** Beside the ones that every request has. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** One wire contract: what can be asked for, and the exact requests. Answers are read alike for all of them. */
export interface WireContract {
  readonly traits: ContractTraits;
  read(customerId: string): Call;
  submit(submission: Submission): Call;
}

/**
 * The contract of today, mandatory since 17 May 2023. Sources: `update-customer-qualification-asynchronous` (06/28/2022) for
 * the POST, `get-customer-qualification-asynchronous` (07/28/2023) for the GET. Keys in camelCase, absent fields left out, as the
 * documented samples and Microsoft's .NET SDK 3.4.0 send them.
 */
const contract202305: WireContract = {
  traits: {
    name: "2023-05",
    settable: ["Education", "GovernmentCommunityCloud", "StateOwnedEntity"],
    requiresSegment: true,
    reportsVetting: true,
  },
  read: (customerId) => ({ method: "GET", path: `${pathOf(customerId)}/qualifications` }),
  submit: ({ customerId, kind, educationSegment, website, validationCode }) => ({
    method: "POST",
    path: `${pathOf(customerId)}/qualifications`,
    body: JSON.stringify({ qualification: kind, educationSegment, website, validationCode }),
  }),
};

/**
 * The contract from December 2020 to 17 May 2023. Source: "Update a customer's qualifications asynchronously" (02/16/2021), the
 * second seed document: the body holds the qualification alone, the validation code is the query parameter `code`.
 */
const contract202102: WireContract = {
  traits: {
    name: "2021-02",
    settable: ["Education", "GovernmentCommunityCloud"],
    requiresSegment: false,
    reportsVetting: true,
  },
  read: (customerId) => ({ method: "GET", path: `${pathOf(customerId)}/qualifications` }),
  submit: ({ customerId, kind, validationCode }) => ({
    method: "POST",
    path: `${pathOf(customerId)}/qualifications${codeQuery(validationCode)}`,
    body: JSON.stringify({ Qualification: kind }),
  }),
};

/**
 * The synchronous contract, announced to be retired at the end of February 2021. Source: "Update a customer's qualification"
 * (09/12/2018), the first seed document: the body is the enum's number, bare, and the validation code is the query parameter `code`.
 */
const contract201809: WireContract = {
  traits: {
    name: "2018-09",
    settable: ["Education", "GovernmentCommunityCloud"],
    requiresSegment: false,
    reportsVetting: false,
  },
  read: (customerId) => ({ method: "GET", path: `${pathOf(customerId)}/qualification` }),
  submit: ({ customerId, kind, validationCode }) => ({
    method: "PUT",
    path: `${pathOf(customerId)}/qualification${codeQuery(validationCode)}`,
    body: String(qualificationNames.indexOf(kind)),
  }),
};

const contracts: Readonly<Record<ContractName, WireContract>> = {
  "2023-05": contract202305,
  "2021-02": contract202102,
  "2018-09": contract201809,
};

/** The wire contract of that name. */
export function wireContract(name: ContractName): WireContract {
  return contracts[name];
}

/** What the life cycle has to know of a contract. Loads nothing that speaks to the network. */
export function contractTraits(name: ContractName): ContractTraits {
  return contracts[name].traits;
}

/** The path of a customer. Only a checked GUID ever becomes part of a path. */
export function pathOf(customerId: string): string {
  if (!isGuid(customerId)) {
    throw new PartnerCenterError(`The customer id ${JSON.stringify(customerId.slice(0, 80))} is not a GUID.`, {
      kind: "rule",
      remedy: "Take the Microsoft ID from the customer's Account page in Partner Center.",
    });
  }
  return `/v1/customers/${customerId.toLowerCase()}`;
}

function codeQuery(validationCode: string | undefined): string {
  return validationCode === undefined ? "" : `?code=${encodeURIComponent(validationCode)}`;
}
