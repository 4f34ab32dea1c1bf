import type { FaultKind } from "./faults";
import type { FrontName } from "./fronts";
import { Network } from "./network";
import type { Plan } from "./plan";
import { Random } from "./random";
import { type Entry, Service } from "./service";
import { type Bag, type Result, Stack, type Tampering } from "./stack";
import { World } from "./world";

export const customerId = "0c39d6d5-c70d-4c55-bc02-f620844f3fd1";

/** No operation may take longer, in virtual milliseconds: a read, a submission and its read-backs, each with its own limit. */
const longest = 15 * 60_000;

export interface Outcome {
  /** What was broken, as sentences; empty where everything held. */
  readonly violations: readonly string[];
  /** Why an intent was accepted twice where no client could know; absent where it was not. */
  readonly excuse?: string;
  readonly struck: ReadonlyMap<FaultKind, number>;
  /** How many steps and refreshes of a resource each front has served. */
  readonly fronts: ReadonlyMap<FrontName, number>;
  readonly kills: number;
  readonly submissions: number;
  readonly trace: readonly string[];
}

/** Runs a plan against the real code and says what did not hold. */
export async function run(
  plan: Plan,
  tampering: Tampering & {
    rewrite?: (headers: Record<string, string>, random: () => string) => void;
    reread?: NonNullable<Network["reread"]>;
  } = {},
  traced = false,
): Promise<Outcome> {
  const world = new World(new Random(plan.seed ^ 0x9e3779b9), traced);
  const service = new Service(world, plan.model, plan.start);
  const network = new Network(world, service, plan.faults);
  const { rewrite, reread } = tampering;
  if (rewrite) network.rewrite = (headers) => rewrite(headers, () => world.random.uuid());
  network.reread = reread;
  const served = new Map<FrontName, number>();
  const stack = (name: string, salt: number): Stack =>
    new Stack(name, world, network, { tampering, served, fronts: new Random(plan.seed ^ salt) });
  const [ours, theirs] = [stack("ours", 0x51ed270b), stack("theirs", 0x2545f491)];
  const violations: string[] = [];
  const broken = (what: string): void => {
    world.note(() => `VIOLATED: ${what}`);
    if (!violations.includes(what)) violations.push(what);
  };

  let version = 1;
  let website = "contoso.edu";
  let resubmit = "";
  /** The resources for which a person follows a message that says that an old refusal may have come back. */
  const levers = new Set<string>();
  let kills = 0;
  let besides = 0;
  let refusedUps = 0;
  const wishes = (): Map<string, Bag> => {
    const education = {
      customerId,
      qualification: "Education",
      educationSegment: "K12",
      website,
      ...(levers.has("education") ? { resubmit: "again" } : resubmit ? { resubmit } : {}),
    };
    const all = new Map<string, Bag>([["education", education]]);
    if (plan.twins)
      all.set("owned", { customerId, qualification: "StateOwnedEntity", ...(levers.has("owned") ? { resubmit: "again" } : {}) });
    return all;
  };
  const check = (results: Map<string, Result>): void => {
    for (const [name, { what, took, message }] of results) {
      if (what === "killed") kills += 1;
      if (what === "stuck") broken(`${name} never ended`);
      if (took > longest) broken(`${name} took ${Math.round(took / 1000)} s`);
      if (what === "refused" && !/Declare|declare|support|Unset|Use |Correct/.test(message ?? ""))
        broken(`a refusal without a way out: ${message}`);
    }
  };

  for (const action of plan.actions) {
    world.note(() => `--- ${JSON.stringify(action)}`);
    switch (action.do) {
      case "up": {
        const ups = [ours.up(wishes(), version, action)];
        if (action.beside) {
          besides += 1;
          ups.push(theirs.up(wishes(), version));
        }
        for (const results of await together(world, ups)) check(results);
        if (refusedUps > 0 && --refusedUps === 0) service.refusal = undefined;
        network.refuseSignIn = false;
        break;
      }
      case "website":
        website = `v${++version}.contoso.edu`;
        break;
      case "resubmit":
        resubmit = `v${++version}`;
        break;
      case "loseState":
        // A person does this, and is slower than a read may lag.
        await world.pass(plan.model.lag);
        ours.state.clear();
        break;
      case "refresh":
        await refreshAndCompare(ours, service, world, broken);
        break;
      case "decide":
        world.after(action.afterMs, () =>
          service.decide("Education", action.status, action.status === "Denied" ? "Not an Academic Domain" : undefined),
        );
        break;
      case "withdraw":
        world.after(action.afterMs, () => service.decide("Education", "Denied", "No longer an Education Customer"));
        break;
      case "vanish":
        world.after(action.afterMs, () => {
          if (service.entries.some(({ vettingStatus }) => vettingStatus === "Denied")) service.vanish("Education");
        });
        break;
      case "pass":
        await world.pass(action.ms);
        break;
      case "refuse":
        service.refusal = {
          status: 400,
          body: { code: 800002, description: "The request is not valid.", data: [], source: "PartnerApiServiceControllers" },
        };
        refusedUps = action.ups;
        break;
      case "refuseSignIn":
        network.refuseSignIn = true;
        break;
    }
  }

  // Peace: every fault is over, nobody changes anything. The program must come to rest, and stay there.
  service.refusal = undefined;
  network.refuseSignIn = false;
  network.peace = true;
  await world.pass(plan.model.lag + 300_000);
  let settled = await ours.up(wishes(), version);
  if (plan.model.replaysRefusals) {
    for (const [name, { message }] of settled) if (/set resubmit to a new text/.test(message ?? "")) levers.add(name);
    // The message names the way out, and it must work.
    // Where an earlier outcome was unknown the id has to stay, and one old refusal may come back before it is counted.
    if (levers.size > 0 || [...settled.values()].some(({ what }) => what === "failed")) settled = await ours.up(wishes(), version);
  }
  check(settled);
  await world.pass(plan.model.lag + 1);
  const accepted = service.accepted.length;
  const posts = network.sent.length;
  // Another front is a change: the dynamic one writes its text into a state of the plugin's.
  const again = await ours.up(wishes(), version, { sameFronts: true, ...(plan.seed % 2 === 0 ? {} : { refresh: false }) });
  check(again);
  // Only the service knows of requests that were spent by somebody else, or by a process that died.
  const usedUp = [...again.values()].some(({ message }) => message?.includes("No requests are left"));
  for (const [name, { what }] of settled) if (what === "failed" && !usedUp) broken(`an up in peace failed for ${name}`);
  for (const [name, { what }] of again)
    if (what !== "same" && what !== "refused" && !usedUp) broken(`a second up without a change was ${what} for ${name}`);
  if ((network.sent.length !== posts && !usedUp) || service.accepted.length !== accepted)
    broken("a second up without a change sent a request");

  judge(plan, service, network, [ours, theirs], broken);
  const doubled = doubledIntents(service);
  const excuse = doubled.length > 0 ? excuseFor(plan, service, kills, besides) : undefined;
  if (doubled.length > 0 && excuse === undefined) broken(`accepted more than once for one intent: ${doubled.join(", ")}`);
  return {
    violations,
    ...(excuse ? { excuse } : {}),
    struck: network.struck,
    fronts: served,
    kills,
    submissions: service.accepted.length,
    trace: world.trace ?? [],
  };
}

