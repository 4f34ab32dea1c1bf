import { didYouMean } from "../didYouMean";
import { PartnerCenterError } from "../errors";
import { isGuid } from "../guid";
import { type Bag, publicKeys } from "../qualification/arguments";
import { normalCustomerId } from "../qualification/identity";
import type { Customer } from "../qualification/model";
import { wholeSeconds } from "../qualification/model";
import type { About, Runtime } from "./runtime";
import { defined, type Properties } from "./stateFormat";

/** What a program may ask of Partner Center beside its resources. Nothing is changed. Each throws what a resource would throw. */
export interface LookupService {
  /** One customer, by `customerId` or by `domain`. */
  customer(args: Bag, about?: About): Promise<Properties>;
  /** What Partner Center lists for a customer. */
  qualifications(args: Bag, about?: About): Promise<Properties>;
  /** The partner's codes, each with a secret `validationId`. */
  validationCodes(args: Bag, about?: About): Promise<Properties>;
}

export function createLookupService(runtime: Runtime): LookupService {
  const { signal } = runtime;
  return {
    customer: (args, about = {}) =>
      runtime.operation("getCustomer", about, async () => {
        const given = readArguments("getCustomer", args, ["customerId", "domain"]);
        const { customerId, domain } = given;
        if ((customerId === undefined) === (domain === undefined)) {
          throw wrong("getCustomer", ["give one of customerId and domain"]);
        }
        const found =
          customerId === undefined
            ? await byDomain(String(domain).trim().toLowerCase())
            : await runtime.partnerCenter().customer(normalCustomerId(customerId), signal);
        return defined({ customerId: normalCustomerId(found.id), domain: found.domain, companyName: found.companyName });
      }),

    qualifications: (args, about = {}) =>
      runtime.operation("getQualifications", about, async () => {
        const { customerId } = readArguments("getQualifications", args, ["customerId"]);
        if (customerId === undefined) throw wrong("getQualifications", ["customerId: is required"]);
        const entries = await runtime.partnerCenter().qualifications(normalCustomerId(customerId), signal);
        const qualifications = entries.map(({ vettingCreateDate: date, ...entry }) =>
          defined({ ...entry, vettingCreateDate: date === undefined ? undefined : wholeSeconds(date) }),
        );
        return { customerId: normalCustomerId(customerId), qualifications };
      }),

    validationCodes: (args, about = {}) =>
      runtime.operation("getValidationCodes", about, async () => {
        readArguments("getValidationCodes", args, []);
        const codes = await runtime.partnerCenter().validationCodes(signal);
        return { codes: codes.map((code) => defined(code)) };
      }),
  };

  async function byDomain(domain: string): Promise<Customer> {
    const found: Customer[] = [];
    for await (const page of runtime.partnerCenter().customersByDomain?.(domain, signal) ?? []) {
      found.push(...page.filter((customer) => domainsOf(customer).includes(domain)));
    }
    const [first, second] = found;
    if (first && !second) return first;
    if (!first) {
      throw new PartnerCenterError(`No customer of this partner has the domain ${domain}.`, {
        kind: "customerUnknown",
        remedy:
          "Partner Center looks for the domain that it names first, which often ends in .onmicrosoft.com: take it from the customer's Account page, or use the customer's id.",
      });
    }
    throw new PartnerCenterError(`${found.length} customers have the domain ${domain}.`, {
      kind: "rule",
      remedy: `Use customerId in place of domain: one of ${found.map(({ id }) => id).join(", ")}.`,
    });
  }
}

function domainsOf({ domain, customDomains = [] }: Customer): string[] {
  return [...(domain === undefined ? [] : [domain]), ...customDomains].map((name) => name.toLowerCase());
}

/** The arguments of a function as texts, or all that is wrong with them. */
function readArguments<Name extends string>(called: string, args: Bag, names: readonly Name[]): Partial<Record<Name, string>> {
  const problems: string[] = [];
  const read: Partial<Record<Name, string>> = {};
  for (const key of publicKeys(args)) {
    const name = names.find((known) => known === key);
    const value = args[key];
    if (name === undefined) problems.push(`${key}: no such argument${didYouMean(key, names)}`);
    else if (typeof value !== "string" || value.trim() === "") problems.push(`${key}: must be a text`);
    else if (name === "customerId" && !isGuid(value)) {
      problems.push(
        "customerId: is not a GUID; take the customer's Microsoft ID from Partner Center (Customers > the customer > Account), such as 0c39d6d5-c70d-4c55-bc02-f620844f3fd1",
      );
    } else read[name] = value.trim();
  }
  if (problems.length > 0) throw wrong(called, problems);
  return read;
}

function wrong(called: string, problems: readonly string[]): PartnerCenterError {
  const all = problems.join("; ");
  return new PartnerCenterError(`${called}: ${all}${all.endsWith("?") ? "" : "."}`, { kind: "rule" });
}
