import { type QualificationName, qualificationNames, relationships } from "../customers/model";
import { list, query, ref } from "../openapi/operation";
import { optional, readChoice, readCount, readList, readObject, readText } from "../state/input";
import { readNewCode, readNewCustomer, readQualification } from "../state/seed";
import { maskCode } from "./mask";
import { type ControlCall, type ControlRoute, NotThere } from "./route";

/** Customers, Microsoft's decisions on them, and validation codes. */
export const customerRoutes: readonly ControlRoute[] = [
  { method: "GET", path: "/customers", summary: "All customers", gives: list(ref("Customer")), run: ({ control }) => control.customers() },
  {
    method: "POST",
    path: "/customers",
    summary: "Add a customer",
    takes: ref("NewCustomer"),
    gives: ref("Customer"),
    run: ({ control, body }) => control.addCustomer(readNewCustomer(body ?? {}, "The customer")),
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
    takes: list(ref("NewQualification")),
    gives: ref("Customer"),
    run: (call) => call.control.setQualifications(existing(call), readList(call.body, "The body", readQualification)),
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
    takes: ref("Reason"),
    gives: ref("Customer"),
    run: (call) => call.control.deny(existing(call), kind(call), reason(call)),
  },
  {
    method: "POST",
    path: "/customers/{id}/qualifications/{kind}/withdraw",
    summary: "Withdraw an approval: {reason?}",
    takes: ref("Reason"),
    gives: ref("Customer"),
    run: (call) => call.control.withdraw(existing(call), kind(call), reason(call)),
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
    takes: ref("Count"),
    gives: ref("Customer"),
    run: (call) => call.control.setRequestCount(existing(call), readCount(readObject(call.body, "The body", ["count"])["count"], "count")),
  },
  {
    method: "PUT",
    path: "/customers/{id}/relationship",
    summary: 'Set the relationship: {relationship: "reseller"|"advisor"|"none"}',
    takes: ref("RelationshipChange"),
    gives: ref("Customer"),
    run: (call) => {
      const { relationship } = readObject(call.body, "The body", ["relationship"]);
      return call.control.setRelationship(existing(call), readChoice(relationship, "relationship", relationships));
    },
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
    takes: ref("NewValidationCode"),
    gives: ref("ValidationCode"),
    run: ({ control, body }) => control.addValidationCode(readNewCode(body, "The code")),
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
