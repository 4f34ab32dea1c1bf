import type { Diagnostics, Severity } from "../../provider/diagnostics";
import { type Customer, type QualificationEntry, sameName, type ValidationCode } from "../../provider/qualification/model";
import type { Accepted, ContractTraits, PartnerCenter, Submission, SubmitOptions } from "../../provider/qualification/partnerCenterPort";

export const customerId = "0c39d6d5-c70d-4c55-bc02-f620844f3fd1";

export const contract2023: ContractTraits = {
  name: "2023-05",
  settable: ["Education", "GovernmentCommunityCloud", "StateOwnedEntity"],
  requiresSegment: true,
  reportsVetting: true,
};
export const contract2018: ContractTraits = {
  name: "2018-09",
  settable: ["Education", "GovernmentCommunityCloud"],
  requiresSegment: false,
  reportsVetting: false,
};

/** The domain's port in memory, for the pure flow alone: what goes over a wire is tested against real servers. */
export class PartnerCenterModel implements PartnerCenter {
  live: QualificationEntry[] = [];
  codes: ValidationCode[] = [];
  customers: Customer[] = [];
  readonly submissions: Submission[] = [];
  reads = 0;
  failure: Error | undefined;
  /** The answer of the next submission. Default: what a first request gets. */
  answer: ((submission: Submission, options: SubmitOptions) => Promise<QualificationEntry | undefined>) | undefined;

  readonly contract: ContractTraits;

  constructor(contract: ContractTraits = contract2023) {
    this.contract = contract;
  }

  /** It quotes nobody. */
  protect(): void {}

  async qualifications(): Promise<readonly QualificationEntry[]> {
    this.reads += 1;
    if (this.failure) throw this.failure;
    return this.live;
  }

  async submit(submission: Submission, options: SubmitOptions): Promise<Accepted> {
    this.submissions.push(submission);
    const entry = this.answer ? await this.answer(submission, options) : fresh(submission);
    this.live = [...this.live.filter((other) => !sameName(other.qualification, submission.kind)), ...(entry ? [entry] : [])];
    return { ...(entry ? { entry } : {}), requestId: submission.requestId, correlationId: "c0ffee00-0000-4000-8000-000000000001" };
  }

  async validationCodes(): Promise<readonly ValidationCode[]> {
    return this.codes;
  }

  async customer(id: string): Promise<Customer> {
    const found = this.customers.find((candidate) => candidate.id === id);
    if (!found) throw new Error("no such customer in the model");
    return found;
  }
}

function fresh({ kind }: Submission): QualificationEntry {
  if (kind === "StateOwnedEntity") return { qualification: kind };
  const vettingStatus = kind === "Education" ? "InReview" : "Approved";
  return { qualification: kind, vettingStatus, vettingCreateDate: "2026-11-20T10:00:00Z" };
}

/** Diagnostics that are kept for a test to read. */
export class RecordedDiagnostics implements Diagnostics {
  readonly messages: { severity: Severity; message: string }[] = [];
  report(severity: Severity, message: string): void {
    this.messages.push({ severity, message });
  }
  async flush(): Promise<void> {}
  get warnings(): string[] {
    return this.messages.filter(({ severity }) => severity === "warning").map(({ message }) => message);
  }
}