/** What must hold of everything that was sent, kept and printed. */
function judge(plan: Plan, service: Service, network: Network, stacks: readonly Stack[], broken: (what: string) => void): void {
  for (const [index, one] of network.sent.entries()) {
    if (forbidden(one.qualification, one.seen)) broken(`a submission of ${one.qualification} that the decision table forbids`);
    const before = network.sent.slice(0, index).filter((other) => other.process === one.process);
    if (before.some((other) => other.qualification === one.qualification && definite(other.status)))
      broken("a request after a definite refusal");
    if (before.some((other) => other.until > one.from && other.until !== Number.POSITIVE_INFINITY))
      broken("two submissions of one customer at once");
  }
  if (service.accepted.filter(({ qualification }) => qualification === "Education").length > 3) broken("a fourth request");
  for (const stack of stacks) {
    for (const { id, outs } of stack.state.values()) {
      if (!id.endsWith("/Education")) continue;
      const { lastSubmission } = outs as { lastSubmission?: { number: number } };
      if (lastSubmission && lastSubmission.number > 3) broken("a fourth request on record");
    }
    const told = [...stack.printed, ...[...stack.state.values()].map((resource) => JSON.stringify(resource))].join("\n");
    for (const secret of network.secrets) if (told.includes(secret)) broken("a secret was printed");
    if (/S3CRET|emulator-client-secret|emulator-refresh-token/.test(told)) broken("a secret was printed");
    if (/defect of the provider/.test(told)) broken(`a defect: ${told.match(/.*defect of the provider.*/)?.[0]}`);
  }
  if (plan.faults.length === 0 && network.struck.size > 0) broken("a fault that nobody planned");
}

