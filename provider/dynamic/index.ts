/**
 * The provider's side: what the text in the state loads. For a `dynamic.Resource` of one's own.
 *
 * @module pulumi-partnercenter/dynamic
 */
import { Server } from "node:net";
import type { dynamic } from "@pulumi/pulumi";
import { isObject } from "../json";
import { createApprovalService } from "../services/approvalService";
import { engineDiagnostics, modulesOf } from "../services/engineDiagnostics";
import { listenForInterrupts } from "../services/interrupts";
import { createQualificationService } from "../services/qualificationService";
import { createRuntime } from "../services/runtime";
import { systemPorts } from "../systemPorts";
import { approvalHandlerOf, type DynamicHandler, qualificationHandlerOf } from "./handlers";

/** The number in the text that stands in every state: `handler(1)`. A later release that needs another text answers both. */
const protocol = 1;

/** The only mutable state of a process: what Pulumi's dynamic-provider process asks for again with every call. */
let shared: { readonly qualification: Configurable; readonly approval: Configurable } | undefined;

interface Configurable extends DynamicHandler {
  configure(request: dynamic.ConfigureRequest): Promise<void>;
}

/**
 * What the `__provider` text of every `CustomerQualification` calls.
 *
 * @param version The protocol number of the text.
 */
export function handler(version: number): Configurable {
  return get(version).qualification;
}

/** What the `__provider` text of every `QualificationApproval` calls. */
export function approvalHandler(version: number): Configurable {
  return get(version).approval;
}

function get(version: number): NonNullable<typeof shared> {
  if (version !== protocol) {
    throw new Error(
      `This state was written by a newer pulumi-partnercenter (protocol ${version}; this release speaks ${protocol}). Update the package in this project.`,
    );
  }
  shared ??= create();
  return shared;
}

function create(): NonNullable<typeof shared> {
  const interrupts = listenForInterrupts();
  onEngineCancel(interrupts.cancel);
  const diagnostics = engineDiagnostics(
    () => process.argv[2],
    () => modulesOf(process.argv[1]),
  );
  const runtime = createRuntime({ ports: systemPorts, env: process.env, diagnostics, interrupts });
  const configure = async ({ config }: dynamic.ConfigureRequest): Promise<void> =>
    runtime.configure((key) => config.get(`partnercenter:${key}`), configuredNames(config));
  return {
    qualification: { configure, ...qualificationHandlerOf(createQualificationService(runtime)) },
    approval: { configure, ...approvalHandlerOf(createApprovalService(runtime)) },
  };
}

/** The keys of our namespace that are set. Pulumi offers to get a key by its name alone, so the object behind is looked at (facts: pulumi §1.3). */
function configuredNames(config: object): readonly string[] {
  const all: unknown = Reflect.get(config, "rawConfig");
  const namespace = "partnercenter:";
  if (!isObject(all)) return [];
  return Object.keys(all).flatMap((name) => (name.startsWith(namespace) ? [name.slice(namespace.length)] : []));
}

const cancelPath = "/pulumirpc.ResourceProvider/Cancel";

/**
 * Hears the engine's `Cancel` call, which Pulumi's own server ignores (facts: pulumi §0.10), beside that server, which is an HTTP/2 server of
 * Node's in this process. Where it is not found, Ctrl-C waits for the operations' own limits, as in every dynamic provider.
 */
function onEngineCancel(cancel: () => void): void {
  const { _getActiveHandles: handles } = process as { _getActiveHandles?: () => unknown[] };
  for (const handle of handles?.call(process) ?? []) {
    if (!(handle instanceof Server)) continue;
    handle.on("stream", (_stream: unknown, headers: Readonly<Record<string, unknown>>) => {
      if (headers[":path"] === cancelPath) cancel();
    });
  }
}

/**
 * The provider of `CustomerQualification` as an object, for a `pulumi.dynamic.Resource` of one's own. Each method is one line that
 * `require`s this package when it is called, so that Pulumi's closure serializer has nothing else to capture and an update
 * of the package reaches resources that are in the state already.
 */
export class CustomerQualificationProvider implements dynamic.ResourceProvider {
  async configure(request: dynamic.ConfigureRequest): Promise<void> {
    return require("pulumi-partnercenter/dynamic").handler(1).configure(request);
  }
  async check(olds: unknown, news: unknown): Promise<dynamic.CheckResult> {
    return require("pulumi-partnercenter/dynamic").handler(1).check(olds, news);
  }
  async diff(id: string, olds: unknown, news: unknown): Promise<dynamic.DiffResult> {
    return require("pulumi-partnercenter/dynamic").handler(1).diff(id, olds, news);
  }
  async create(inputs: unknown): Promise<dynamic.CreateResult> {
    return require("pulumi-partnercenter/dynamic").handler(1).create(inputs);
  }
  async read(id: string, props?: unknown): Promise<dynamic.ReadResult> {
    return require("pulumi-partnercenter/dynamic").handler(1).read(id, props);
  }
  async update(id: string, olds: unknown, news: unknown): Promise<dynamic.UpdateResult> {
    return require("pulumi-partnercenter/dynamic").handler(1).update(id, olds, news);
  }
  async delete(id: string, props: unknown): Promise<void> {
    return require("pulumi-partnercenter/dynamic").handler(1).delete(id, props);
  }
}
