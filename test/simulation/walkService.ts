import { PartnerCenterError } from "../../provider/errors";
import type { Kind, QualificationEntry } from "../../provider/qualification/model";
import type { Accepted, ContractTraits, PartnerCenter, Submission } from "../../provider/qualification/partnerCenterPort";

export const traits: Readonly<Record<"2023-05" | "2018-09", ContractTraits>> = {
  "2023-05": {
    name: "2023-05",
    settable: ["Education", "GovernmentCommunityCloud", "StateOwnedEntity"],
    requiresSegment: true,
    reportsVetting: true,
  },
  "2018-09": { name: "2018-09", settable: ["Education", "GovernmentCommunityCloud"], requiresSegment: false, reportsVetting: false },
};

/** How a read of the customer goes wrong. */
export const troubles = [
  "customerUnreadable",
  "unavailable",
  "throttled",
  "notPartnerCenter",
  "authentication",
  "customerUnknown",
] as const;
export type Trouble = (typeof troubles)[number];

/** Everything that a Partner Center remembers of one customer, as small as it can be. */
export interface Customer {
  readonly live: readonly QualificationEntry[];
  /** Requests for Education that were accepted, capped at 4 for counting. */
  readonly requests: number;
  /** Dates are counted, not told: each accepted request has the next one. */
  readonly clock: number;
}

/** The port in memory over one customer: what goes over a wire is the simulation's business. */
export class WalkService implements PartnerCenter {
  readonly contract: ContractTraits;
  customerState: Customer;
  posts: Submission[] = [];
  trouble: Trouble | undefined;

  constructor(state: Customer, contract: ContractTraits) {
    this.customerState = state;
    this.contract = contract;
  }

  /** It quotes nobody. */
  protect(): void {}

  async qualifications(): Promise<readonly QualificationEntry[]> {
    if (this.trouble) throw new PartnerCenterError("It could not be read.", { kind: this.trouble });
    const { live } = this.customerState;
    return this.contract.reportsVetting ? live : live.map(({ qualification }) => ({ qualification }));
  }

  async submit(submission: Submission): Promise<Accepted> {
    this.posts.push(submission);
    const next = ask(this.customerState, submission.kind);
    if (!next) throw new PartnerCenterError("The service said no.", { kind: "refused", requestId: submission.requestId, status: 400 });
    this.customerState = next;
    const entry = next.live.find(({ qualification }) => qualification === submission.kind);
    const { requestId } = submission;
    return {
      ...(entry && this.contract.reportsVetting ? { entry } : { entry: { qualification: submission.kind } }),
      requestId,
      correlationId: "c",
    };
  }

  async validationCodes(): Promise<[]> {
    return [];
  }

  async customer(id: string): Promise<{ id: string }> {
    return { id };
  }
}

/** What the service makes of a request by anybody; undefined where it refuses. */
export function ask({ live, requests, clock }: Customer, kind: Kind): Customer | undefined {
  const own = live.find(({ qualification }) => qualification === kind);
  const holds = (name: string): boolean =>
    live.some(({ qualification, vettingStatus }) => qualification === name && vettingStatus !== "Denied");
  if (own && own.vettingStatus !== "Denied") return undefined;
  if (kind === "Education" && holds("GovernmentCommunityCloud")) return undefined;
  if (kind === "GovernmentCommunityCloud" && (holds("Education") || holds("Nonprofit"))) return undefined;
  if (kind === "Education" && requests >= 3) return undefined;
  const rest = live.filter((entry) => entry !== own);
  if (kind === "StateOwnedEntity") return { live: [...rest, { qualification: kind }], requests, clock };
  const vettingStatus = kind === "Education" ? "InReview" : "Approved";
  if (kind === "GovernmentCommunityCloud") return { live: [...rest, { qualification: kind, vettingStatus }], requests, clock };
  const entry = { qualification: kind, vettingStatus, vettingCreateDate: date(clock + 1) };
  return { live: [...rest, entry], requests: requests + 1, clock: clock + 1 };
}

/** Microsoft's decision about a live entry. */
export function settle({ live, requests, clock }: Customer, kind: Kind, vettingStatus: string | undefined): Customer {
  return {
    live: live.flatMap((entry) => {
      if (entry.qualification !== kind) return [entry];
      if (vettingStatus === undefined) return [];
      const { vettingReason: _, ...rest } = entry;
      return [{ ...rest, vettingStatus, ...(vettingStatus === "Denied" ? { vettingReason: "no" } : {}) }];
    }),
    requests,
    clock,
  };
}

export function date(count: number): string {
  return `2026-01-${String(count).padStart(2, "0")}T00:00:00Z`;
}