/** Our own small oracle, apart from the decision table. */
function forbidden(wish: string, seen: readonly { qualification: string; vettingStatus?: string }[]): boolean {
  const live = seen.filter(({ vettingStatus }) => vettingStatus !== "Denied").map(({ qualification }) => qualification);
  return live.includes(wish) || (wish === "Education" && live.includes("GovernmentCommunityCloud"));
}

function definite(status: number | undefined): boolean {
  return status !== undefined && status >= 400 && status < 500 && ![401, 408, 429].includes(status);
}

function doubledIntents(service: Service): string[] {
  const counts = new Map<string, number>();
  for (const { qualification, version } of service.accepted) {
    const intent = `${qualification} v${version}`;
    counts.set(intent, (counts.get(intent) ?? 0) + 1);
  }
  return [...counts].filter(([intent, count]) => count > 1 && !intent.startsWith("StateOwned")).map(([intent]) => intent);
}

/** Where "one intent, one accepted submission" cannot be promised: the reason; undefined where it must hold. */
function excuseFor({ model, faults, actions }: Plan, service: Service, kills: number, besides: number): string | undefined {
  const late = faults.some(({ kind }) => kind === "delayed" || kind === "repeated");
  const vanishes = actions.some((action) => action.do === "vanish");
  const lost = kills > 0 || actions.some((action) => action.do === "loseState");
  if (!model.replays && model.lag > 0) return "the service neither replays ids nor reads consistently";
  if (!model.replays && late) return "the network delivered late or twice, and the service does not replay ids";
  if (besides > 0 && (!model.replays || model.lag > 0)) return "two stacks at once, and the service alone could decide";
  if (vanishes && (lost || besides > 0)) return "the process died or the state was lost, and the denial vanished before the next run";
  if (vanishes && !model.replays) return "denied and vanished before anybody looked, and the service does not replay ids";
  const seconds = service.accepted.filter(({ qualification }) => qualification === "Education").map(({ at }) => Math.floor(at / 1000));
  if (lost && new Set(seconds).size < seconds.length)
    return "a request was made, denied and made again within one second, and the process died";
  return undefined;
}

/** After a refresh the state says only what the service has said. */
async function refreshAndCompare(stack: Stack, service: Service, world: World, broken: (what: string) => void): Promise<void> {
  for (const name of stack.state.keys()) {
    const since = world.time;
    const before = stack.state.get(name);
    const outcome = await stack.refresh(name);
    const after = stack.state.get(name);
    if (outcome === "gone") broken("a customer left the state that the service knows");
    if (outcome !== "fresh" || !after || !before) continue;
    const [, tracked] = after.id.split("/");
    const said = service.possibleSince(since).some((entries) => agrees(after.outs, tracked ?? "", entries));
    if (!said) broken(`the state claims ${JSON.stringify(after.outs)}, which the service did not say`);
  }
}

function agrees(outs: Bag, tracked: string, entries: readonly Entry[]): boolean {
  const own = entries.find(({ qualification }) => qualification === tracked);
  if (own)
    return (
      outs["vettingStatus"] === (own.vettingStatus ?? null) &&
      outs["qualification"] === own.qualification &&
      outs["vettingReason"] === (own.vettingReason ?? null)
    );
  return outs["vettingStatus"] === "NotListed" || outs["qualification"] === "None";
}

async function together(world: World, ups: Promise<Map<string, Result>>[]): Promise<Map<string, Result>[]> {
  const all = Promise.all(ups);
  await world.see(all);
  return all;
}
