import type { ZodType } from "zod";
import { didYouMean } from "../didYouMean";
import { isGuid } from "../guid";
import { type Bag, type InputKey, inputKeys, isUnknown, normalForm, normalWebsite, publicKeys } from "./arguments";
import { asKind, educationSegments, kinds, qualificationNames } from "./model";
import type { ContractTraits } from "./partnerCenterPort";

/** What the rules between arguments depend on, beside the arguments. */
export interface CheckContext {
  /** Whether the resource is new. */
  readonly creating: boolean;
  readonly contract: Pick<ContractTraits, "requiresSegment">;
}

/**
 * The problems of a declaration, all in one pass, each with the argument's name in front. A problem never shows a value: any argument may
 * be a secret of the program, and a dynamic provider cannot tell (facts: pulumi §1.3).
 *
 * @param changed The arguments to judge. What was accepted once stays accepted, also where a drift or a stricter release stands behind it.
 */
export function problemsOf(news: Bag, changed: ReadonlySet<string>, context: CheckContext): string[] {
  const given = Object.fromEntries(publicKeys(news).map((key) => [key, news[key]]));
  const result = schemaFor(context).safeParse(given);
  const related = relatedKeys.some((key) => changed.has(key));
  const issues = result.error?.issues ?? [];
  const strays = issues.flatMap((issue) => (issue.code === "unrecognized_keys" ? issue.keys : []));
  const wrong = issues.flatMap((issue) => {
    if (issue.code === "unrecognized_keys") return [];
    const key = String(issue.path[0]);
    const judged = issue.code === "custom" && issue.params?.["relation"] === true ? related : changed.has(key) || given[key] === undefined;
    return judged ? [`${key}: ${issue.message}`] : [];
  });
  return [...strays.map((key) => `${key}: no such argument${didYouMean(key, inputKeys)}`), ...wrong];
}

/** Whether anything of a declaration has to be looked at, so that what did not change is judged without loading zod. */
export function needsJudgement(news: Bag, changed: ReadonlySet<string>): boolean {
  const keys = publicKeys(news);
  return changed.size > 0 || keys.some((key) => !isInputKey(key)) || !keys.includes("customerId") || !keys.includes("qualification");
}

/** The arguments that depend on each other, judged together. */
const relatedKeys = ["qualification", "educationSegment", "website", "validationCode"] as const satisfies readonly InputKey[];

type Declaration = { readonly [key in InputKey]?: string | undefined };

/** A rule between arguments. `broken` gets the normal form, in which an unknown value counts as given. */
interface Relation {
  readonly about: InputKey;
  readonly broken: (declaration: Declaration, context: CheckContext) => boolean;
  readonly problem: string | ((declaration: Declaration) => string);
}

const belongsTo = (about: InputKey, owner: string): Relation => ({
  about,
  broken: (declaration) => {
    const kind = kindOf(declaration);
    return declaration[about] !== undefined && kind !== undefined && kind !== owner;
  },
  problem: (declaration) => `belongs to ${owner} only; remove it for ${kindOf(declaration)}`,
});

/** Source of what belongs to which kind: update-customer-qualification-asynchronous (06/28/2022), the table of the request's body. */
const relations: readonly Relation[] = [
  {
    about: "qualification",
    // A change to None or Nonprofit is refused in `diff`, which knows what it is a change from.
    broken: ({ qualification }, { creating }) => creating && (qualification === "None" || qualification === "Nonprofit"),
    problem: ({ qualification }) =>
      `${qualification} cannot be set through Partner Center; declare Education, GovernmentCommunityCloud or StateOwnedEntity, or leave the resource out`,
  },
  {
    about: "educationSegment",
    broken: (declaration, { contract }) =>
      kindOf(declaration) === "Education" && contract.requiresSegment && declaration.educationSegment === undefined,
    problem: "is required for Education; set it to K12 or HigherEducation",
  },
  belongsTo("educationSegment", "Education"),
  belongsTo("website", "Education"),
  {
    about: "validationCode",
    broken: (declaration) => kindOf(declaration) === "GovernmentCommunityCloud" && declaration.validationCode === undefined,
    problem: "is required for GovernmentCommunityCloud; `partnercenter doctor` lists the codes of the partner",
  },
  belongsTo("validationCode", "GovernmentCommunityCloud"),
];

function kindOf({ qualification }: Declaration): string | undefined {
  return qualification === undefined ? undefined : asKind(qualification);
}

const domain = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$/i;
const nilGuid = /^[0-]+$/;

function createSchema(context: CheckContext): ZodType<Declaration> {
  // Loaded by the first check of something new: a refresh, a destroy and a preview without changes look at no arguments, and zod takes
  // longer to load than all of this package.
  const { z } = require("zod") as typeof import("zod");
  const argument = (
    key: InputKey,
    ...rules: (readonly [holds: (value: string) => boolean, problem: string | ((typed: string) => string)])[]
  ) =>
    rules
      .reduce(
        (schema, [holds, problem]) =>
          schema.refine((value) => isUnknown(value) || holds(value), {
            error: ({ input }) => (typeof problem === "string" ? problem : problem(String(input))),
          }),
        z.string({ error: ({ input }) => (input === undefined ? "is required" : "must be a string") }),
      )
      .transform((value) => (isUnknown(value) ? value : normalForm[key](value)));
  const oneOf = (names: readonly string[], shown: readonly string[] = names) =>
    [(value: string) => names.includes(value), (typed: string) => `is not one of ${shown.join(", ")}${didYouMean(typed, shown)}`] as const;
  const fields = z.strictObject({
    customerId: argument(
      "customerId",
      [
        isGuid,
        "is not a GUID; take the customer's Microsoft ID from Partner Center (Customers > the customer > Account), such as 0c39d6d5-c70d-4c55-bc02-f620844f3fd1",
      ],
      [(value) => !isGuid(value) || !nilGuid.test(value), "is the GUID of zeros, which names no customer"],
    ),
    qualification: argument("qualification", oneOf(qualificationNames, kinds)),
    educationSegment: argument("educationSegment", oneOf(educationSegments)).optional(),
    website: argument("website", [
      (value) => normalWebsite(value) !== undefined,
      "must be a host name such as contoso.edu, or an http(s) URL",
    ]).optional(),
    validationCode: argument("validationCode", [(value) => value.trim() !== "", "must not be empty"]).optional(),
    resubmit: argument("resubmit").optional(),
    expectedDomain: argument("expectedDomain", [
      (value) => domain.test(value),
      "must be a domain such as contoso.onmicrosoft.com",
    ]).optional(),
  });
  const whole: ZodType<Declaration> = fields;
  return relations.reduce(
    (schema, { about, broken, problem }) =>
      schema.refine((declaration) => !broken(declaration, context), {
        path: [about],
        params: { relation: true },
        // Beside the problems of single arguments, not only where there are none.
        when: () => true,
        error: ({ input }) => (typeof problem === "string" ? problem : problem(input as Declaration)),
      }),
    whole,
  );
}

const schemas = new Map<string, ZodType<Declaration>>();

function schemaFor(context: CheckContext): ZodType<Declaration> {
  const key = `${context.creating} ${context.contract.requiresSegment}`;
  const schema = schemas.get(key) ?? createSchema(context);
  schemas.set(key, schema);
  return schema;
}

export function isInputKey(key: string): key is InputKey {
  return inputKeys.some((known) => known === key);
}
