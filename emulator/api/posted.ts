import type { Assumptions } from "../assumptions/assumptions";
import { requestOf } from "../bodies/service";
import { type Contract, qualificationNames, type SettableName } from "../customers/model";
import type { Answer } from "../http/message";
import { invalidProperty, notInEnum, shapeB } from "./errors";
import { readFields } from "./fields";
import { readNamed } from "./readNamed";

/** A request for a qualification, understood. */
export interface Posted {
  readonly wish: SettableName;
  readonly contract: Contract;
  readonly validationCode?: string;
}

/**
 * Understands the body of `POST …/qualifications`, or says what is wrong with it.
 *
 * Keys and values are read without regard to case: the page's tables write PascalCase, its samples camelCase (judgement: ASP.NET takes both).
 */
export function readPosted(body: string, code: string | undefined, assumptions: Assumptions): Posted | Answer {
  const fields = readFields(body);
  if (fields === undefined) return invalidProperty("The request body is not a JSON object.");
  const wish = readWish(fields.get("qualification"), assumptions);
  if (typeof wish !== "string") return wish;
  const contract = assumptions.postContract === "any" ? inferContract(wish, fields, code) : assumptions.postContract;
  return contract === "2021-02" ? readOld(wish, code) : readNew(wish, fields, assumptions);
}

/** Contract 2021-02 (the second seed): the code is in the query, and nothing but `Qualification` in the body. */
function readOld(wish: SettableName, code: string | undefined): Posted | Answer {
  const contract = "2021-02";
  if (wish !== "GovernmentCommunityCloud") return { wish, contract };
  return code ? { wish, contract, validationCode: code } : missing("code");
}

/** Contract 2023-05 (may-2023 announcement, 05/16/2023): the evidence is in the body; `?code=` is not looked at. */
function readNew(wish: SettableName, fields: ReadonlyMap<string, unknown>, assumptions: Assumptions): Posted | Answer {
  const stray = strayField(wish, fields);
  if (stray !== undefined && assumptions.strayFields === "refuse") return invalidProperty(`${stray} does not apply to ${wish}.`, stray);
  const contract = "2023-05";
  if (wish === "Education") {
    const read = readNamed(requestOf[wish], Object.fromEntries(fields));
    return "status" in read ? read : { wish, contract };
  }
  if (wish === "StateOwnedEntity") return { wish, contract };
  const read = readNamed(requestOf[wish], Object.fromEntries(fields));
  return "status" in read ? read : { wish, contract, validationCode: read.body.validationCode };
}

/** What each qualification takes beside its name, in lower case. */
const takenFields: Readonly<Record<SettableName, readonly string[]>> = {
  Education: ["educationsegment", "website"],
  GovernmentCommunityCloud: ["validationcode"],
  StateOwnedEntity: [],
};

function strayField(wish: SettableName, fields: ReadonlyMap<string, unknown>): string | undefined {
  const takes = takenFields[wish];
  return ["educationSegment", "website", "validationCode"].find(
    (name) => fields.has(name.toLowerCase()) && !takes.includes(name.toLowerCase()),
  );
}

function inferContract(wish: SettableName, fields: ReadonlyMap<string, unknown>, code: string | undefined): Contract {
  if (code !== undefined) return "2021-02";
  return wish === "Education" && !fields.has("educationsegment") ? "2021-02" : "2023-05";
}

function readWish(value: unknown, assumptions: Assumptions): SettableName | Answer {
  if (value === undefined || value === null || value === "") return missing("qualification");
  const name = typeof value === "string" ? qualificationNames.find((each) => each.toLowerCase() === value.toLowerCase()) : undefined;
  if (name === undefined) return notInEnum(String(value));
  // Every version of the update page: other values, "None" and "Nonprofit", cannot be set.
  if (name === "None" || name === "Nonprofit") {
    return shapeB(assumptions.ruleStatus, assumptions.ruleCode, "QualificationCannotBeSet", `The qualification ${name} cannot be set.`);
  }
  return name;
}

function missing(name: string): Answer {
  return invalidProperty(`${name} is required.`, name);
}
