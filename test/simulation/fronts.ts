import type { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { type DynamicHandler, qualificationHandlerOf } from "../../provider/dynamic/handlers";
import { ResourceIsPartial } from "../../provider/plugin/answers";
import { type ResourceCalls, resourceCalls } from "../../provider/plugin/calls";
import { createPreviews } from "../../provider/plugin/previews";
import { qualificationResource } from "../../provider/plugin/resources";
import { close, open } from "../../provider/plugin/values";
import { messages, Status } from "../../provider/plugin/wire";
import { nameKey, qualificationStub } from "../../provider/resource/stub";
import { pluginQualificationType } from "../../provider/resource/typeToken";
import { PartialUpdate, type QualificationService } from "../../provider/services/qualificationService";

export type Bag = Record<string, unknown>;

/** The ways in: the services themselves, and the two fronts that translate Pulumi's protocols to them. */
export type FrontName = "services" | "dynamic" | "plugin";

/** What a front is drawn from. The plugin's messages cost as much as all the rest of a call, so most calls go without a front. */
export const draws: readonly FrontName[] = ["services", "services", "services", "dynamic", "plugin"];

/** An update that ended as partial: the engine keeps these outputs with the old inputs. */
export class Partial extends Error {
  readonly outs: Bag;

  constructor(message: string, outs: Bag) {
    super(message);
    this.outs = outs;
  }
}

/**
 * A front as the engine calls it, for one resource. What goes in and comes out is what stands in the state, in the front's own form: the engine hands
 * the state that one front has written to whichever front the program has now.
 */
export interface Front {
  /** The inputs for the state, and what is wrong with them. */
  check(olds: Bag, wish: Bag): Promise<{ readonly inputs: Bag; readonly problems: readonly string[] }>;
  /** "unknown": the engine compares the inputs itself. */
  diff(id: string, outs: Bag, oldInputs: Bag, inputs: Bag): Promise<"none" | "some" | "unknown">;
  create(inputs: Bag): Promise<{ readonly id: string; readonly outs: Bag }>;
  /** Throws a `Partial`. */
  update(id: string, outs: Bag, inputs: Bag): Promise<Bag>;
  /** Undefined: it is gone. */
  read(id: string, outs: Bag, inputs: Bag): Promise<{ readonly outs: Bag; readonly inputs: Bag } | undefined>;
}

/** @param stack Names the stack: of one of the two the services learn the URN too. */
export function frontOf(front: FrontName, service: QualificationService, stack: string, name: string): Front {
  switch (front) {
    case "services":
      return servicesFront(service, stack === "ours" ? { name } : { name, urn: urnOf(name) });
    case "dynamic":
      return dynamicFront(qualificationHandlerOf(service), name);
    case "plugin":
      return pluginFront(
        resourceCalls(qualificationResource(service), noPreviews, () => false),
        name,
      );
  }
}

const noPreviews = createPreviews({ report: () => undefined, flush: async () => undefined }, async () => undefined);
const urnOf = (name: string): string => `urn:pulumi:dev::p::${pluginQualificationType}::${name}`;

function servicesFront(service: QualificationService, about: { readonly name: string; readonly urn?: string }): Front {
  return {
    check: async (olds, wish) => ({ inputs: wish, problems: await service.check(olds, wish, about) }),
    diff: async (id, outs, _oldInputs, inputs) =>
      (await service.compare(id, outs, inputs, about)).changed.length > 0 ? "unknown" : "none",
    async create(inputs) {
      const { id, state } = await service.create(inputs, about);
      return { id, outs: json(state) };
    },
    async update(id, outs, inputs) {
      try {
        return json(await service.update(id, outs, inputs, about));
      } catch (error) {
        throw error instanceof PartialUpdate ? new Partial(error.message, json(error.state)) : error;
      }
    },
    async read(id, outs) {
      const read = await service.read(id, outs, about);
      return read && { outs: json(read.state), inputs: json(read.inputs) };
    },
  };
}

/** As `cmd/dynamic-provider` of Pulumi's SDK calls the handlers: it keeps `__provider` in whatever they answer, and speaks JSON without secrets. */
function dynamicFront(handler: DynamicHandler, name: string): Front {
  const __provider = qualificationStub;
  return {
    async check(olds, wish) {
      const { inputs, failures } = await handler.check(olds, { ...wish, [nameKey]: name, __provider });
      return { inputs: json({ ...inputs, __provider }), problems: (failures ?? []).map(({ reason }) => reason) };
    },
    async diff(id, outs, _oldInputs, inputs) {
      const { changes } = await handler.diff(id, outs, inputs);
      return changes === undefined ? "unknown" : changes ? "some" : "none";
    },
    async create(inputs) {
      const { id, outs } = await handler.create(inputs);
      return { id, outs: json({ ...outs, __provider }) };
    },
    async update(id, outs, inputs) {
      try {
        return json({ ...(await handler.update(id, outs, inputs)).outs, __provider });
      } catch (error) {
        const { properties } = error as { properties?: Bag };
        throw properties ? new Partial((error as Error).message, json(properties)) : error;
      }
    },
    async read(id, outs) {
      const read = await handler.read(id, outs);
      if (read.id === undefined) return undefined;
      return { outs: json({ ...read.props, __provider }), inputs: json({ ...read.inputs, __provider }) };
    },
  };
}

/** As the engine calls a plugin that accepts secrets: with the protocol's own messages, and the error's details as the bytes that gRPC carries. */
function pluginFront(calls: ResourceCalls, name: string): Front {
  const urn = urnOf(name);
  const plain = (struct: Struct | undefined): Bag => open(struct).plain;
  return {
    async check(olds, wish) {
      const answer = await calls.check(new messages.CheckRequest().setUrn(urn).setOlds(close(olds)).setNews(close(wish)));
      return { inputs: plain(answer.getInputs()), problems: answer.getFailuresList().map((failure) => failure.getReason()) };
    },
    async diff(id, outs, oldInputs, inputs) {
      const request = new messages.DiffRequest().setId(id).setUrn(urn).setOlds(close(outs)).setOldInputs(close(oldInputs));
      const answer = await calls.diff(request.setNews(close(inputs)));
      return answer.getChanges() === messages.DiffResponse.DiffChanges.DIFF_SOME ? "some" : "none";
    },
    async create(inputs) {
      const answer = await calls.create(new messages.CreateRequest().setUrn(urn).setProperties(close(inputs)));
      return { id: answer.getId(), outs: plain(answer.getProperties()) };
    },
    async update(id, outs, inputs) {
      try {
        const request = new messages.UpdateRequest().setId(id).setUrn(urn).setOlds(close(outs)).setNews(close(inputs));
        return plain((await calls.update(request)).getProperties());
      } catch (error) {
        if (!(error instanceof ResourceIsPartial)) throw error;
        const [bytes] = error.metadata.get("grpc-status-details-bin");
        const [detail] = Status.deserializeBinary(bytes as Buffer).getDetailsList();
        const partial = messages.ErrorResourceInitFailed.deserializeBinary(detail?.getValue_asU8() ?? new Uint8Array());
        throw new Partial(error.message, plain(partial.getProperties()));
      }
    },
    async read(id, outs, inputs) {
      const request = new messages.ReadRequest().setId(id).setUrn(urn).setProperties(close(outs)).setInputs(close(inputs));
      const answer = await calls.read(request);
      return answer.getId() === "" ? undefined : { outs: plain(answer.getProperties()), inputs: plain(answer.getInputs()) };
    },
  };
}

/** What survives Pulumi's wire: plain JSON. An `undefined` would kill the call after its side effect. */
function json(bag: unknown): Bag {
  const visit = (value: unknown): void => {
    if (value === undefined) throw new Error("an undefined value on Pulumi's wire");
    if (typeof value === "object" && value !== null) Object.values(value).forEach(visit);
  };
  visit(bag);
  return JSON.parse(JSON.stringify(bag)) as Bag;
}
