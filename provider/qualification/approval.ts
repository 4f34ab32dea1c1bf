import type { Diagnostics } from "../diagnostics";
import { didYouMean } from "../didYouMean";
import { PartnerCenterError, type ProblemKind } from "../errors";
import { type Clock, sleep } from "../ports";
import { type Bag, isUnknown, publicKeys } from "./arguments";
import { parseId, type Tracked } from "./identity";
import { subject } from "./messages";
import type { QualificationEntry } from "./model";
import type { PartnerCenter } from "./partnerCenterPort";
import { type ReadContext, readOrKeep } from "./refresh";
import { entryOf, isApproved, isDenied, isVetted } from "./vetting";

/** Every argument of `QualificationApproval`. */
export const approvalKeys = ["qualificationId", "timeout", "pollInterval"] as const;

/** Milliseconds. */
export const approvalLimits = {
  timeout: { default: 5 * 60_000, shortest: 0 },
  // Judgement: eight gates at once, the slots of a machine with two cores, stay below the 500 requests a minute of each partner
  // tenant (api-throttling-guidance, 7/18/2022).
  pollInterval: { default: 15_000, shortest: 1_000 },
  /** Judgement: Microsoft decides within days, and a run that waits longer than a week has been forgotten. */
  longest: 7 * 24 * 3_600_000,
} as const;

/** The problems of a gate's arguments, all in one pass. */
export function approvalProblems(news: Bag): string[] {
  const problems = publicKeys(news)
    .filter((key) => !approvalKeys.some((known) => known === key))
    .map((key) => `${key}: no such argument${didYouMean(key, approvalKeys)}`);
  const id = news["qualificationId"];
  if (!isUnknown(id) && (typeof id !== "string" || parseId(id) === undefined)) {
    problems.push("qualificationId: must be the id of a CustomerQualification, {customerId}/{Kind}");
  }
  for (const key of ["timeout", "pollInterval"] as const) {
    const value = news[key];
    if (value === undefined || value === null || isUnknown(value)) continue;
    const ms = typeof value === "string" ? parseDuration(value) : undefined;
    const { shortest } = approvalLimits[key];
    if (ms === undefined) problems.push(`${key}: must be a duration such as "45m" or "1h30m"`);
    else if (ms < shortest) problems.push(`${key}: must be at least "${formatDuration(shortest)}"`);
    else if (ms > approvalLimits.longest) problems.push(`${key}: must be at most "${formatDuration(approvalLimits.longest)}"`);
  }
  return problems;
}

/** What the gate makes of one answer of Partner Center. */
export type Verdict =
  | { readonly verdict: "approved"; readonly entry: QualificationEntry }
  | { readonly verdict: "denied"; readonly entry: QualificationEntry }
  | { readonly verdict: "waiting"; readonly entry: QualificationEntry }
  | { readonly verdict: "notListed" };

export function judge(qualification: string, live: readonly QualificationEntry[]): Verdict {
  const entry = entryOf(qualification, live);
  if (!entry) return { verdict: "notListed" };
  if (isApproved(entry)) return { verdict: "approved", entry };
  return { verdict: isDenied(entry) ? "denied" : "waiting", entry };
}

export interface ApprovalWait {
  /** Milliseconds until the wait is given up. */
  readonly timeout: number;
  /** Milliseconds from one reading to the next. */
  readonly pollInterval: number;
}

/** An entry that was just asked for may not be listed yet: it is looked for once more before it counts as not listed. Judgement. */
const secondReadingMs = 2_000;

/** Troubles that may pass while the gate waits. Whatever else goes wrong does not heal by waiting. */
const passing: readonly ProblemKind[] = ["unavailable", "throttled", "unreachable"];

/**
 * Waits for Microsoft's decision. Resolves with the approved entry, and rejects on a denial, a missing entry or the deadline. An outage
 * is waited out, as long as the deadline lets it.
 */
