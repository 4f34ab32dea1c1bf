import { createPartnerCenter } from "../../provider/partnerCenter/client";
import type { PartnerCenter } from "../../provider/qualification/partnerCenterPort";
import { createQualificationService, PartialUpdate, type QualificationService } from "../../provider/services/qualificationService";
import { type About, createRuntime, type Runtime } from "../../provider/services/runtime";
import type { Network } from "./network";
import { Process, type World } from "./world";

export type Bag = Record<string, unknown>;

/** What a defect would change in the real code; see mutations.ts. */
export interface Tampering {
  client?(client: PartnerCenter, random: () => string): PartnerCenter;
  runtime?(runtime: Runtime): Runtime;
  /** Whether to go on using timers of 30 s and more. */
  ignoresLimits?: boolean;
  /** What `update` is told of the past. */
  olds?(olds: Bag): Bag;
}

export interface Resource {
  readonly id: string;
  readonly inputs: Bag;
  readonly outs: Bag;
  /** A partial update left a mark: until a refresh clears it, each up calls `update`, whatever `diff` says (facts: pulumi §1.7). */
  readonly marked?: true;
}

/** How one operation on one resource ended. */
export interface Result {
  readonly what: "created" | "updated" | "same" | "refused" | "failed" | "killed" | "stuck";
  readonly message?: string;
  /** Virtual milliseconds. */
  readonly took: number;
}

/** Everything that came out of the provider and that a person could see. */
export type Printed = string[];

/**
 * A Pulumi stack as the engine runs it (facts: pulumi §1): refresh, then check, diff and create or update, with its rules for what the
 * state keeps. Each `up` is a process of its own.
 */
export class Stack {
  readonly state = new Map<string, Resource>();
  readonly printed: Printed = [];
  readonly name: string;
  readonly #world: World;
  readonly #network: Network;
  readonly #tampering: Tampering;
  #operations = 0;

  constructor(name: string, world: World, network: Network, tampering: Tampering) {
    this.name = name;
    this.#world = world;
    this.#network = network;
    this.#tampering = tampering;
  }

