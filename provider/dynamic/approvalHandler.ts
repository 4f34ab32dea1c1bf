import { didYouMean } from "../didYouMean";
import { waitForApproval } from "../qualification/approval";
import { refreshApproval } from "../qualification/approvalRefresh";
import { parseDuration } from "../qualification/duration";
import { formatId, parseId } from "../qualification/identity";
import type { QualificationEntry } from "../qualification/model";
import { vettingOf } from "../qualification/state";
import { atBoundary } from "./boundary";
import type { DynamicHandler } from "./protocol";
import { type Properties, toProperties, wasWrittenByUs, withFormat } from "./results";
import type { Runtime } from "./runtime";
import { trackedBy } from "./trackedBy";
import { isUnknown, publicKeys } from "./unknowns";

type Bag = Readonly<Record<string, unknown>>;

const keys = ["qualificationId", "timeout", "pollInterval"] as const;
/** Milliseconds. The shortest poll is a judgement: the reads are throttled for each partner (api-throttling-guidance, 7/18/2022). */
const defaults = { timeout: 300_000, pollInterval: 15_000, shortestPoll: 100 } as const;

/** The life cycle of `QualificationApproval`: a gate that exists only while the qualification is approved. */
export function createApprovalHandler(runtime: Runtime): DynamicHandler {
  const { diagnostics } = runtime;
  const run = <T>(method: string, work: () => Promise<T>): Promise<T> => atBoundary(method, diagnostics, work);

  return {
    check: (_olds, news) =>
      run("check", async () => {
        runtime.settings();
        return { inputs: news, failures: problemsOf(news).map((reason) => ({ property: "", reason })) };
      }),

    diff: (id, olds, news) =>
      run("diff", async () => {
        const wanted = news["qualificationId"];
        const other = isUnknown(wanted) || formatted(wanted) !== formatted(id);
        if (!other && keys.slice(1).every((key) => olds[key] === news[key])) return { changes: false };
        return { changes: undefined, replaces: other ? ["qualificationId"] : [], deleteBeforeReplace: false };
      }),

    create: (news) =>
      run("create", async () => {
        const tracked = trackedBy(news["qualificationId"]);
        const wait = {
          timeout: milliseconds(news["timeout"]) ?? defaults.timeout,
          pollInterval: milliseconds(news["pollInterval"]) ?? defaults.pollInterval,
        };
        const entry = await waitForApproval(tracked, wait, runtime.partnerCenter(), runtime.ports, runtime.signal);
        return { id: formatId(tracked), outs: outputs(news, entry) };
      }),

    update: (_id, olds, news) =>
      run("update", async () => ({ outs: withFormat({ ...pick(olds, ["vettingStatus", "vettingCreateDate"]), ...pick(news, keys) }) })),

    read: (id, props) =>
      run("read", async () => {
        const tracked = trackedBy(id);
        const known = wasWrittenByUs(props);
        const inputs = { ...pick(props, keys), qualificationId: props["qualificationId"] ?? id };
        const entry = await refreshApproval(tracked, known, {
          partnerCenter: runtime.partnerCenter(),
          diagnostics,
          unreadable: runtime.settings().unreadable,
          signal: runtime.signal,
        });
        if (entry === "gone") return {};
        return { id, props: entry === "unreadable" ? { ...props } : outputs(inputs, entry), inputs };
      }),

    delete: () => run("delete", async () => undefined),
  };
}

function problemsOf(news: Bag): string[] {
  const problems = publicKeys(news)
    .filter((key) => !keys.some((known) => known === key))
    .map((key) => `${key}: no such argument${didYouMean(key, keys)}`);
  const id = news["qualificationId"];
  if (!isUnknown(id) && formatted(id) === undefined) {
    problems.push("qualificationId: must be the id of a CustomerQualification, {customerId}/{Kind}");
  }
  for (const key of ["timeout", "pollInterval"] as const) {
    if (news[key] === undefined || isUnknown(news[key])) continue;
    const ms = milliseconds(news[key]);
    if (ms === undefined) problems.push(`${key}: must be a duration such as "45m" or "1h30m"`);
    else if (key === "pollInterval" && ms < defaults.shortestPoll) problems.push(`${key}: must be at least ${defaults.shortestPoll}ms`);
  }
  return problems;
}

function outputs(inputs: Bag, entry: QualificationEntry): Properties {
  const { vettingStatus, vettingCreateDate } = vettingOf(entry);
  return withFormat(toProperties({ ...pick(inputs, keys), vettingStatus, vettingCreateDate }));
}

function pick(bag: Bag, names: readonly string[]): Properties {
  return toProperties(Object.fromEntries(names.map((name) => [name, bag[name]])));
}

function formatted(id: unknown): string | undefined {
  const tracked = typeof id === "string" ? parseId(id) : undefined;
  return tracked && formatId(tracked);
}

function milliseconds(value: unknown): number | undefined {
  return typeof value === "string" ? parseDuration(value) : undefined;
}
