import type { Settings } from "../../provider/config/settings";
import type { Diagnostics } from "../../provider/diagnostics";
import { decide } from "../../provider/qualification/decide";
import type { Kind } from "../../provider/qualification/model";
import { pastOf } from "../../provider/qualification/observe";
import { createQualificationService, PartialUpdate, type QualificationService } from "../../provider/services/qualificationService";
import { createRuntime } from "../../provider/services/runtime";
import { readState } from "../../provider/services/stateFormat";
import { ask, type Customer, settle, type Trouble, traits, troubles, WalkService } from "./walkService";

type Bag = Record<string, unknown>;

interface Resource {
  readonly id: string;
  readonly inputs: Bag;
  readonly outs: Bag;
}

/** One state of the world: the service's, Pulumi's, and the program. */
export interface Node {
  readonly customer: Customer;
  readonly resource?: Resource;
  /** The program's wish by its name in `wishes`. */
  readonly wish: string;
}

export interface Walked {
  readonly states: number;
  readonly transitions: number;
  /** The rules of the decision table that were reached, in their order of appearance. */
  readonly rules: readonly string[];
  /** What did not hold, with the way there. */
  readonly violations: readonly string[];
}

const customerId = "0c39d6d5-c70d-4c55-bc02-f620844f3fd1";
const base = { customerId };
const education = { ...base, qualification: "Education", educationSegment: "K12", website: "a.edu" };

/** Every program there is, as far as the decision can tell them apart. */
const wishes: Readonly<Record<string, Bag>> = {
  education,
  website: { ...education, website: "b.edu" },
  resubmit: { ...education, resubmit: "1" },
  gcc: { ...base, qualification: "GovernmentCommunityCloud", validationCode: "1" },
  soe: { ...base, qualification: "StateOwnedEntity" },
  none: { ...base, qualification: "None" },
};

const kinds: readonly Kind[] = ["Education", "GovernmentCommunityCloud", "StateOwnedEntity"];
const keyOf: Readonly<Record<Kind, string>> = { Education: "education", GovernmentCommunityCloud: "gcc", StateOwnedEntity: "soe" };

interface UpResult {
  readonly node: Node;
  readonly posts: number;
  readonly changed: boolean;
  readonly refused?: string;
  readonly failed?: string;
  readonly warnings: readonly string[];
}

/** Walks every state that can be reached, and says what does not hold in any of them. */
export async function walk(contract: "2023-05" | "2018-09"): Promise<Walked> {
  const start: Node[] = [
    { customer: { live: [], requests: 0, clock: 0 }, wish: "education" },
    { customer: { live: [{ qualification: "Nonprofit" }], requests: 0, clock: 0 }, wish: "education" },
  ];
  const known = new Map<string, string>(start.map((node) => [canonical(node), "start"]));
  const queue = [...start];
  const rules = new Set<string>();
  const violations: string[] = [];
  let transitions = 0;

  for (let node = queue.shift(); node; node = queue.shift()) {
    const way = known.get(canonical(node)) ?? "";
    const broken = (what: string): void => {
      if (violations.length < 20) violations.push(`${what} [${way}]`);
    };
    noteRules(node, contract, rules);
    for (const [action, next] of await actions(node, contract, broken)) {
      transitions += 1;
      const key = canonical(next);
      if (known.has(key)) continue;
      known.set(key, `${way} > ${action}`);
      queue.push(next);
    }
  }
  return { states: known.size, transitions, rules: [...rules].sort(), violations };
}

/** Everything that may happen next. What must hold of `up` and of a refresh is asserted on the way. */
async function actions(node: Node, contract: "2023-05" | "2018-09", broken: (what: string) => void): Promise<[string, Node][]> {
  const next: [string, Node][] = [];
  const first = await up(node, contract);
  judgeUp(node, first, broken);
  next.push(["up", first.node]);
  const second = await up(first.node, contract);
  // A wish that the service refused stays a wish: each up asks once more, and nothing is spent.
  if (second.posts > 0 && !first.failed) broken("a second up without a change sent a request");
  if (!first.refused && !first.failed && second.changed && !second.failed) broken("a second up without a change was not empty");
  const blind = await up(node, contract, false);
  judgeUp(node, blind, broken);
  next.push(["up without a refresh", blind.node]);
  if (first.refused) await judgeRefusal(node, first.refused, contract, broken);

  const refreshed = await refresh(node, contract);
  next.push(["refresh", refreshed.node]);
  for (const trouble of troubles) await judgeTrouble(node, trouble, contract, broken);

  for (const wish of Object.keys(wishes)) if (wish !== node.wish) next.push([`declare ${wish}`, { ...node, wish }]);
  if (node.resource) next.push(["lose the state", { customer: node.customer, wish: node.wish }]);
  for (const kind of kinds) {
    const asked = ask(node.customer, kind);
    if (asked && asked.clock <= 3) next.push([`a second actor asks for ${kind}`, { ...node, customer: asked }]);
    const entry = node.customer.live.find(({ qualification }) => qualification === kind);
    if (!entry) continue;
    next.push([`${kind} vanishes`, { ...node, customer: settle(node.customer, kind, undefined) }]);
    if (entry.vettingStatus === undefined) continue;
    for (const status of ["Approved", "Denied"]) {
      if (entry.vettingStatus !== status) next.push([`${kind} is ${status}`, { ...node, customer: settle(node.customer, kind, status) }]);
    }
  }
  return next.filter(([, { customer }]) => customer.clock <= 3);
}

