import { createPartnerCenter } from "../../provider/partnerCenter/client";
import type { PartnerCenter } from "../../provider/qualification/partnerCenterPort";
import { createQualificationService } from "../../provider/services/qualificationService";
import { createRuntime, type Runtime } from "../../provider/services/runtime";
import { type Bag, draws, type Front, type FrontName, frontOf, Partial } from "./fronts";
import type { Network } from "./network";
import type { Random } from "./random";
import { Process, type World } from "./world";

export type { Bag } from "./fronts";

/** What a defect would change in the real code; see mutations.ts. */
export interface Tampering {
  client?(client: PartnerCenter, random: () => string): PartnerCenter;
  runtime?(runtime: Runtime): Runtime;
  /** Whether to go on using timers of 30 s and more. */
  ignoresLimits?: boolean;
  /** What `update` is told of the past. */
  olds?(olds: Bag): Bag;
  front?(front: Front, name: FrontName): Front;
}

export interface Resource {
  readonly id: string;
  readonly inputs: Bag;
  readonly outs: Bag;
  /** Which front has written it: a refresh asks that one, whatever the program has now. */
  readonly front: FrontName;
  /** A partial update left a mark: until a refresh clears it, each up calls `update`, whatever `diff` says (facts: pulumi §1.7). */
  readonly marked?: true;
}

export interface StackOptions {
  readonly tampering: Tampering;
  /** Draws the fronts, apart from all other chance: the rest of a run is the same whatever it draws. */
  readonly fronts: Random;
  /** Counts the operations on a resource that each front serves. */
  readonly served: Map<FrontName, number>;
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

/** The process in which a front serves one operation of the engine. */
interface Served {
  readonly process: Process;
  front(name: string): Front;
}

/** Starts the process of a front, or finds the one that this operation has started. */
type Serving = (front: FrontName) => Served;

/**
 * A Pulumi stack as the engine runs it (facts: pulumi §1): refresh, then check, diff and create or update, with its rules for what the
 * state keeps. Each `up` is a process of its own, and so is each front in it. For each resource of each `up` the front is drawn: a program may move from one to
 * another, and may use both at once.
 */
export class Stack {
  readonly state = new Map<string, Resource>();
  readonly printed: Printed = [];
  readonly name: string;
  readonly #world: World;
  readonly #network: Network;
  readonly #tampering: Tampering;
  readonly #fronts: Random;
  readonly #served: Map<FrontName, number>;
  #operations = 0;

  constructor(name: string, world: World, network: Network, { tampering, fronts, served }: StackOptions) {
    this.name = name;
    this.#world = world;
    this.#network = network;
    this.#tampering = tampering;
    this.#fronts = fronts;
    this.#served = served;
  }

  /**
   * One `pulumi up`, by default with a refresh before it (`options.refresh: always`).
   *
   * @param wishes The program: the inputs of each resource by name.
   * @param version Which wish this is, for the service's record.
   * @param chaos What goes wrong. `sameFronts`: each resource is served by the front that has written its state.
   */
  async up(
    wishes: ReadonlyMap<string, Bag>,
    version: number,
    chaos: { dieAtCall?: number; clockOffset?: number; refresh?: boolean; sameFronts?: boolean } = {},
  ): Promise<Map<string, Result>> {
    if (chaos.refresh ?? true) {
      const refresher = this.#start(version, chaos.clockOffset);
      for (const name of [...this.state.keys()]) await this.refresh(name, refresher);
    }
    const serving = this.#start(version, chaos.clockOffset, chaos.dieAtCall);
    const results = new Map<string, Result>();
    const steps: Promise<void>[] = [];
    for (const [name, wish] of wishes) {
      const drawn = this.#fronts.pick(draws);
      const front = (chaos.sameFronts ? this.state.get(name)?.front : undefined) ?? drawn;
      steps.push(this.#step(name, wish, front, serving(front)).then((result) => void results.set(name, result)));
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
  async refresh(name: string, serving: Serving = this.#start(0)): Promise<"fresh" | "kept" | "gone" | "failed"> {
    const resource = this.state.get(name);
    if (!resource) return "gone";
    const before = this.printed.length;
    let outcome: "fresh" | "kept" | "gone" | "failed" = "failed";
    await this.#world.see(
      this.#guarded(async () => {
        const front = serving(resource.front).front(name);
        const read = await front.read(resource.id, resource.outs, resource.inputs);
        if (!read) {
          this.state.delete(name);
          outcome = "gone";
          return;
        }
        this.state.set(name, { id: resource.id, front: resource.front, ...read });
        outcome = this.printed.slice(before).some((line) => line.includes("could not be read")) ? "kept" : "fresh";
        // The engine shows the drift with a diff of its own, which must never throw.
        await front.diff(resource.id, read.outs, read.inputs, resource.inputs);
      }),
    );
    return outcome;
  }

