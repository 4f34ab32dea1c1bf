import type { Settings } from "../config/settings";
import type { Diagnostics } from "../diagnostics";
import type { Ports } from "../ports";
import type { Customer } from "../qualification/model";
import type { PartnerCenter } from "../qualification/partnerCenterPort";
import { wireContract } from "./contracts";
import { readCustomer, readCustomers, readEntries, readValidationCodes } from "./reads";
import { createSession, type PartnerCenterOptions } from "./session";
import { submit } from "./submit";

export type { PartnerCenterOptions } from "./session";

/** The REST client, with what no life cycle needs. */
export interface PartnerCenterClient extends PartnerCenter {
  /** All customers of the partner, page by page. */
  customers(signal?: AbortSignal): AsyncGenerator<readonly Customer[]>;
}

/**
 * The REST client. Nothing is loaded or sent before the first request. All mutable state is in the object returned: one client
 * is one token and one pace.
 */
export function createPartnerCenter(
  settings: Settings,
  ports: Ports,
  diagnostics: Diagnostics,
  options: PartnerCenterOptions = {},
): PartnerCenterClient {
  const session = createSession(settings, ports, diagnostics, options);
  const contract = wireContract(settings.apiContract);
  return {
    contract: contract.traits,
    protect: (secret) => session.redactor.add(secret),
    qualifications: async (customerId, signal) => readEntries(session, contract, customerId, signal),
    submit: async (submission, options) => submit(session, contract, submission, options),
    validationCodes: (signal) => readValidationCodes(session, signal),
    customer: async (customerId, signal) => readCustomer(session, customerId, signal),
    customers: (signal) => readCustomers(session, signal),
    customersByDomain: (beginning, signal) => readCustomers(session, signal, beginning),
  };
}
