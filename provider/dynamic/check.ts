import { didYouMean } from "../didYouMean";
import { fieldProblems, isInputKey } from "../qualification/argumentSchema";
import { changedKeys } from "../qualification/changes";
import { type InputKey, inputKeys, pickInputs, relatedKeys } from "../qualification/inputs";
import { asKind } from "../qualification/model";
import type { ContractTraits } from "../qualification/partnerCenterPort";
import { isUnknown, publicKeys } from "./unknowns";

type Bag = Readonly<Record<string, unknown>>;

export interface CheckAnswer {
  /** All problems in one pass, each with the argument's name. Empty where the arguments are fine. */
  readonly problems: readonly string[];
  readonly warnings: readonly string[];
}

const gccWarning = "cannot be undone, and limits the customer to GCC offers: commercial offers can no longer be bought for it.";

/**
 * Looks at the shape of the arguments, without any request. `olds` are the old inputs, empty on a create. What is unknown
 * is not judged. Rules between arguments are judged on a create or where one of them differs from the old inputs: what was
 * accepted once stays accepted, also where a drift or a stricter release stands behind it.
 */
export function checkArguments(olds: Bag, news: Bag, contract: Pick<ContractTraits, "name" | "requiresSegment">): CheckAnswer {
  const creating = publicKeys(olds).length === 0;
  const changed = new Set<string>(creating ? inputKeys : keysThatDiffer(olds, news));

  const problems = publicKeys(news)
    .filter((key) => !isInputKey(key))
    .map((key) => `${key}: no such argument${didYouMean(key, inputKeys)}`);
  for (const key of inputKeys) {
    const value = news[key];
    if (value === undefined || value === null) {
      if (key === "customerId" || key === "qualification") problems.push(`${key}: is required`);
    } else if (!isUnknown(value) && changed.has(key)) {
      problems.push(...fieldProblems(key, value));
    }
  }
  if (relatedKeys.some((key) => changed.has(key)) && !isUnknown(news["qualification"])) {
    problems.push(...relationProblems(news, creating, contract));
  }
  const warns = creating && news["qualification"] === "GovernmentCommunityCloud" && problems.length === 0;
  return { problems, warnings: warns ? [gccWarning] : [] };
}

function relationProblems(news: Bag, creating: boolean, contract: Pick<ContractTraits, "name" | "requiresSegment">): string[] {
  const qualification = String(news["qualification"]);
  const kind = asKind(qualification);
  if (!kind) {
    // A change to None or Nonprofit is refused in `diff`, which knows what it is a change from.
    const named = qualification === "None" || qualification === "Nonprofit";
    return named && creating
      ? [
          `qualification: ${qualification} cannot be set through Partner Center; declare Education, GovernmentCommunityCloud or StateOwnedEntity, or leave the resource out`,
        ]
      : [];
  }
  const given = (key: InputKey): boolean => news[key] !== undefined && news[key] !== null;
  const problems: string[] = [];
  const forbid = (key: InputKey, owner: string): void => {
    if (given(key)) problems.push(`${key}: belongs to ${owner} only; remove it for ${kind}`);
  };
  if (kind === "Education") {
    if (!given("educationSegment") && contract.requiresSegment) {
      problems.push(`educationSegment: is required for Education; set it to K12 or HigherEducation`);
    }
  } else {
    forbid("educationSegment", "Education");
    forbid("website", "Education");
  }
  if (kind === "GovernmentCommunityCloud") {
    if (!given("validationCode")) {
      problems.push("validationCode: is required for GovernmentCommunityCloud; `partnercenter doctor` lists the codes of the partner");
    }
  } else {
    forbid("validationCode", "GovernmentCommunityCloud");
  }
  return problems;
}

/** What is unknown yet, or no text, counts as changed. */
function keysThatDiffer(olds: Bag, news: Bag): InputKey[] {
  const changed = changedKeys(pickInputs(olds), pickInputs(news));
  return inputKeys.filter((key) => {
    const value = news[key];
    return isUnknown(value) || (typeof value !== "string" && value !== undefined) || changed.includes(key);
  });
}
