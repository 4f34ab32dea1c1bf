import { type QualificationName, qualificationNames } from "../customers/model";
import { list, query, ref } from "../openapi/operation";
import { InvalidInput } from "../state/input";
import { maskCode } from "./mask";
import { type ControlCall, type ControlRoute, NotThere } from "./route";
import { takes } from "./takes";

/** `takes`, where a customer that is not there is told before what is wrong with the body. */
const takesOfCustomer: typeof takes = (name, run) => takes(name, run, undefined, (call) => void existing(call));

/** Customers, Microsoft's decisions on them, and validation codes. */
export const customerRoutes: readonly ControlRoute[] = [
  { method: "GET", path: "/customers", summary: "All customers", gives: list(ref("Customer")), run: ({ control }) => control.customers() },
  {
    method: "POST",
    path: "/customers",
    summary: "Add a customer",
    gives: ref("Customer"),
    ...takes("NewCustomer", ({ control }, customer) => control.addCustomer(customer), "The customer"),
  },
  {
    method: "GET",
    path: "/customers/{id}",
    summary: "One customer",
    gives: ref("Customer"),
    run: (call) => call.control.customer(existing(call)),
  },
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
    gives: list(ref("Qualification")),
    run: (call) => call.control.qualifications(existing(call)),
  },
  {
    method: "PUT",
    path: "/customers/{id}/qualifications",
    summary: "Set the list: [{qualification, vettingStatus?, vettingReason?, vettingCreateDate?}]",
    gives: ref("Customer"),
    ...takesOfCustomer("NewQualifications", (call, held) => call.control.setQualifications(existing(call), held)),
  },
  {
    method: "POST",
    path: "/customers/{id}/qualifications/{kind}/approve",
    summary: "Approve",
    gives: ref("Customer"),
    run: (call) => call.control.approve(existing(call), kind(call)),
  },
  {
    method: "POST",
    path: "/customers/{id}/qualifications/{kind}/deny",
    summary: "Deny: {reason?}",
    gives: ref("Customer"),
    ...takesOfCustomer("Reason", (call, { reason }) => call.control.deny(existing(call), kind(call), reason)),
  },
  {
    method: "POST",
    path: "/customers/{id}/qualifications/{kind}/withdraw",
    summary: "Withdraw an approval: {reason?}",
    gives: ref("Customer"),
    ...takesOfCustomer("Reason", (call, { reason }) => call.control.withdraw(existing(call), kind(call), reason)),
  },
  {
    method: "POST",
    path: "/customers/{id}/qualifications/{kind}/vanish",
    summary: "Take it from the list",
    gives: ref("Customer"),
    run: (call) => call.control.vanish(existing(call), kind(call)),
  },
  {
    method: "PUT",
    path: "/customers/{id}/request-count",
    summary: "Set the vetting requests made: {count}",
    gives: ref("Customer"),
    ...takesOfCustomer("Count", (call, { count }) => call.control.setRequestCount(existing(call), count)),
  },
  {
    method: "PUT",
    path: "/customers/{id}/relationship",
    summary: 'Set the relationship: {relationship: "reseller"|"advisor"|"none"}',
    gives: ref("Customer"),
    ...takesOfCustomer("RelationshipChange", (call, { relationship }) => call.control.setRelationship(existing(call), relationship)),
  },

  {
    method: "GET",
    path: "/validation-codes",
    summary: "Validation codes, masked",
    query: [query("secrets", '"show" shows what is masked else.')],
    gives: list(ref("ValidationCode")),
    run: ({ control, showSecrets }) => control.validationCodes().map((code) => (showSecrets ? code : maskCode(code))),
  },
  {
    method: "POST",
    path: "/validation-codes",
    summary: "Add a code: {validationId, organizationName?, maxCreates?, remainingCreates?}",
    gives: ref("ValidationCode"),
    ...takes("NewValidationCode", ({ control }, code) => control.addValidationCode(code), "The code"),
  },
];

function existing({ control, params }: ControlCall): string {
  const id = params["id"] ?? "";
  if (control.customer(id) === undefined) throw new NotThere(`There is no customer ${id}.`);
  return id;
}

function kind({ params }: ControlCall): QualificationName {
  const given = (params["kind"] ?? "").toLowerCase();
  const found = qualificationNames.find((name) => name.toLowerCase() === given);
  if (found === undefined)
    throw new InvalidInput(`The qualification must be ${qualificationNames.map((name) => `"${name}"`).join(" or ")}.`);
  return found;
}
