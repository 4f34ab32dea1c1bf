import { type Kind, type QualificationEntry, sameName } from "./model";

/**
 * Our own status for a qualification that was vetted or in review and that Partner Center lists no longer. It is what a
 * denial becomes in the portal after a refresh (sell-to-education-customers, 09/16/2022), and what a withdrawal may look like.
 */
export const notListed = "NotListed";

/** The most vetting requests that a customer has in all. Source: sell-to-education-customers, newest copy ("up to three times"). */
export const requestLimit = 3;

/** Where a person turns to when the requests are used up. Source: sell-to-education-customers, 09/16/2022 (manual verification). */
export const supportRemedy =
  "Open a support request in Partner Center (Customers > the customer > Service management) and ask for a manual verification; once Partner Center lists the qualification, the next run adopts it.";

/**
 * Kinds that Microsoft decides about. A state-owned entity is a tag that takes effect at once: its samples carry no vetting
 * fields (get-customer-qualification-asynchronous, 07/28/2023).
 */
const vettedKinds: readonly Kind[] = ["Education", "GovernmentCommunityCloud"];

export function isVetted(qualification: string): boolean {
  return vettedKinds.some((kind) => sameName(kind, qualification));
}

export function isDenied(entry: Pick<QualificationEntry, "vettingStatus">): boolean {
  return entry.vettingStatus !== undefined && sameName(entry.vettingStatus, "Denied");
}

/** Approved by Microsoft, or live where nothing is vetted. Customers tagged before vetting existed carry no status either. */
export function isApproved(entry: Pick<QualificationEntry, "vettingStatus">): boolean {
  return entry.vettingStatus === undefined || sameName(entry.vettingStatus, "Approved");
}

/**
 * The entry of a qualification. Where a list names it more than once (documented nowhere), what is not denied counts, and of several the
 * latest: an old denial beside a request in review must not lead to another request.
 */
export function entryOf(qualification: string, live: readonly QualificationEntry[]): QualificationEntry | undefined {
  const own = live.filter((entry) => sameName(entry.qualification, qualification));
  const standing = own.filter((entry) => !isDenied(entry));
  return (standing.length > 0 ? standing : own).reduce<QualificationEntry | undefined>(
    (latest, entry) => (latest !== undefined && (entry.vettingCreateDate ?? "") <= (latest.vettingCreateDate ?? "") ? latest : entry),
    undefined,
  );
}

/**
 * Pairs that one customer cannot hold together: [wish, live, source].
 */
const exclusions: readonly (readonly [wish: Kind, live: string, source: string])[] = [
  ["Education", "GovernmentCommunityCloud", "judgement: the pair below, read the other way round"],
  [
    "GovernmentCommunityCloud",
    "Education",
    "Partner-Center-DotNet-Samples, CustomerQualificationOperations: GCC after Education is expected to be refused",
  ],
  [
    "GovernmentCommunityCloud",
    "Nonprofit",
    "update-customer-qualification-asynchronous: GCC needs an existing customer without a qualification",
  ],
];

/** The live entry that excludes a wish, if there is one. What was denied excludes nothing. */
export function excludingEntry(wish: string, live: readonly QualificationEntry[]): QualificationEntry | undefined {
  return live.find(
    (entry) => !isDenied(entry) && exclusions.some(([kind, other]) => sameName(kind, wish) && sameName(other, entry.qualification)),
  );
}

/** Whether two wishes for one customer contradict each other. */
export function excludeEachOther(a: string, b: string): boolean {
  return excludingEntry(a, [{ qualification: b }]) !== undefined || excludingEntry(b, [{ qualification: a }]) !== undefined;
}
