import type { ProblemKind } from "../errors";

/** One code of a service, as data: what it means and what a person can do. The documentation is printed from these. */
export interface KnownProblem {
  /** The code as text: `900421`, `AADSTS50076`. */
  readonly code: string;
  /** The HTTP status that comes with it, where the same code has other meanings elsewhere. */
  readonly status?: number;
  readonly kind: ProblemKind;
  /** What it means: the end of a sentence, in lower case, without a full stop. */
  readonly meaning: string;
  /** What to do: whole sentences. */
  readonly remedy?: string;
  /** Where it is documented, or was seen. */
  readonly source: string;
  /** A page that helps. */
  readonly link?: string;
}
