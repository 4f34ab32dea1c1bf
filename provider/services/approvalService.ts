import { approvalKeys, approvalLimits, approvalProblems, parseDuration, refreshApproval, waitForApproval } from "../qualification/approval";
import { type Bag, isUnknown } from "../qualification/arguments";

import { formatId, parseId, requireId } from "../qualification/identity";
import type { About, Runtime } from "./runtime";
import { defined, type Properties, wasWrittenByUs, writeApproval } from "./stateFormat";

/** The life cycle of `QualificationApproval` over plain values: a gate that exists only while the qualification is approved. */
export interface ApprovalService {
  check(news: Bag, about: About): Promise<readonly string[]>;
  compare(
    id: string,
    state: Bag,
    news: Bag,
    about: About,
  ): Promise<{ readonly changed: readonly string[]; readonly replaces: readonly string[] }>;
  /** Waits for Microsoft's decision. */
  create(news: Bag, about: About): Promise<{ readonly id: string; readonly state: Properties }>;
  update(id: string, state: Bag, news: Bag, about: About): Promise<Properties>;
  /** Undefined: the gate is gone. */
  read(id: string, state: Bag | undefined, about: About): Promise<{ readonly state: Properties; readonly inputs: Properties } | undefined>;
}

export function createApprovalService(runtime: Runtime): ApprovalService {
  return {
    check: (news, about) =>
      runtime.operation("check", about, async () => {
        runtime.settings();
        return approvalProblems(news);
      }),

    compare: (id, state, news, about) =>
      runtime.operation("diff", about, async () => {
        const wanted = news["qualificationId"];
        const other = isUnknown(wanted) || formatted(wanted) !== formatted(id);
        const changed = approvalKeys.filter((key) =>
          key === "qualificationId" ? other : (state[key] ?? undefined) !== (news[key] ?? undefined),
        );
        return { changed, replaces: other ? ["qualificationId"] : [] };
      }),

    create: (news, about) =>
      runtime.operation("create", about, async (diagnostics) => {
        const tracked = requireId(news["qualificationId"]);
        const wait = { timeout: milliseconds(news, "timeout"), pollInterval: milliseconds(news, "pollInterval") };
        const entry = await waitForApproval(tracked, wait, runtime.partnerCenter(), runtime.ports, diagnostics, runtime.signal);
        return { id: formatId(tracked), state: writeApproval(pick(news), entry) };
      }),

    update: (_id, state, news, about) =>
      runtime.operation("update", about, async () => ({ ...writeApproval(pick(news), {}), ...observedBy(state) })),

    read: (id, state, about) =>
      runtime.operation("read", about, async (diagnostics) => {
        const tracked = requireId(id);
        const known = wasWrittenByUs(state);
        const inputs: Properties = { ...pick(state ?? {}), qualificationId: state?.["qualificationId"] ?? id };
        const entry = await refreshApproval(tracked, known, {
          partnerCenter: runtime.partnerCenter(),
          diagnostics,
          unreadable: runtime.settings().unreadable,
          signal: runtime.signal,
        });
        if (entry === "gone") return undefined;
        return { state: entry === "unreadable" ? { ...state } : writeApproval(inputs, entry), inputs };
      }),
  };
}

function pick(bag: Bag): Properties {
  return defined(Object.fromEntries(approvalKeys.map((key) => [key, bag[key] ?? undefined])));
}

function observedBy(state: Bag): Properties {
  return defined({ vettingStatus: state["vettingStatus"], vettingCreateDate: state["vettingCreateDate"] });
}

function formatted(id: unknown): string | undefined {
  const tracked = typeof id === "string" ? parseId(id) : undefined;
  return tracked && formatId(tracked);
}

function milliseconds(news: Bag, key: "timeout" | "pollInterval"): number {
  const value = news[key];
  return (typeof value === "string" ? parseDuration(value) : undefined) ?? approvalLimits[key].default;
}
