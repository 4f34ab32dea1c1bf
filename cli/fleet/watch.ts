import type { EngineEvent } from "@pulumi/pulumi/automation";
import type { Operation } from "./options";
import { type Concern, emptyTally, isConcern, type Tally } from "./outcome";

type Result = "submitted" | "adopted" | "changed" | "forgotten" | "failed" | "unchanged";

/** Follows one stack's run, event by event. */
export interface Watch {
  take(event: EngineEvent): void;
  tally(): Tally;
  /** Whom Microsoft has denied, or lists no longer. */
  concerns(): readonly Concern[];
  /** What went wrong, the engine's words without its colours; each text once. */
  errors(): readonly string[];
}

export function watch(operation: Operation, total: number): Watch {
  const results = new Map<string, Result>();
  const statuses = new Map<string, keyof Tally>();
  const concerns = new Map<string, Concern>();
  const decided = new Set<string>();
  const errors = new Set<string>();
  return {
    take({ resOutputsEvent, resOpFailedEvent, resourcePreEvent, diagnosticEvent }) {
      // A preview of what would be created ends without an event of its outputs.
      const step = (resOutputsEvent ?? (operation === "preview" ? resourcePreEvent : undefined))?.metadata;
      if (step && isQualification(step.type)) {
        // Not the URN: while a stack moves from one front to the other, the reading and the step that counts have two.
        const name = nameIn(step.urn);
        const status = statusOf(step.new?.outputs);
        if (status) {
          statuses.set(name, status);
          concerns.delete(name);
          if (isConcern(status)) concerns.set(name, { name, customerId: String(step.new?.outputs?.["customerId"] ?? ""), status });
        }
        const found = resultOf(operation, step.op, step.old?.outputs, step.new?.outputs);
        if (found && results.get(name) !== "failed") results.set(name, found);
        if (step.op === "refresh" && status && statusOf(step.old?.outputs) !== status) decided.add(name);
        if (found === "forgotten") {
          statuses.delete(name);
          concerns.delete(name);
        }
      }
      if (resOpFailedEvent && isQualification(resOpFailedEvent.metadata.type)) results.set(nameIn(resOpFailedEvent.metadata.urn), "failed");
      if (diagnosticEvent?.severity === "error") errors.add(diagnosticEvent.message.replace(/<\{%.*?%\}>/g, "").trim());
    },
    tally() {
      const counted: Record<keyof Tally, number> = { ...emptyTally(total), done: results.size, decided: decided.size };
      for (const result of results.values()) if (result !== "unchanged") counted[result] += 1;
      for (const status of statuses.values()) counted[status] += 1;
      return counted;
    },
    concerns: () => [...concerns.values()],
    errors: () => [...errors],
  };
}

type Outputs = Readonly<Record<string, unknown>> | undefined;

/**
 * What a step has done; nothing for the reading that comes before the step that counts. Of a replacement, that is `create-replacement`: the engine
 * tells `replace` and `delete-replaced` of the same resource afterwards.
 */
function resultOf(operation: Operation, op: string, before: Outputs, after: Outputs): Result | undefined {
  if (op === "refresh") return operation === "refresh" ? "unchanged" : undefined;
  if (op === "read" || op === "discard-replaced" || op === "replace" || op === "delete-replaced") return undefined;
  if (op === "same") return "unchanged";
  if (op === "delete") return "forgotten";
  if (operation === "preview") return "changed";
  // What is absent is null in new states, and not there in old ones.
  const sent = after?.["lastSubmission"] ?? undefined;
  if (op === "create" || op === "create-replacement") return sent === undefined ? "adopted" : "submitted";
  return sent === undefined || JSON.stringify(sent) === JSON.stringify(before?.["lastSubmission"]) ? "changed" : "submitted";
}

/** Of `urn:pulumi:STACK::PROJECT::TYPE::NAME`. */
function nameIn(urn: string): string {
  return urn.split("::").slice(3).join("::");
}

function statusOf(outputs: Outputs): keyof Tally | undefined {
  const status = outputs?.["vettingStatus"];
  if (status === "InReview") return "inReview";
  if (status === "Denied") return "denied";
  if (status === "NotListed") return "notListed";
  return outputs?.["approved"] === true ? "approved" : undefined;
}

/** Of either front: the dynamic provider's type, or the plugin's. */
export function isQualification(type: string): boolean {
  return /(^|\/)partnercenter:(index:)?CustomerQualification$/.test(type);
}
