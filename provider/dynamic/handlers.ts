import type { dynamic } from "@pulumi/pulumi";
import type { Bag } from "../qualification/arguments";
import { nameKey } from "../resource/stub";
import type { ApprovalService } from "../services/approvalService";
import { PartialUpdate, type QualificationService } from "../services/qualificationService";
import type { About } from "../services/runtime";

/** Pulumi's dynamic-provider protocol as our handlers speak it (facts: pulumi §1.2). */
export interface DynamicHandler {
  check(olds: Bag, news: Bag): Promise<dynamic.CheckResult>;
  diff(id: string, olds: Bag, news: Bag): Promise<Omit<dynamic.DiffResult, "changes"> & { changes?: boolean | undefined }>;
  create(inputs: Bag): Promise<dynamic.CreateResult>;
  read(id: string, props: Bag): Promise<dynamic.ReadResult | Record<string, never>>;
  update(id: string, olds: Bag, news: Bag): Promise<dynamic.UpdateResult>;
  delete(id: string, props: Bag): Promise<void>;
}

/** The protocol tells no URN. Only `check` learns the resource's name, from an input that our classes add. */
const nobody: About = {};

export function qualificationHandlerOf(service: QualificationService): DynamicHandler {
  return {
    async check(olds, { [nameKey]: name, ...news }) {
      return { inputs: news, failures: failuresOf(await service.check(olds, news, { name: typeof name === "string" ? name : undefined })) };
    },
    async diff(id, olds, news) {
      return differenceOf(await service.compare(id, olds, news, nobody), olds, news);
    },
    async create(news) {
      const { id, state } = await service.create(news, nobody);
      return { id, outs: state };
    },
    async update(id, olds, news) {
      try {
        return { outs: await service.update(id, olds, news, nobody) };
      } catch (error) {
        if (!(error instanceof PartialUpdate)) throw error;
        // Pulumi keeps the old inputs with these outputs, so the change is asked for again. It does not add the text of the provider here (facts: pulumi §0.9).
        throw Object.assign(error, { id, properties: { ...error.state, __provider: news["__provider"] }, reasons: [error.message] });
      }
    },
    async read(id, props) {
      const found = await service.read(id, props, nobody);
      return found ? { id, props: found.state, inputs: found.inputs } : {};
    },
    delete: (id, props) => service.forget(id, props, nobody),
  };
}

export function approvalHandlerOf(service: ApprovalService): DynamicHandler {
  return {
    check: async (_olds, news) => ({ inputs: news, failures: failuresOf(await service.check(news, nobody)) }),
    diff: async (id, olds, news) => differenceOf(await service.compare(id, olds, news, nobody), olds, news),
    async create(news) {
      const { id, state } = await service.create(news, nobody);
      return { id, outs: state };
    },
    update: async (id, olds, news) => ({ outs: await service.update(id, olds, news, nobody) }),
    async read(id, props) {
      const found = await service.read(id, props, nobody);
      return found ? { id, props: found.state, inputs: found.inputs } : {};
    },
    delete: async () => undefined,
  };
}

/** Without a property: where one is named, the engine prints its value, which may be a secret (facts: pulumi §0.12). */
function failuresOf(problems: readonly string[]): dynamic.CheckFailure[] {
  return problems.map((reason) => ({ property: "", reason }));
}

/**
 * Undefined lets the engine work the property diff out itself (facts: pulumi §1.5). A state that the plugin has written lacks the text of the provider,
 * without which Pulumi could not refresh it: the engine finds it among the new inputs, and updates. Such an update sends nothing.
 */
function differenceOf(
  { changed, replaces }: { readonly changed: readonly string[]; readonly replaces: readonly string[] },
  olds: Bag,
  news: Bag,
) {
  const fromThePlugin = "__provider" in news && !("__provider" in olds);
  return changed.length === 0 && !fromThePlugin
    ? { changes: false }
    : { changes: undefined, replaces: [...replaces], deleteBeforeReplace: false };
}
