import type { Assumptions } from "../../emulator/assumptions/assumptions";
import { type AssumptionEntry, assumptionCatalogue } from "../../emulator/assumptions/catalogue";
import { type Expectation, type ExpectationName, expectations } from "./expectations";

/** What an answer shows that is none of the values that an assumption or an expectation has. The only thing that is said of it. */
export const other = "other";

/** What one exchange shows: of an assumption, of an expectation, a header, or what a customer has. */
export type Observation =
  | { readonly of: "assumption"; readonly name: keyof Assumptions; readonly value: string | number | boolean | null }
  | { readonly of: "expectation"; readonly name: ExpectationName; readonly value: string }
  /** `name` is of the allow-list, or `other`; no value of it is kept. */
  | { readonly of: "header"; readonly name: string }
  | { readonly of: "customer"; readonly kind: MetKind; readonly status: MetStatus };

export const metKinds = ["none", "Education", "Nonprofit", "GovernmentCommunityCloud", "StateOwnedEntity", other] as const;
export type MetKind = (typeof metKinds)[number];
export const metStatuses = ["none", "InReview", "Approved", "Denied", other] as const;
export type MetStatus = (typeof metStatuses)[number];

/** An observation of an assumption. A value that the catalogue does not have is `other`: nothing of an answer passes as it stands. */
export function ofAssumption(name: keyof Assumptions, value: unknown): Observation {
  return { of: "assumption", name, value: takes(assumptionCatalogue[name], value) ? (value as string | number | boolean | null) : other };
}

export function ofExpectation(name: ExpectationName, value: string): Observation {
  const { values }: Expectation = expectations[name];
  return { of: "expectation", name, value: values.find((each) => each === value) ?? other };
}

function takes({ values }: AssumptionEntry, value: unknown): boolean {
  if (!("min" in values)) return values.some((each) => each === value);
  if (value === null) return values.off === true;
  return typeof value === "number" && Number.isInteger(value) && value >= values.min && value <= values.max;
}