  /**
   * One `pulumi up`, by default with a refresh before it (`options.refresh: always`).
   *
   * @param wishes The program: the inputs of each resource by name.
   * @param version Which wish this is, for the service's record.
   */
  async up(
    wishes: ReadonlyMap<string, Bag>,
    version: number,
    chaos: { dieAtCall?: number; clockOffset?: number; refresh?: boolean } = {},
  ): Promise<Map<string, Result>> {
    if (chaos.refresh ?? true) {
      const refresher = this.#start(version, chaos.clockOffset);
      for (const name of [...this.state.keys()]) await this.refresh(name, refresher);
    }
    const { process, service } = this.#start(version, chaos.clockOffset, chaos.dieAtCall);
    const results = new Map<string, Result>();
    const steps: Promise<void>[] = [];
    for (const [name, wish] of wishes) {
      steps.push(this.#step(name, wish, service, process).then((result) => void results.set(name, result)));
    }
    const began = this.#world.time;
    const ended = await this.#world.see(Promise.all(steps));
    for (const name of wishes.keys()) {
      const result = results.get(name) ?? { what: ended ? "killed" : "stuck", took: this.#world.time - began };
      results.set(name, result as Result);
      this.#world.note(() => `${this.name}: ${name} ${result.what}${"message" in result && result.message ? `: ${result.message}` : ""}`);
    }
    return results;
  }

  /** Reads one resource again; a failure leaves it as it was. */
  async refresh(name: string, { service } = this.#start(0)): Promise<"fresh" | "kept" | "gone" | "failed"> {
    const resource = this.state.get(name);
    if (!resource) return "gone";
    const before = this.printed.length;
    let outcome: "fresh" | "kept" | "gone" | "failed" = "failed";
    await this.#world.see(
      this.#guarded(async () => {
        const read = await service.read(resource.id, resource.outs, {});
        if (!read) {
          this.state.delete(name);
          outcome = "gone";
          return;
        }
        this.state.set(name, { id: resource.id, outs: wire(read.state), inputs: wire(read.inputs) });
        outcome = this.printed.slice(before).some((line) => line.includes("could not be read")) ? "kept" : "fresh";
        // The engine shows the drift with a diff of its own, which must never throw.
        const after = this.state.get(name);
        if (after) await service.compare(after.id, after.outs, resource.inputs, {});
      }),
    );
    return outcome;
  }

  #start(version: number, clockOffset = 0, dieAtCall?: number): { process: Process; service: QualificationService } {
    const process = new Process(this.#world, dieAtCall, clockOffset);
    const { printed } = this;
    const { client: tamperClient, runtime: tamperRuntime, ignoresLimits } = this.#tampering;
    const timer = process.ports.timer;
    const ports = ignoresLimits
      ? { ...process.ports, timer: (ms: number, fire: () => void) => (ms >= 30_000 ? () => undefined : timer(ms, fire)) }
      : process.ports;
    this.#operations += 1;
    const operation = this.#operations;
    const runtime = createRuntime({
      ports,
      env: {},
      diagnostics: { report: (severity, message) => void printed.push(`${severity}: ${message}`), flush: async () => undefined },
      connect: (settings, ownPorts, diagnostics) => {
        const client = createPartnerCenter(settings, ownPorts, diagnostics, {
          adapter: this.#network.adapter(process, version, () => operation),
        });
        return tamperClient ? tamperClient(client, () => this.#world.random.uuid()) : client;
      },
    });
    runtime.configure((key) => (key === "emulator" ? "http://127.0.0.1:9" : undefined));
    return { process, service: createQualificationService(tamperRuntime?.(runtime) ?? runtime) };
  }

  async #step(name: string, wish: Bag, service: QualificationService, process: Process): Promise<Result> {
    const began = this.#world.time;
    const done = (what: Result["what"], message?: string): Result => ({
      what,
      took: this.#world.time - began,
      ...(message ? { message } : {}),
    });
    const work = async (): Promise<Result> => {
      const known = this.state.get(name);
      const about: About =
        this.name === "ours" ? { name } : { name, urn: `urn:pulumi:dev::p::partnercenter:index:CustomerQualification::${name}` };
      const problems = await service.check(known?.inputs ?? {}, wish, about);
      if (problems.length > 0) return done("refused", problems.join("; "));
      if (!known) {
        const created = await service.create(wish, about);
        this.#keep(process, name, { id: created.id, inputs: wish, outs: wire(created.state) });
        return done("created");
      }
      const { changed } = await service.compare(known.id, known.outs, wish, about);
      if (!known.marked && (changed.length === 0 || same(known.inputs, wish))) {
        this.#keep(process, name, { ...known, inputs: wish });
        return done("same");
      }
      const updated = await service.update(known.id, this.#tampering.olds?.(known.outs) ?? known.outs, wish, about);
      this.#keep(process, name, { id: known.id, inputs: wish, outs: wire(updated) });
      return done("updated");
    };
    const attempt = work().catch((error: unknown): Result => {
      const message = this.#told(error);
      const known = this.state.get(name);
      // A partial update keeps the old inputs with the new outputs.
      if (error instanceof PartialUpdate && known) this.#keep(process, name, { ...known, outs: wire(error.state), marked: true });
      return done(/ is refused/.test(message) ? "refused" : "failed", message);
    });
    return Promise.race([attempt, process.died.then(() => done("killed"))]);
  }

  #keep(process: Process, name: string, resource: Resource): void {
    if (!process.dead) this.state.set(name, resource);
  }

  async #guarded(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#told(error);
    }
  }

  #told(error: unknown): string {
    const { message, stack } = error as Error;
    this.printed.push(`error: ${message}`, String(error), stack ?? "");
    return message;
  }
}

/** What survives Pulumi's wire: plain JSON. An `undefined` would kill the call after its side effect. */
function wire(bag: unknown): Bag {
  const visit = (value: unknown): void => {
    if (value === undefined) throw new Error("an undefined value on Pulumi's wire");
    if (typeof value === "object" && value !== null) Object.values(value).forEach(visit);
  };
  visit(bag);
  return JSON.parse(JSON.stringify(bag)) as Bag;
}

function same(a: Bag, b: Bag): boolean {
  return JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort());
}
