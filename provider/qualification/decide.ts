import { asKind, type Kind, type QualificationEntry, sameName, wholeSeconds } from "./model";
import type { ContractTraits } from "./partnerCenterPort";
import { sameMoment } from "./state";
import { entryOf, excludingEntry, isDenied, isVetted, requestLimit, supportRemedy } from "./vetting";

/** All that the decision depends on. */
export interface Situation {
  /** The qualification that is declared. */
  readonly wish: string;
  /** What Partner Center lists for the customer; in `diff`, what the state knows of it. */
  readonly live: readonly QualificationEntry[];
  readonly contract: Pick<ContractTraits, "name" | "settable">;
  /** What the state knows of this very qualification; absent on a create. */
  readonly known?: {
    /** Whether it was in review or listed before. */
    readonly wasListed: boolean;
    /** The number of the last request that is on record; 0 where this resource never sent one. */
    readonly lastNumber: number;
    /** The date of the last request that it has seen; absent where none was told. */
    readonly accountedDate?: string;
  };
  /** Whether this is an update that asks anew: by changed evidence or by `resubmit`. */
  readonly asksAgain: boolean;
}

export type Decision =
  /** Partner Center lists it: nothing is sent, the answer is recorded. */
  | { readonly action: "adopt"; readonly rule: string; readonly warning?: string }
  /** Denied or no longer listed, and nobody asks anew: nothing is sent, and it is said. */
  | { readonly action: "keep"; readonly rule: string; readonly warning?: string }
  | { readonly action: "submit"; readonly rule: string; readonly number: number; readonly warning?: string }
  | { readonly action: "refuse"; readonly rule: string; readonly problem: string; readonly remedy: string };

/** One row of the decision table: first the words for the documentation, then the same in code. */
export interface Rule {
  readonly rule: string;
  readonly wish: string;
  readonly live: string;
  readonly decision: string;
  readonly source: string;
  readonly applies: (s: Situation) => boolean;
  readonly decide: (s: Situation) => Decision;
}

const submit = (rule: string, s: Situation, warning?: string): Decision => ({
  action: "submit",
  rule,
  number: nextNumber(s),
  ...(warning === undefined ? {} : { warning }),
});
const own = (s: Situation): QualificationEntry | undefined => entryOf(s.wish, s.live);
const ownDenied = (s: Situation): boolean => {
  const entry = own(s);
  return entry !== undefined && isDenied(entry);
};
const vanished = (s: Situation): boolean => s.known?.wasListed === true && isVetted(s.wish) && own(s) === undefined;
/** Denied, but not the request that the state knows of: another one was made since. */
const deniedSince = (s: Situation): boolean => {
  const date = own(s)?.vettingCreateDate;
  return ownDenied(s) && date !== undefined && s.known?.accountedDate !== undefined && !sameMoment(date, s.known.accountedDate);
};
const wishes = (s: Situation, kind: Kind): boolean => sameName(s.wish, kind);
const holds = (s: Situation, ...names: string[]): boolean => names.some((name) => entryOf(name, s.live) !== undefined);

/** A customer that was denied or has vanished has spent at least one request, whoever sent it. */
function priorRequests(s: Situation): number {
  return Math.max(s.known?.lastNumber ?? 0, ownDenied(s) || vanished(s) ? 1 : 0);
}

function nextNumber(s: Situation): number {
  return priorRequests(s) + 1;
}

