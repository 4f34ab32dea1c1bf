/** A qualification that somebody has to look after: nothing is sent for it until its lines change. */
export interface Concern {
  readonly name: string;
  readonly customerId: string;
  readonly status: "denied" | "notListed";
}

export function isConcern(status: string): status is Concern["status"] {
  return status === "denied" || status === "notListed";
}

/** What `--fail-on` can name, as `partnercenter status` calls it. */
export const failOnNames = ["denied", "notlisted"] as const;
export type FailOn = (typeof failOnNames)[number];

/** Whether it is one of those that `--fail-on` names. */
export function isNamed({ status }: Concern, failOn: readonly FailOn[]): boolean {
  return failOn.includes(status === "denied" ? "denied" : "notlisted");
}
