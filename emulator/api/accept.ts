import { weakTag } from "../customers/create";
import type { Contract, Held, SettableName, Submission, ValidationCode } from "../customers/model";
import { judge } from "../customers/rules";
import { settleCustomer } from "../customers/settle";
import type { CustomerRecord } from "../customers/store";
import type { Answer } from "../http/message";
import { keptBody } from "../http/requestLog";
import type { World } from "../world";
import { shapeB } from "./errors";

/** What becomes of a request that could be read. */
export type Outcome =
  | { readonly kind: "accepted"; readonly entry: Held }
  | { readonly kind: "repeated"; readonly entry: Held }
  | { readonly kind: "refused"; readonly answer: Answer };

/** A request for a qualification with what the record of it needs. */
export interface QualificationRequest {
  readonly wish: SettableName;
  readonly contract: Contract;
  readonly validationCode?: string;
  readonly body: string;
  readonly requestId: string;
  readonly correlationId: string;
}

/** Applies the rules to a request, and changes the customer if it is accepted: all at once, no other request comes between. */
export function submit(world: World, customer: CustomerRecord, request: QualificationRequest): Outcome {
  const now = world.clock.now();
  settleCustomer(world, customer);
  const { assumptions } = world;
  const verdict = judge(request.wish, customer.held, assumptions);
  if (verdict.kind === "repeat") return { kind: "repeated", entry: verdict.entry };
  const refusal =
    verdict.kind === "refuse" ? notTogether(world, request.wish, verdict.rule.live) : checkAllowance(world, customer, request);
  if (refusal !== undefined) {
    if (assumptions.capCounts === "all" && request.wish === "Education") {
      world.store.update(customer, { requestCount: customer.requestCount + 1 }, now);
    }
    return { kind: "refused", answer: refusal };
  }
  if (request.validationCode !== undefined && request.wish === "GovernmentCommunityCloud")
    useCode(world, customer.partnerId, request.validationCode);
  const entry = newEntry(world, request, now);
  const number = customer.submissions + 1;
  const held = [...customer.held.filter((each) => each.qualification !== entry.qualification), entry];
  const requestCount = customer.requestCount + (isVettingRequest(request.wish) ? 1 : 0);
  world.store.update(customer, { held, requestCount, submissions: number }, now);
  const { requestId, correlationId, contract, body } = request;
  const time = new Date(now).toISOString();
  const submission: Submission = {
    customerId: customer.id,
    kind: request.wish,
    requestId,
    correlationId,
    number,
    contract,
    ...keptBody(body),
    time,
    replayed: false,
  };
  world.submissions.add(submission);
  world.changed({ submission });
  return { kind: "accepted", entry };
}

/** Only Education is vetted on request (sell-to-education-customers). */
function isVettingRequest(wish: SettableName): boolean {
  return wish === "Education";
}

function checkAllowance(world: World, customer: CustomerRecord, request: QualificationRequest): Answer | undefined {
  const { vettingRequestCap: cap, capStatus, ruleCode } = world.assumptions;
  if (isVettingRequest(request.wish) && cap !== null && customer.requestCount >= cap) {
    const message = `Verification was requested ${customer.requestCount} times for this customer, of ${cap} allowed. Contact support.`;
    return shapeB(capStatus, ruleCode, "QualificationRequestLimitReached", message);
  }
  return request.wish === "GovernmentCommunityCloud" ? checkCode(world, customer.partnerId, request.validationCode) : undefined;
}

/** A wrong or exhausted code has no documented answer (judgement: as other refusals). */
function checkCode(world: World, partnerId: string, validationId: string | undefined): Answer | undefined {
  const { ruleStatus, ruleCode } = world.assumptions;
  const code = validationId === undefined ? undefined : world.store.code(partnerId, validationId);
  if (code === undefined) return shapeB(ruleStatus, ruleCode, "InvalidValidationCode", "The validation code is not valid.");
  if (code.remainingCreates !== 0) return undefined;
  return shapeB(ruleStatus, ruleCode, "ValidationCodeExhausted", "The validation code has no creates remaining.");
}

function useCode(world: World, partnerId: string, validationId: string): void {
  const code = world.store.code(partnerId, validationId);
  if (code === undefined) return;
  const remainingCreates = code.remainingCreates === null ? null : code.remainingCreates - 1;
  const used: ValidationCode = { ...code, remainingCreates, eTag: weakTag(world.clock.now()) };
  world.store.putCode(used);
}

function newEntry(world: World, { wish, contract, validationCode }: QualificationRequest, now: number): Held {
  const { gccVetting } = world.assumptions;
  switch (wish) {
    case "Education":
      return {
        qualification: wish, // Vetting came with the asynchronous API of December 2020 (judgement).
        vettingStatus: contract === "2018-09" ? "Approved" : "InReview",
        date: now,
        since: now,
      };
    case "GovernmentCommunityCloud":
      return {
        qualification: wish,
        vettingStatus: gccVetting,
        date: now,
        since: now,
        ...(validationCode === undefined ? {} : { validationCode }),
      };
    case "StateOwnedEntity":
      return { qualification: wish, since: now };
  }
}

function notTogether(world: World, wish: SettableName, live: string): Answer {
  const { ruleStatus, ruleCode } = world.assumptions;
  return shapeB(ruleStatus, ruleCode, "QualificationsCannotBeCombined", `The qualification ${wish} cannot be combined with ${live}.`);
}