/** The decision table. The first row that applies decides; the last one always does. */
export const rules: readonly Rule[] = [
  {
    rule: "cannot-be-set",
    wish: "None, Nonprofit, or a name that Partner Center does not offer",
    live: "anything",
    decision: "refuse: cannot be set",
    source: 'both seed documents: "None" and "Nonprofit" cannot be set',
    applies: (s) => asKind(s.wish) === undefined,
    decide: (s) => ({
      action: "refuse",
      rule: "cannot-be-set",
      problem: `${s.wish} cannot be set through Partner Center.`,
      remedy:
        "Declare Education, GovernmentCommunityCloud or StateOwnedEntity; to stop managing the qualification, remove the resource from the program: Partner Center keeps what the customer has.",
    }),
  },
  {
    rule: "adopt",
    wish: "any kind",
    live: "that kind, in any state but Denied, also an unknown one",
    decision: "adopt: nothing is sent; changed evidence is recorded, with a warning that it was not sent",
    source: "judgement: a second request while one is in review or approved is documented nowhere",
    applies: (s) => own(s) !== undefined && !ownDenied(s),
    decide: () => ({ action: "adopt", rule: "adopt" }),
  },
  {
    rule: "excluded",
    wish: "Education",
    live: "GovernmentCommunityCloud, not denied",
    decision: "refuse: cannot be combined",
    source: "judgement: the rule for GovernmentCommunityCloud, read the other way round",
    applies: (s) => wishes(s, "Education") && excludingEntry(s.wish, s.live) !== undefined,
    decide: (s) => excluded("excluded", s),
  },
  {
    rule: "excluded-gcc",
    wish: "GovernmentCommunityCloud",
    live: "Education, not denied; Nonprofit",
    decision: "refuse: cannot be combined",
    source:
      "Partner-Center-DotNet-Samples (CustomerQualificationOperations) for Education; update-customer-qualification-asynchronous for the rest: the customer must have no qualification",
    applies: (s) => wishes(s, "GovernmentCommunityCloud") && excludingEntry(s.wish, s.live) !== undefined,
    decide: (s) => excluded("excluded-gcc", s),
  },
  {
    rule: "denied",
    wish: "any kind",
    live: "that kind Denied, and nobody asks anew (a create never does)",
    decision: "keep: nothing is sent; the denial is recorded and told in every run",
    source: "sell-to-education-customers (09/16/2022): the data has to be corrected before a new request has a chance",
    applies: (s) => ownDenied(s) && !s.asksAgain,
    decide: () => ({ action: "keep", rule: "denied" }),
  },
  {
    rule: "not-listed",
    wish: "Education, GovernmentCommunityCloud",
    live: "was listed or in review, is listed no longer, and nobody asks anew",
    decision: "keep: nothing is sent; `NotListed` is recorded and told in every run",
    source: "sell-to-education-customers (09/16/2022): after a refresh a denied customer shows None",
    applies: (s) => vanished(s) && !s.asksAgain,
    decide: () => ({ action: "keep", rule: "not-listed" }),
  },
  {
    rule: "not-in-contract",
    wish: "a kind that the wire contract cannot ask for (StateOwnedEntity before 2023-05)",
    live: "not that kind, or that kind Denied",
    decision: "refuse: needs another contract",
    source: "the seed documents name Education and GovernmentCommunityCloud only",
    applies: (s) => !s.contract.settable.some((kind) => sameName(kind, s.wish)),
    decide: (s) => ({
      action: "refuse",
      rule: "not-in-contract",
      problem: `${s.wish} cannot be asked for under the API contract ${s.contract.name}.`,
      remedy: "Use the contract of today: remove partnercenter:apiContract (PARTNERCENTER_API_CONTRACT), or set it to 2023-05.",
    }),
  },
  {
    rule: "denied-since",
    wish: "any kind, asked for anew",
    live: "that kind Denied, with a later request than the last one that the state knows of",
    decision: "keep: nothing is sent, since that request may have been this very one, sent by a run that was cut off",
    source: "judgement: found by simulation (the process dies after an accepted request, which is denied before the next run)",
    applies: deniedSince,
    decide: (s) => ({
      action: "keep",
      rule: "denied-since",
      warning: `Nothing was sent: a request of ${wholeSeconds(own(s)?.vettingCreateDate ?? "")} that is not on record was denied, and it may have been this one, sent by a run that was cut off. Change resubmit to ask again.`,
    }),
  },
  {
    rule: "requests-used-up",
    wish: "any kind, asked for anew",
    live: "that kind Denied or no longer listed, three requests on record",
    decision: "refuse, with the way to support",
    source: "sell-to-education-customers (newest copy): verification may be requested up to three times for each customer",
    applies: (s) => (ownDenied(s) || vanished(s)) && priorRequests(s) >= requestLimit,
    decide: (s) => ({
      action: "refuse",
      rule: "requests-used-up",
      problem: `${priorRequests(s)} requests for ${s.wish} are on record, and a customer has ${requestLimit} in all.`,
      remedy: `${supportRemedy} Until then, undo the change of the evidence or of resubmit.`,
    }),
  },
  {
    rule: "ask-again",
    wish: "any kind, asked for anew (an update whose evidence or `resubmit` changed)",
    live: "that kind Denied or no longer listed",
    decision: "submit, and say which of the three requests this is at least",
    source: "sell-to-education-customers (09/16/2022, newest copy): a denied request may be made again, three in all",
    applies: (s) => ownDenied(s) || vanished(s),
    decide: (s) => submit("ask-again", s, `This is at least request ${nextNumber(s)} of the ${requestLimit} that a customer has in all.`),
  },
  {
    rule: "gcc-on-state-owned",
    wish: "GovernmentCommunityCloud",
    live: "StateOwnedEntity",
    decision: "submit, with a warning",
    source:
      "get-customer-qualification-asynchronous (07/28/2023) shows both together; update-customer-qualification-asynchronous asks for a customer without a qualification",
    applies: (s) => wishes(s, "GovernmentCommunityCloud") && holds(s, "StateOwnedEntity"),
    decide: (s) =>
      submit(
        "gcc-on-state-owned",
        s,
        "The customer is a StateOwnedEntity already: the two are documented together, but GovernmentCommunityCloud is documented for customers without a qualification, so Partner Center may refuse. Declare GovernmentCommunityCloud first where you can.",
      ),
  },
  {
    rule: "add-state-owned",
    wish: "StateOwnedEntity",
    live: "Education or GovernmentCommunityCloud",
    decision: "submit: an addition",
    source: "get-customer-qualification-asynchronous (07/28/2023): both combinations are among the samples",
    applies: (s) => wishes(s, "StateOwnedEntity") && holds(s, "Education", "GovernmentCommunityCloud"),
    decide: (s) => submit("add-state-owned", s),
  },
  {
    rule: "add-education",
    wish: "Education",
    live: "StateOwnedEntity",
    decision: "submit: an addition",
    source: "get-customer-qualification-asynchronous (07/28/2023): the combination is among the samples",
    applies: (s) => wishes(s, "Education") && holds(s, "StateOwnedEntity") && s.live.length === 1,
    decide: (s) => submit("add-education", s),
  },
  {
    rule: "first",
    wish: "any kind",
    live: 'none (`[]`, `null`, `"none"`, `[{"qualification":"None"}]`)',
    decision: "submit (a StateOwnedEntity that vanished is simply set again: nothing is vetted)",
    source: "update-customer-qualification-asynchronous (06/28/2022)",
    applies: (s) => s.live.length === 0,
    decide: (s) => submit("first", s),
  },
  {
    rule: "undocumented",
    wish: "any kind",
    live: "any other",
    decision: "submit with a warning: the service decides",
    source: "judgement: documented nowhere (Nonprofit to Education, a denied kind beside another, names that are new)",
    applies: () => true,
    decide: (s) =>
      submit(
        "undocumented",
        s,
        `Nothing documents whether ${s.wish} can be asked for beside ${s.live.map(describe).join(" and ")}: Partner Center decides.`,
      ),
  },
];

/** What is to be done about a wish. Pure and total. */
export function decide(situation: Situation): Decision {
  const rule = rules.find((candidate) => candidate.applies(situation));
  if (!rule) throw new Error("the decision table has no row for this situation");
  return rule.decide(situation);
}

function excluded(rule: string, s: Situation): Decision {
  const other = excludingEntry(s.wish, s.live)?.qualification ?? "another qualification";
  return {
    action: "refuse",
    rule,
    problem: `${s.wish} and ${other} cannot be combined on one customer, and the customer is ${other}.`,
    remedy: `No API removes a qualification: declare ${asKind(other) ?? "another kind"} for this customer instead, or remove the resource from the program.`,
  };
}

function describe(entry: QualificationEntry): string {
  return entry.vettingStatus === undefined ? entry.qualification : `${entry.qualification} (${entry.vettingStatus})`;
}