export async function waitForApproval(
  tracked: Tracked,
  { timeout, pollInterval }: ApprovalWait,
  partnerCenter: PartnerCenter,
  clock: Clock,
  diagnostics: Diagnostics,
  signal?: AbortSignal,
): Promise<QualificationEntry> {
  const about = subject(tracked);
  if (isVetted(tracked.qualification) && !partnerCenter.contract.reportsVetting) {
    throw gateClosed(
      `${about} cannot be waited for: the API contract ${partnerCenter.contract.name} does not tell what Microsoft decided.`,
      "Use the contract of today: remove partnercenter:apiContract (PARTNERCENTER_API_CONTRACT), or set it to 2023-05.",
    );
  }
  const deadline = clock.now() + timeout;
  let missed = 0;
  for (;;) {
    const found = await readVerdict(tracked, partnerCenter, signal);
    if (found.verdict === "approved") return found.entry;
    if (found.verdict === "denied") {
      const reason = found.entry.vettingReason ? `: ${found.entry.vettingReason}` : "";
      throw gateClosed(`${about} was denied${reason}.`, "Change the evidence or resubmit of the CustomerQualification to ask again.");
    }
    if (found.verdict === "notListed") missed += 1;
    else if (found.verdict === "waiting") missed = 0;
    else diagnostics.report("warning", `${about}: the wait for its approval goes on. ${found.error.message}`);
    if (missed > 1) {
      throw gateClosed(
        `${about} is not listed by Partner Center, so nothing can be approved.`,
        "Ask for it with a CustomerQualification, and let the approval depend on it.",
      );
    }
    const pause = missed > 0 ? Math.min(secondReadingMs, pollInterval) : pollInterval;
    if (clock.now() + pause > deadline) throw waitedTooLong(about, found, timeout);
    await sleep(clock, pause, signal);
  }
}

type Trouble = { readonly verdict: "trouble"; readonly error: PartnerCenterError };

async function readVerdict(tracked: Tracked, partnerCenter: PartnerCenter, signal: AbortSignal | undefined): Promise<Verdict | Trouble> {
  try {
    return judge(tracked.qualification, await partnerCenter.qualifications(tracked.customerId, signal));
  } catch (error) {
    if (error instanceof PartnerCenterError && passing.includes(error.kind)) return { verdict: "trouble", error };
    throw error;
  }
}

function waitedTooLong(about: string, found: Verdict | Trouble, timeout: number): PartnerCenterError {
  if (found.verdict === "trouble") {
    return new PartnerCenterError(`${about} could not be read within ${formatDuration(timeout)}. ${found.error.problem}`, {
      kind: found.error.kind,
      remedy: "Run again later: nothing is lost.",
    });
  }
  const status = found.verdict === "waiting" ? (found.entry.vettingStatus ?? "undecided") : "not listed";
  return gateClosed(
    `${about} is still ${status} after ${formatDuration(timeout)}.`,
    "Microsoft decides within days: run again later, nothing is lost; or raise the timeout.",
  );
}

function gateClosed(problem: string, remedy: string): PartnerCenterError {
  return new PartnerCenterError(problem, { kind: "rule", remedy });
}

/** What becomes of a gate at a refresh: still open with this entry, gone from the state, or left as it is. */
export type RefreshedApproval = QualificationEntry | "gone" | "unreadable";

/** A gate exists only while its qualification is approved. On a `get` (`known` is false) there is nothing to lose, so all else is an error. */
export async function refreshApproval(tracked: Tracked, known: boolean, context: ReadContext): Promise<RefreshedApproval> {
  const { partnerCenter, diagnostics, signal } = context;
  const about = subject(tracked);
  const live = known ? await readOrKeep(tracked, "its approval", context) : await partnerCenter.qualifications(tracked.customerId, signal);
  if (live === "unreadable") return live;
  if (live === "customer unknown") return "gone";
  const verdict = judge(tracked.qualification, live);
  if (verdict.verdict === "approved") return verdict.entry;
  if (!known) throw new PartnerCenterError(`${about} is not approved (${statusOf(verdict)}).`, { kind: "rule" });
  diagnostics.report("warning", `${about} is not approved any more (${statusOf(verdict)}): the gate is gone from the state.`);
  return "gone";
}

function statusOf(verdict: Verdict): string {
  return verdict.verdict === "notListed" ? "no longer listed" : (verdict.entry.vettingStatus ?? "undecided");
}

const units: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

/** Milliseconds of a duration such as `"45m"`, `"1h30m"` or `"1500ms"`; undefined where the text is none. */
export function parseDuration(text: string): number | undefined {
  if (!/^(\d+(\.\d+)?(ms|s|m|h))+$/.test(text)) return undefined;
  let total = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)) total += Number(amount) * (units[unit ?? ""] ?? 0);
  return total;
}

/** The shortest usual writing of a duration: `300000` is `5m`. */
export function formatDuration(ms: number): string {
  const unit = (["h", "m", "s"] as const).find((name) => ms >= (units[name] ?? 1) && ms % (units[name] ?? 1) === 0) ?? "ms";
  return `${ms / (units[unit] ?? 1)}${unit}`;
}
