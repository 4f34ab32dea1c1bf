import { recordQualification } from "../audit/recordQualification";
import { settleCustomer } from "../customers/settle";
import { heldAt } from "../customers/store";
import { type Answer, json } from "../http/message";
import { submit } from "./accept";
import type { CustomerCall } from "./call";
import { shapeB } from "./errors";
import { readPosted } from "./posted";
import { listBody, postBody } from "./wire";

/** `GET /v1/customers/{id}/qualifications` (get-customer-qualification-asynchronous, 07/28/2023). */
export function getQualifications({ world, customer }: CustomerCall): Answer {
  settleCustomer(world, customer);
  const { assumptions, clock } = world;
  return json(200, listBody(heldAt(customer, clock.now() - assumptions.readLagMs), assumptions));
}

/** `POST /v1/customers/{id}/qualifications` (update-customer-qualification-asynchronous, 06/28/2022; the second seed). */
export function postQualifications(call: CustomerCall): Answer {
  const { world, customer, request, requestId, correlationId } = call;
  const before = customer.held;
  const { assumptions } = world;
  const posted = readPosted(request.body, request.query.get("code") ?? undefined, assumptions);
  if ("status" in posted) return posted;
  const outcome = submit(world, customer, { ...posted, body: request.body, requestId, correlationId });
  if (outcome.kind === "accepted") recordQualification(call, before);
  if (outcome.kind === "refused") return outcome.answer;
  if (outcome.kind === "repeated" && assumptions.repeatedPost === "conflict") {
    const { qualification, vettingStatus } = outcome.entry;
    const state = vettingStatus === undefined ? "" : ` (${vettingStatus})`;
    return shapeB(
      409,
      assumptions.ruleCode,
      "QualificationAlreadyExists",
      `The customer already has the qualification ${qualification}${state}.`,
    );
  }
  const { status, body } = postBody(outcome.entry, assumptions);
  return json(status, body);
}