function judgeUp(before: Node, result: UpResult, broken: (what: string) => void): void {
  const { posts, refused, failed, warnings, node } = result;
  const wish = wishes[before.wish] ?? {};
  const live = before.customer.live.find(({ qualification }) => qualification === wish["qualification"]);
  if (posts > 1) broken("one up sent two requests");
  if (posts > 0 && live && live.vettingStatus !== "Denied") broken("asked for what is live");
  if (posts > 0 && before.resource && wish["qualification"] !== "StateOwnedEntity") {
    const sameWish = JSON.stringify(declared(before.resource.inputs)) === JSON.stringify(declared(wish));
    if (sameWish) broken("asked again without a new wish");
  }
  if (refused && posts > 0) broken("refused, and sent all the same");
  if (failed && !/The service said no/.test(failed)) broken(`failed: ${failed}`);
  const status = node.resource?.outs["vettingStatus"];
  const told = warnings.some((warning) => /was denied|no longer listed/.test(warning));
  if ((status === "Denied" || status === "NotListed") && !told && !refused && !failed) broken(`${status} was silent`);
}

/** Each refusal names a way out, and the way works. */
async function judgeRefusal(node: Node, message: string, contract: "2023-05" | "2018-09", broken: (what: string) => void): Promise<void> {
  const ways: Node[] = [];
  const kind = kinds.find((candidate) => new RegExp(`declare ${candidate} for this customer instead`).test(message));
  if (kind) ways.push({ ...node, wish: keyOf[kind] });
  if (/remove the resource from the program|leave the resource out/.test(message)) return;
  if (/undo the change/.test(message) && node.resource) {
    const old = Object.entries(wishes).find(
      ([, inputs]) => JSON.stringify(declared(inputs)) === JSON.stringify(declared(node.resource?.inputs ?? {})),
    );
    if (old) ways.push({ ...node, wish: old[0] });
  }
  if (/ask for a manual verification/.test(message)) {
    const { live, requests, clock } = node.customer;
    const others = live.filter(({ qualification }) => qualification !== "Education");
    ways.push({ ...node, customer: { live: [...others, { qualification: "Education", vettingStatus: "Approved" }], requests, clock } });
  }
  if (/remove partnercenter:apiContract/.test(message)) {
    if ((await up(node, "2023-05")).refused) broken(`the way out does not work: ${message}`);
    return;
  }
  if (ways.length === 0) broken(`a refusal without a way out: ${message}`);
  for (const way of ways) if ((await up(way, contract)).refused) broken(`the way out does not work: ${message}`);
}

/** A read that goes wrong keeps what is known, or throws; only an unknown customer leaves the state. */
async function judgeTrouble(node: Node, trouble: Trouble, contract: "2023-05" | "2018-09", broken: (what: string) => void): Promise<void> {
  if (!node.resource) return;
  const result = await refresh(node, contract, trouble);
  const status = node.resource.outs["vettingStatus"];
  if (trouble === "customerUnknown" && status !== "Denied" && status !== "NotListed") {
    if (result.node.resource) broken("an unknown customer stayed in the state");
  } else if (canonical(result.node) !== canonical(node)) {
    broken(`a refresh that failed (${trouble}) changed the state`);
  }
}