  #start(version: number, clockOffset = 0, dieAtCall?: number): Serving {
    this.#operations += 1;
    const operation = this.#operations;
    const started = new Map<FrontName, Served>();
    return (name) => {
      const found = started.get(name) ?? this.#process(name, operation, version, clockOffset, dieAtCall);
      started.set(name, found);
      return found;
    };
  }

  #process(frontName: FrontName, operation: number, version: number, clockOffset: number, dieAtCall?: number): Served {
    const process = new Process(this.#world, dieAtCall, clockOffset);
    const { printed } = this;
    const { client: tamperClient, runtime: tamperRuntime, front: tamperFront, ignoresLimits } = this.#tampering;
    const timer = process.ports.timer;
    const ports = ignoresLimits
      ? { ...process.ports, timer: (ms: number, fire: () => void) => (ms >= 30_000 ? () => undefined : timer(ms, fire)) }
      : process.ports;
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
    const service = createQualificationService(tamperRuntime?.(runtime) ?? runtime);
    const front: Served["front"] = (name) => {
      this.#served.set(frontName, (this.#served.get(frontName) ?? 0) + 1);
      const own = frontOf(frontName, service, this.name, name);
      return tamperFront?.(own, frontName) ?? own;
    };
    return { process, front };
  }

  async #step(name: string, wish: Bag, frontName: FrontName, { process, front: frontFor }: Served): Promise<Result> {
    const began = this.#world.time;
    const front = frontFor(name);
    this.#world.note(() => `${this.name}: ${name} by ${frontName}`);
    const done = (what: Result["what"], message?: string): Result => ({
      what,
      took: this.#world.time - began,
      ...(message ? { message } : {}),
    });
    const work = async (): Promise<Result> => {
      const known = this.state.get(name);
      const { inputs, problems } = await front.check(known?.inputs ?? {}, wish);
      if (problems.length > 0) return done("refused", problems.join("; "));
      if (!known) {
        this.#keep(process, name, { inputs, front: frontName, ...(await front.create(inputs)) });
        return done("created");
      }
      const difference = await front.diff(known.id, known.outs, known.inputs, inputs);
      if (!known.marked && (difference === "none" || (difference === "unknown" && same(known.inputs, inputs)))) {
        this.#keep(process, name, { ...known, inputs, front: frontName });
        return done("same");
      }
      const outs = await front.update(known.id, this.#tampering.olds?.(known.outs) ?? known.outs, inputs);
      this.#keep(process, name, { id: known.id, inputs, outs, front: frontName });
      return done("updated");
    };
    const attempt = work().catch((error: unknown): Result => {
      const message = this.#told(error);
      const known = this.state.get(name);
      // A partial update keeps the old inputs with the new outputs.
      if (error instanceof Partial && known) this.#keep(process, name, { ...known, front: frontName, outs: error.outs, marked: true });
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

function same(a: Bag, b: Bag): boolean {
  return JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort());
}
