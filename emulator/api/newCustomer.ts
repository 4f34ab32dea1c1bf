import { randomBytes } from "node:crypto";
import { record } from "../audit/record";
import { newRecord } from "../customers/create";
import type { BillingProfile } from "../customers/store";
import { type Answer, json } from "../http/message";
import type { Call } from "./call";
import { billingOf, companyOf, otherId } from "./customers";
import { invalidProperty, shapeA, shapeB } from "./errors";
import { fieldsOf, readFields } from "./fields";

const domainName = /^(?=.{4,253}$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)+$/i;
/** Judgement: no limit is documented, and there must be one. */
const longestText = 256;
const needed = ["FirstName", "LastName", "AddressLine1", "City", "PostalCode", "Country"];

/**
 * `POST /v1/customers` (create-a-customer, 07/28/2023): 201 with the user's password, once.
 * What is missing or taken has no documented answer of its own (judgement: 3000 for a property, shape B for a domain that is taken).
 */
export function createCustomer(call: Call): Answer {
  const { world, caller, request } = call;
  const given = readNewCustomer(request.body);
  if ("status" in given) return given;
  const { ruleStatus, ruleCode } = world.assumptions;
  // The code is that of the integration sandbox, which takes 75 (test-and-debug, 07/03/2023); the emulator takes what its memory takes.
  if (world.store.isFull)
    return shapeA(400, 800018, `The limit of ${world.store.size} customers of the sandbox is met.`, "PartnerApiServiceControllers");
  if (domainIsTaken(call, given.domain))
    return shapeB(ruleStatus, ruleCode, "DomainNotAvailable", `The domain ${given.domain} is not available.`);
  const customer = newRecord({ domain: given.domain, companyName: given.companyName, partnerId: caller.partnerId }, world.clock.now());
  customer.billing = given.billing;
  world.store.put(customer);
  record(call, customer, "add_customer", { data: { PrimaryDomainName: customer.domain, Relationship: "Reseller" } });
  const { companyName: _, ...companyProfile } = companyOf(customer);
  return json(201, {
    id: customer.id,
    commerceId: otherId(customer.id, "commerce"),
    companyProfile,
    billingProfile: billingOf(customer),
    // The sample of 2023 says so of a customer that was made just now; a read of it says "reseller".
    relationshipToPartner: "none",
    ...(given.enableGDAPByDefault === undefined ? {} : { enableGDAPByDefault: given.enableGDAPByDefault }),
    userCredentials: { userName: "admin", password: password() },
    attributes: { objectType: "Customer" },
  });
}

/** `HEAD /v1/domains/{domain}` (verify-domain-availability, 6/30/2022): 200 is taken, 404 is free. */
export function checkDomain(call: Call, params: Readonly<Record<string, string>>): Answer {
  return { status: domainIsTaken(call, params["domain"] ?? "") ? 200 : 404 };
}

/** A domain is one customer's, whosever customer that is. */
function domainIsTaken({ world }: Call, domain: string): boolean {
  for (const customer of world.store.customers()) if (customer.domain.toLowerCase() === domain.toLowerCase()) return true;
  return false;
}

interface Given {
  readonly domain: string;
  readonly companyName: string;
  readonly enableGDAPByDefault?: boolean;
  readonly billing: BillingProfile;
}

function readNewCustomer(body: string): Given | Answer {
  const fields = readFields(body);
  if (fields === undefined) return invalidProperty("The request body is not a JSON object.");
  const gdap = fields.get("enablegdapbydefault");
  const company = fieldsOf(fields.get("companyprofile"));
  const billing = fieldsOf(fields.get("billingprofile"));
  const address = fieldsOf(billing?.get("defaultaddress"));
  if (company === undefined) return missing("CompanyProfile");
  if (billing === undefined) return missing("BillingProfile");
  if (address === undefined) return missing("DefaultAddress");
  const text = (from: ReadonlyMap<string, unknown>, name: string): string => {
    const value = from.get(name.toLowerCase());
    return typeof value === "string" ? value.trim() : "";
  };
  const domain = text(company, "Domain");
  if (!domainName.test(domain)) return invalidProperty("Domain must be the name of a domain.", "Domain");
  for (const name of ["Culture", "Email", "Language", "CompanyName"]) if (text(billing, name) === "") return missing(name);
  for (const name of needed) if (text(address, name) === "") return missing(name);
  for (const fields of [billing, address])
    for (const value of fields.values())
      if (typeof value === "string" && value.length > longestText)
        return invalidProperty(`No text may have more than ${longestText} characters.`);
  const optional = ["State", "AddressLine2", "PhoneNumber"].filter((name) => text(address, name) !== "");
  const shown = [...needed, ...optional].map((name) => [name[0]?.toLowerCase() + name.slice(1), text(address, name)]);
  return {
    domain,
    companyName: text(billing, "CompanyName"),
    ...(typeof gdap === "boolean" ? { enableGDAPByDefault: gdap } : {}),
    billing: {
      email: text(billing, "Email"),
      culture: cultureOf(text(billing, "Culture")),
      language: text(billing, "Language").toLowerCase(),
      defaultAddress: Object.fromEntries(shown),
    },
  };
}

/** As the sample of 2023 has it back: EN-US becomes en-US. */
function cultureOf(text: string): string {
  const [language = "", ...more] = text.split("-");
  return [language.toLowerCase(), ...more.map((part) => part.toUpperCase())].join("-");
}

function missing(name: string): Answer {
  return invalidProperty(`${name} is required.`, name);
}

function password(): string {
  return `Em-${randomBytes(9).toString("base64url")}`;
}