async function up(node: Node, contract: "2023-05" | "2018-09", refreshes = true): Promise<UpResult> {
  const start = refreshes && node.resource ? await refresh(node, contract) : { node, warnings: [] };
  const center = new WalkService(start.node.customer, traits[contract]);
  const warnings: string[] = [...start.warnings];
  const service = serviceFor(center, contract, warnings);
  const wish = wishes[node.wish] ?? {};
  const { resource } = start.node;
  const done = (next: Resource | undefined, more: { changed?: boolean; refused?: string; failed?: string } = {}): UpResult => ({
    node: { customer: center.customerState, wish: node.wish, ...(next ? { resource: next } : {}) },
    posts: center.posts.length,
    changed: false,
    warnings,
    ...more,
  });
  try {
    const problems = await service.check(resource?.inputs ?? {}, wish, {});
    if (problems.length > 0) return done(resource, { refused: problems.join("; ") });
    const create = async (): Promise<Resource> => {
      const { id, state } = await service.create(wish, {});
      return { id, inputs: wish, outs: state };
    };
    if (!resource) return done(await create(), { changed: true });
    const { changed, replaces } = await service.compare(resource.id, resource.outs, wish, {});
    if (changed.length === 0) return done({ ...resource, inputs: wish });
    if (replaces.length > 0) {
      const created = await create();
      await service.forget(resource.id, resource.outs, {});
      return done(created, { changed: true });
    }
    const outs = await service.update(resource.id, resource.outs, wish, {});
    return done({ id: resource.id, inputs: wish, outs }, { changed: true });
  } catch (error) {
    const { message } = error as Error;
    const kept = resource && error instanceof PartialUpdate ? { ...resource, outs: error.state } : resource;
    return done(kept, /refused/.test(message) && !/The service said no/.test(message) ? { refused: message } : { failed: message });
  }
}

async function refresh(
  node: Node,
  contract: "2023-05" | "2018-09",
  trouble?: Trouble,
): Promise<{ node: Node; warnings: readonly string[] }> {
  const warnings: string[] = [];
  const service = new WalkService(node.customer, traits[contract]);
  service.trouble = trouble;
  const { resource, ...rest } = node;
  if (!resource) return { node, warnings };
  try {
    const read = await serviceFor(service, contract, warnings).read(resource.id, resource.outs, {});
    if (!read) return { node: rest, warnings };
    return { node: { ...rest, resource: { id: resource.id, outs: read.state, inputs: read.inputs } }, warnings };
  } catch {
    return { node, warnings };
  }
}

/** Everything that a process remembers is new for each command, as it is in the engine. */
function serviceFor(center: WalkService, contract: string, warnings: string[]): QualificationService {
  const diagnostics: Diagnostics = {
    report: (severity, message) => severity === "warning" && void warnings.push(message),
    flush: async () => undefined,
  };
  const runtime = createRuntime({
    ports: { now: () => 0, timer: () => () => undefined, random: () => 0, uuid: () => "" },
    env: {},
    diagnostics: { report: () => undefined, flush: async () => undefined },
  });
  let settings = configured.get(contract);
  if (!settings) {
    runtime.configure((key) => (key === "apiContract" ? contract : key === "emulator" ? "http://127.0.0.1:9" : undefined));
    settings = runtime.settings();
    configured.set(contract, settings);
  }
  const known = settings;
  return createQualificationService({
    ...runtime,
    settings: () => known,
    contract: () => traits[contract as keyof typeof traits],
    partnerCenter: () => center,
    operation: (_method, _about, work) => work(diagnostics),
  });
}

/** The configuration is read once. */
const configured = new Map<string, Settings>();

/** Notes what the table decides here: with what the service lists, for a create and for an update. */
function noteRules({ customer, resource, wish }: Node, contract: "2023-05" | "2018-09", rules: Set<string>): void {
  const inputs = wishes[wish] ?? {};
  const qualification = String(inputs["qualification"]);
  const live = traits[contract].reportsVetting ? customer.live : customer.live.map((entry) => ({ qualification: entry.qualification }));
  const situation = { wish: qualification, live, contract: traits[contract] };
  rules.add(decide({ ...situation, asksAgain: false }).rule);
  if (!resource?.id.endsWith(`/${qualification}`)) return;
  const known = pastOf(qualification, readState(resource.outs));
  for (const asksAgain of [false, true]) rules.add(decide({ ...situation, known, asksAgain }).rule);
}

function declared(inputs: Bag): unknown {
  return Object.entries(inputs).sort();
}

/** Two states that differ only in names of requests, or in how late it is, are one. */
function canonical({ customer, resource, wish }: Node): string {
  const dates = new Map<string, string>();
  const text = JSON.stringify([
    [...customer.live].sort((a, b) => (a.qualification < b.qualification ? -1 : 1)),
    customer.requests,
    resource && [resource.id, declared(resource.inputs), Object.entries(resource.outs).sort()],
    wish,
  ]);
  return text
    .replace(
      /\{"requestId":"[^"]*","correlationId":"[^"]*","number":(\d+)[^}]*\}/g,
      (_, number: string) => `"request ${Math.min(Number(number), 4)}"`,
    )
    .replace(/"__sent","(\d)[^"]*"/g, '"__sent","$1"')
    .replace(/"__refusals",\d+/g, '"__refusals"')
    .replace(/2026-01-\d\dT00:00:00Z/g, (found) => {
      if (!dates.has(found)) dates.set(found, `date ${dates.size}`);
      return dates.get(found) ?? "";
    });
}
