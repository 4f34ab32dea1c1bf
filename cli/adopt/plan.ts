import { asKind, type Customer, type Kind, type QualificationEntry } from "../../provider/qualification/model";
import { excludeEachOther, isDenied } from "../../provider/qualification/vetting";
import type { Found } from "./discover";
import { resourceNames } from "./names";

interface Line {
  /** The resource's name. */
  readonly name: string;
  readonly customer: Customer;
  readonly entry: QualificationEntry;
}

/** A qualification that the program declares, and so adopts. */
export interface Declared extends Line {
  readonly kind: Kind;
}

/** A qualification that cannot be declared, so the program only looks at it. */
export interface Looked extends Line {
  /** Why: a phrase. */
  readonly why: string;
}

/** What the program says, in the order of the customers. */
export interface Plan {
  readonly lines: readonly (Declared | Looked)[];
  /** Customers that have something. */
  readonly customers: number;
  /** Customers that have nothing. */
  readonly without: number;
  readonly unreadable: readonly { readonly customerId: string; readonly problem: string }[];
}

export function planOf(found: readonly Found[]): Plan {
  const having = found.filter(({ entries }) => entries.length > 0);
  const names = resourceNames(having);
  return {
    lines: having.flatMap(({ customer, entries }, index) =>
      entries.map((entry, which) => lineOf({ name: names[index]?.[which] ?? "", customer, entry }, entries)),
    ),
    customers: having.length,
    without: found.filter(({ entries, problem }) => entries.length === 0 && problem === undefined).length,
    unreadable: found.flatMap(({ customer, problem }) => (problem === undefined ? [] : [{ customerId: customer.id, problem }])),
  };
}

function lineOf(line: Line, entries: readonly QualificationEntry[]): Declared | Looked {
  const kind = asKind(line.entry.qualification);
  if (kind === undefined) return { ...line, why: "cannot be set through Partner Center" };
  const other = entries.find(({ qualification }) => asKind(qualification) !== undefined && excludeEachOther(kind, qualification));
  // One of the two is declared: the one that was not denied, else the first.
  if (other !== undefined && rank(other, entries) < rank(line.entry, entries)) {
    return { ...line, why: `cannot be declared beside ${other.qualification}` };
  }
  return { ...line, kind };
}

function rank(entry: QualificationEntry, entries: readonly QualificationEntry[]): number {
  return entries.indexOf(entry) + (isDenied(entry) ? entries.length : 0);
}
