import type { Kind } from "../../provider/qualification/model";
import { isDenied, requestLimit } from "../../provider/qualification/vetting";
import { plain } from "../plain";
import type { Declared, Looked, Plan } from "./plan";

/** What makes a new request of a change, once a customer was denied. */
const asksAgain: Readonly<Record<Kind, string>> = {
  Education: "educationSegment, website or resubmit",
  GovernmentCommunityCloud: "validationCode or resubmit",
  StateOwnedEntity: "resubmit",
};

/** What a comment says above a line: who it is, and what Partner Center lists. One line of text, whatever the company calls itself. */
export function remark(line: Declared | Looked): string {
  const { customer, entry } = line;
  const { vettingStatus, vettingReason, vettingCreateDate } = entry;
  const who = [customer.companyName, customer.domain].filter(Boolean).join(", ") || `customer ${customer.id}`;
  const since = vettingCreateDate === undefined ? "" : ` since ${vettingCreateDate.slice(0, 10)}`;
  const why = vettingReason === undefined ? "" : ` (${vettingReason})`;
  const denied = isDenied(entry) && "kind" in line ? ` A change of ${asksAgain[line.kind]} asks again.` : "";
  return plain(`${who}: ${entry.qualification} ${vettingStatus ?? "in effect"}${why}${since}.${denied}`);
}

/** What stands above everything. */
export function heading(plan: Plan, today: string): readonly string[] {
  return [
    `Written by partnercenter adopt on ${today}: ${summary(plan)}`,
    "Nothing can be sent while it is adopted under partnercenter:readOnly:",
    "  pulumi config set partnercenter:readOnly true",
    "  pulumi up --continue-on-error",
    "No two customers share a value: a later change is only recorded, but asks again where a customer was denied or is listed no longer, and a",
    `customer has ${requestLimit} requests in all.`,
  ];
}

/** Customers that are missing, one line each. */
export function missing({ unreadable }: Plan): readonly string[] {
  return unreadable.map(({ customerId, problem }) => plain(`Not here, since it could not be read: customer ${customerId}. ${problem}`));
}

/** `5 qualifications of 4 customers; 30 have none.` */
export function summary({ lines, customers, without, unreadable }: Plan): string {
  const of = `${count(lines.length, "qualification")} of ${count(customers, "customer")}`;
  const others = [
    ...(without === 0 ? [] : [`${without} more ${without === 1 ? "has" : "have"} none`]),
    ...(unreadable.length === 0 ? [] : [`${unreadable.length} could not be read`]),
  ];
  return `${[of, ...others].join("; ")}.`;
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? "" : "s"}`;
}
