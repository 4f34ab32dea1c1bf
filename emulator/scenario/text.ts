import { formatDuration } from "../time/duration";
import type { DecisionStep, FaultStep, ScenarioStep } from "./steps";

/** A step as it is written in a scenario. What a fault has beyond the language (headers, bodies) is not told. */
export function stepText(step: ScenarioStep): string {
  const words = step.do === "fault" ? faultWords(step) : decisionWords(step);
  const customer = step.customer === undefined ? [] : ["for", quote(step.customer)];
  return [...words, ...customer].join(" ");
}

function decisionWords({ do: decision, qualification, reason, afterMs, times }: DecisionStep): string[] {
  return [
    decision,
    ...(qualification === undefined ? [] : [qualification]),
    ...(reason === undefined ? [] : [quote(reason)]),
    ...(afterMs === undefined ? [] : ["after", formatDuration(afterMs)]),
    ...timesWords(times),
  ];
}

function faultWords({ fault }: FaultStep): string[] {
  const { match = {} } = fault;
  const retryAfter = fault.headers?.["Retry-After"];
  return [
    ...kindWords(fault),
    ...timesWords(fault.times ?? 1),
    ...(match.method === undefined ? [] : ["on", match.method]),
    ...(match.path === undefined ? [] : ["at", quote(match.path)]),
    ...(retryAfter === undefined ? [] : ["retry", "after", `${retryAfter}s`]),
  ];
}

function kindWords({ kind, status, delayMs }: FaultStep["fault"]): string[] {
  switch (kind) {
    case "dropBefore":
      return ["drop before processing"];
    case "dropAfter":
      return ["drop after processing"];
    case "slow":
      return ["slow", formatDuration(delayMs ?? 1000)];
    case "halfBody":
      return ["half"];
    case "garbage":
      return ["garbage"];
    case "status":
      return [String(status ?? 503)];
  }
}

function timesWords(times: number | "always" | undefined): string[] {
  if (times === undefined) return [];
  return times === "always" ? ["always"] : times === 1 ? ["once"] : [`${times} times`];
}

function quote(text: string): string {
  return `"${text.replaceAll(/["\\]/g, "\\$&")}"`;
}
