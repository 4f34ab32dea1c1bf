import { randomBytes } from "node:crypto";
import { record } from "../audit/record";
import { newRecord } from "../customers/create";
import type { BillingProfile } from "../customers/store";
import { type Answer, json } from "../http/message";
import type { Call } from "./call";
import { billingOf, companyOf, otherId } from "./customers";
import { invalidProperty, shapeA, shapeB } from "./errors";
import { readFields } from "./fields";
import { readNamed } from "./readNamed";

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
  const read = readNamed("NewCustomerOfPartner", Object.fromEntries(fields));
  if ("status" in read) return read;
  const { enableGDAPByDefault, CompanyProfile, BillingProfile } = read.body;
  const { Culture, Email, Language, CompanyName, DefaultAddress } = BillingProfile;
  const shown = Object.entries(DefaultAddress).filter(([, value]) => value !== undefined && value !== "");
  return {
    domain: CompanyProfile.Domain,
    companyName: CompanyName,
    ...(enableGDAPByDefault === undefined ? {} : { enableGDAPByDefault }),
    billing: {
      email: Email,
      culture: cultureOf(Culture),
      language: Language.toLowerCase(),
      defaultAddress: Object.fromEntries(shown.map(([name, value]) => [name[0]?.toLowerCase() + name.slice(1), String(value)])),
    },
  };
}

/** As the sample of 2023 has it back: EN-US becomes en-US. */
function cultureOf(text: string): string {
  const [language = "", ...more] = text.split("-");
  return [language.toLowerCase(), ...more.map((part) => part.toUpperCase())].join("-");
}

function password(): string {
  return `Em-${randomBytes(9).toString("base64url")}`;
}
