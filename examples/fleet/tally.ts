/** What has become of qualifications. */
export interface Tally {
  /** How many the program declares. */
  readonly total: number;
  /** How many the engine is through with, failed ones included. */
  readonly done: number;
  /** Requests sent in this run. */
  readonly submitted: number;
  /** Taken into the state without a request. */
  readonly adopted: number;
  /** Changed otherwise; in a preview, what would change. */
  readonly changed: number;
  /** Found with another status than the state had: Microsoft has decided since. */
  readonly decided: number;
  /** Gone from the state. Partner Center keeps them. */
  readonly forgotten: number;
  readonly inReview: number;
  /** Approved, or in effect where nothing is vetted. */
  readonly approved: number;
  readonly denied: number;
  /** Was listed, and is no longer. */
  readonly notListed: number;
  readonly failed: number;
}

const none: Tally = {
  total: 0,
  done: 0,
  submitted: 0,
  adopted: 0,
  changed: 0,
  decided: 0,
  forgotten: 0,
  inReview: 0,
  approved: 0,
  denied: 0,
  notListed: 0,
  failed: 0,
};

export const keysOfTally = Object.keys(none) as readonly (keyof Tally)[];

export function emptyTally(total = 0): Tally {
  return { ...none, total };
}

export function sumOf(tallies: Iterable<Tally>): Tally {
  const sum: Record<keyof Tally, number> = { ...none };
  for (const tally of tallies) for (const key of keysOfTally) sum[key] += tally[key];
  return sum;
}
