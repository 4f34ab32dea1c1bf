import type { Customer, QualificationEntry } from "../../provider/qualification/model";

/** What follows the customer's name where it has more than one qualification. */
const suffixes: Readonly<Record<string, string>> = {
  Education: "education",
  GovernmentCommunityCloud: "government",
  StateOwnedEntity: "state-owned",
  Nonprofit: "nonprofit",
};

interface Named {
  readonly customer: Customer;
  readonly entries: readonly QualificationEntry[];
}

/**
 * A name for each qualification of each customer: of the company, else of its domain, else of the id. No two are alike: where they would be,
 * a part of the id is added, to all of them, so that a name does not depend on who else comes first.
 */
export function resourceNames(customers: readonly Named[]): readonly (readonly string[])[] {
  const levels = customers.map(() => 0);
  for (;;) {
    const names = customers.map((named, index) => namesOf(named, levels[index] ?? 0));
    const counts = new Map<string, number>();
    for (const name of names.flat()) counts.set(name, (counts.get(name) ?? 0) + 1);
    const alike = names.flatMap((own, index) =>
      own.some((name) => (counts.get(name) ?? 0) > 1) && (levels[index] ?? 0) < 2 ? [index] : [],
    );
    if (alike.length === 0) return names;
    for (const index of alike) levels[index] = (levels[index] ?? 0) + 1;
  }
}

function namesOf({ customer, entries }: Named, level: number): readonly string[] {
  const id = level === 0 ? "" : `-${level === 1 ? customer.id.slice(0, 8) : customer.id}`;
  const base = `${baseOf(customer)}${id}`;
  if (entries.length === 1) return [base];
  return entries.map(({ qualification }) => `${base}-${suffixes[qualification] ?? slug(qualification)}`);
}

function baseOf({ id, companyName, domain }: Customer): string {
  return slug(companyName ?? "") || slug(domain?.split(".")[0] ?? "") || `customer-${id.slice(0, 8)}`;
}

/** Lower-case letters, digits and hyphens; empty where the text has none, as in a script that is not Latin. */
function slug(text: string): string {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").replaceAll("ß", "ss").toLowerCase();
  return plain
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 50)
    .replace(/^-|-$/g, "");
}
