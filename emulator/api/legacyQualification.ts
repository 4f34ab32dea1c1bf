import { recordQualification } from "../audit/recordQualification";
import { type Held, qualificationNames } from "../customers/model";
import { settleCustomer } from "../customers/settle";
import { heldAt } from "../customers/store";
import { type Answer, json } from "../http/message";
import { submit } from "./accept";
import type { CustomerCall } from "./call";
import { notInEnum, shapeC } from "./errors";

/** The header of the first seed's answer. */
const headers = { "X-Locale": "en-US,en-US" };

/** `GET /v1/customers/{id}/qualification`: a bare string (history of the documentation, 2018 to 2020). */
export function getLegacyQualification({ world, customer }: CustomerCall): Answer {
  settleCustomer(world, customer);
  const { assumptions, clock } = world;
  return json(200, legacyName(heldAt(customer, clock.now() - assumptions.readLagMs), assumptions.legacyGccName), headers);
}

/** `PUT /v1/customers/{id}/qualification[?code=]` (the first seed, 09/12/2018): the enum's number, answered by its name. */
export function putLegacyQualification(call: CustomerCall): Answer {
  const { world, customer, request, requestId, correlationId } = call;
  const before = customer.held;
  const { assumptions } = world;
  const wish = readLegacyBody(request.body);
  if (wish === undefined) return notInEnum(request.body.slice(0, 100));
  if (wish === "None" || wish === "Nonprofit") {
    return shapeC();
  }
  const code = request.query.get("code");
  const given = code === null ? {} : { validationCode: code };
  const outcome = submit(world, customer, { wish, contract: "2018-09", ...given, body: request.body, requestId, correlationId });
  if (outcome.kind === "accepted") recordQualification(call, before);
  // A PUT of what is there already changes nothing and succeeds (judgement: that is what PUT means).
  return outcome.kind === "refused" ? shapeC() : json(200, legacyName([outcome.entry], assumptions.legacyGccName), headers);
}

/** A number of the enum, or its name in any spelling: the seed sends `1`, the .NET SDK of that time sent `"government_community_cloud"`. */
function readLegacyBody(body: string): "None" | "Education" | "Nonprofit" | "GovernmentCommunityCloud" | undefined {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return undefined;
  }
  const plain = typeof value === "string" ? value.replaceAll("_", "").toLowerCase() : undefined;
  const name = typeof value === "number" ? qualificationNames[value] : qualificationNames.find((each) => each.toLowerCase() === plain);
  // StateOwnedEntity came after this API.
  return name === "StateOwnedEntity" ? undefined : name;
}

/** The one qualification this API can tell. A denied one, and StateOwnedEntity, are "none" to it (judgement). */
function legacyName(entries: readonly Held[], gccName: string): string {
  const told = entries.find((entry) => entry.vettingStatus !== "Denied" && entry.qualification !== "StateOwnedEntity");
  if (told === undefined) return "none";
  return told.qualification === "GovernmentCommunityCloud" ? gccName : told.qualification.toLowerCase();
}
