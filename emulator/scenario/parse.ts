import { qualificationNames } from "../customers/model";
import type { Fault, FaultMatch } from "../http/faults";
import { ScenarioError } from "./error";
import { Reader } from "./reader";
import type { DecisionStep, FaultStep, Scenario, ScenarioStep } from "./steps";
import type { Token } from "./tokens";
import { tooManyRequests } from "./tooManyRequests";

const decisionWords = ["approve", "deny", "withdraw", "vanish"] as const;
const methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"];
/** The states that an entry may be said to have come from; each fits one decision. */
const origins: Readonly<Record<DecisionStep["do"], string>> = {
  approve: "request",
  deny: "request",
  withdraw: "approval",
  vanish: "denial",
};
const expected = '"approve", "deny", "withdraw", "vanish", "drop", "slow", "half", "garbage" or an HTTP status such as 429';

/**
 * Reads a scenario: one statement a line, or several with semicolons between; `#` begins a comment.
 *
 *     approve Education after 2s for contoso.edu      # for the others:
 *     deny "Not an Academic Domain" once; approve
 *     withdraw after 1d
 *     vanish 10s after denial
 *     429 3 times, retry after 5s
 *     drop after processing on POST
 *     slow 500ms at "/qualifications"
 *
 * @throws ScenarioError with line and column
 */
export function parseScenario(source: string): Scenario {
  const reader = new Reader(source);
  const steps: ScenarioStep[] = [];
  while (!reader.done) {
    if (!reader.ends) {
      steps.push(readStep(reader));
      if (!reader.ends) reader.fail("the end of the statement, or something that belongs to it");
    }
    reader.take();
  }
  return steps;
}

function readStep(reader: Reader): ScenarioStep {
  const decision = decisionWords.find((word) => word === reader.word(word));
  if (decision !== undefined) return readDecision(reader, decision);
  if (reader.word("drop") !== undefined) {
    const when = reader.needWord("before", "after");
    reader.needWord("processing");
    return readFaultRest(reader, { kind: when === "before" ? "dropBefore" : "dropAfter" }, 1);
  }
  if (reader.word("slow") !== undefined) return readFaultRest(reader, { kind: "slow", delayMs: reader.needDuration() }, "always");
  if (reader.word("half") !== undefined) return readFaultRest(reader, { kind: "halfBody" }, 1);
  if (reader.word("garbage") !== undefined) return readFaultRest(reader, { kind: "garbage" }, 1);
  const status = reader.match(/^[2-5]\d\d$/);
  if (status === undefined) return reader.fail(expected);
  return readFaultRest(reader, { kind: "status", status: Number.parseInt(status, 10) }, 1);
}

function readDecision(reader: Reader, decision: DecisionStep["do"]): DecisionStep {
  let step: DecisionStep = { do: decision };
  const seen = new Set<string>();
  for (;;) {
    const place = reader.next;
    const once = (part: string): void => checkOnce(seen, part, place);
    const qualification = qualificationNames.find((name) => reader.word(name) !== undefined);
    const takesReason = qualification === undefined && (decision === "deny" || decision === "withdraw");
    const reason = takesReason ? reader.text() : undefined;
    if (qualification !== undefined) {
      once("qualification");
      step = { ...step, qualification };
    } else if (reason !== undefined) {
      once("reason");
      step = { ...step, reason };
    } else {
      const delay = readDelay(reader, decision);
      const times = delay === undefined ? readTimes(reader) : undefined;
      const customer = delay === undefined && times === undefined ? readCustomer(reader) : undefined;
      if (delay !== undefined) {
        once("time");
        step = { ...step, afterMs: delay };
      } else if (times !== undefined) {
        once("count");
        step = { ...step, times };
      } else if (customer !== undefined) {
        once("customer");
        step = { ...step, customer };
      } else return step;
    }
  }
}

/** "after 2s", "2s after denial" or "after denial". */
function readDelay(reader: Reader, decision: DecisionStep["do"]): number | undefined {
  const origin = origins[decision];
  if (reader.word("after") !== undefined) {
    if (reader.word(origin) !== undefined) return 0;
    return reader.duration() ?? reader.fail(`a time such as "2s", or "${origin}"`);
  }
  const delay = reader.duration();
  if (delay === undefined) return undefined;
  reader.needWord("after");
  reader.needWord(origin);
  return delay;
}

function readFaultRest(reader: Reader, fault: Fault, usual: number | "always"): FaultStep {
  let match: FaultMatch = {};
  let times: number | "always" = usual;
  let retryAfter: number | undefined;
  let customer: string | undefined;
  const seen = new Set<string>();
  for (;;) {
    const place = reader.next;
    const once = (part: string): void => checkOnce(seen, part, place);
    const count = readTimes(reader);
    if (count !== undefined) {
      once("count");
      times = count;
    } else if (reader.word("on") !== undefined) {
      once("method");
      match = { ...match, method: reader.needWord(...methods) };
    } else if (reader.word("at") !== undefined) {
      once("path");
      match = { ...match, path: reader.text() ?? reader.match(/^\//) ?? reader.fail('a part of a path, such as "/qualifications"') };
    } else if (fault.kind === "status" && reader.word("retry") !== undefined) {
      once("time to retry after");
      reader.needWord("after");
      retryAfter = reader.needDuration();
    } else {
      const given = readCustomer(reader);
      if (given === undefined) break;
      once("customer");
      customer = given;
    }
  }
  const answered = fault.kind === "status" ? { ...fault, ...tooManyRequests(fault.status, retryAfter) } : fault;
  return {
    do: "fault",
    fault: { ...answered, times, ...(Object.keys(match).length === 0 ? {} : { match }) },
    ...(customer === undefined ? {} : { customer }),
  };
}

function readTimes(reader: Reader): number | "always" | undefined {
  const word = reader.word("once", "twice", "always");
  if (word !== undefined) return word === "always" ? word : word === "once" ? 1 : 2;
  const number = reader.match(/^[1-9]\d{0,5}$/);
  if (number === undefined) return undefined;
  reader.needWord("times", "time");
  return Number(number);
}

function readCustomer(reader: Reader): string | undefined {
  if (reader.word("for") === undefined) return undefined;
  return reader.text() ?? reader.match(/^[\w.-]+$/) ?? reader.fail("a customer's id or domain");
}

function checkOnce(seen: Set<string>, part: string, place: Token): void {
  if (seen.has(part)) throw new ScenarioError(`the statement has a ${part} already.`, place);
  seen.add(part);
}
