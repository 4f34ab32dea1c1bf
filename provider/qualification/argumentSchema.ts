import type { ZodType } from "zod";
import { didYouMean } from "../didYouMean";
import { isGuid } from "../guid";
import { type InputKey, inputKeys } from "./inputs";
import { educationSegments, qualificationNames } from "./model";
import { normalWebsite } from "./website";

type Fields = Readonly<Record<InputKey, ZodType<string>>>;

const domain = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$/i;

/** What each argument has to look like by itself. Texts never show the value of what may be secret. */
function createFields(): Fields {
  // Loaded by the first check: a refresh and a destroy look at no arguments, and zod takes longer to load than all of this package.
  const { z } = require("zod") as typeof import("zod");
  const text = z.string({ error: "must be a string" });
  const oneOf = (names: readonly string[]): ZodType<string> =>
    text.refine((value) => names.includes(value), {
      error: ({ input }) => {
        const shown = names.filter((name) => name !== "None" && name !== "Nonprofit");
        return `${JSON.stringify(input)} is not one of ${shown.join(", ")}${didYouMean(String(input), shown)}`;
      },
    });
  return {
    customerId: text.refine(isGuid, {
      error: ({ input }) =>
        `${JSON.stringify(input)} is not a GUID; take the customer's Microsoft ID from Partner Center (Customers > the customer > Account), such as 0c39d6d5-c70d-4c55-bc02-f620844f3fd1`,
    }),
    qualification: oneOf(qualificationNames),
    educationSegment: oneOf(educationSegments),
    website: text.refine((value) => normalWebsite(value) !== undefined, {
      error: "must be a host name such as contoso.edu, or an http(s) URL",
    }),
    validationCode: text.refine((value) => value.trim() !== "", { error: "must not be empty" }),
    resubmit: text,
    expectedDomain: text.refine((value) => domain.test(value), { error: "must be a domain such as contoso.onmicrosoft.com" }),
  };
}

let fields: Fields | undefined;

/** The problems of one argument's value, as whole phrases behind the argument's name. */
export function fieldProblems(key: InputKey, value: unknown): string[] {
  fields ??= createFields();
  const result = fields[key].safeParse(value);
  return result.success ? [] : result.error.issues.map((issue) => `${key}: ${issue.message}`);
}

export function isInputKey(key: string): key is InputKey {
  return inputKeys.some((known) => known === key);
}
