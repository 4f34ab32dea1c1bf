import type { Server, ServerUnaryCall, sendUnaryData } from "@grpc/grpc-js";
import type { IResourceProviderServer } from "@pulumi/pulumi/proto/provider_grpc_pb";
import type { Diagnostics } from "../diagnostics";
import { PartnerCenterError } from "../errors";
import { sleep } from "../ports";
import { createApprovalService } from "../services/approvalService";
import { createLookupService } from "../services/lookupService";
import { createQualificationService } from "../services/qualificationService";
import type { Runtime } from "../services/runtime";
import { asStatus } from "./answers";
import { type ResourceCalls, resourceCalls } from "./calls";
import { checkConfiguration, compareConfiguration, configurationOf } from "./configuration";
import { createFunctions } from "./functions";
import { createPreviews } from "./previews";
import { approvalResource, type PluginResource, qualificationResource } from "./resources";
import { type PackageManifest, packageSchema } from "./schema";
import { Empty, grpc, messages, PluginInfo, ResourceProviderService } from "./wire";

export interface PluginOptions {
  readonly runtime: Runtime;
  readonly diagnostics: Diagnostics;
  readonly manifest: PackageManifest;
  /** Where the engine is: it may say so again after the start. */
  readonly connect: (engineAddress: string) => void;
  /** The engine's answer to the first Ctrl-C. */
  readonly cancel: () => void;
  /** The problems of a configuration, without using it. */
  readonly problemsOf: Parameters<typeof checkConfiguration>[1];
}

/** The provider's protocol (pulumi/pulumi `proto/pulumi/provider.proto`): which call leads where. */
export function createPlugin({
  runtime,
  diagnostics,
  manifest,
  connect,
  cancel,
  problemsOf,
}: PluginOptions): Partial<IResourceProviderServer> {
  let engineRefreshesBefore = false;
  const previews = createPreviews(diagnostics, (ms) => sleep(runtime.ports, ms, runtime.signal).catch(() => undefined));
  const refreshBeforeUpdate = (): boolean => engineRefreshesBefore && runtime.settings().refreshBeforeUpdate;
  const served: readonly PluginResource[] = [
    qualificationResource(createQualificationService(runtime)),
    approvalResource(createApprovalService(runtime)),
  ];
  const calls = new Map(served.map((resource) => [resource.token, resourceCalls(resource, previews, refreshBeforeUpdate)]));
  const callFunction = createFunctions(createLookupService(runtime));

  /** The calls of the resource that a request is about. An engine of before 3.132 tells the type in the URN alone. */
  function of(request: { getUrn(): string; getType(): string }): ResourceCalls {
    const type = request.getType() || (request.getUrn().split("::")[2]?.split("$").at(-1) ?? "");
    const found = calls.get(type);
    if (found) return found;
    throw new PartnerCenterError(`The plugin partnercenter ${manifest.version} has no resource type ${JSON.stringify(type)}.`, {
      kind: "rule",
      remedy: `It has ${[...calls.keys()].join(" and ")}. If a newer release of pulumi-partnercenter has it, update the plugin: \`npx partnercenter plugin install\`.`,
    });
  }

  return {
    handshake: unary(async (request) => {
      connect(request.getEngineAddress());
      engineRefreshesBefore = request.getSupportsRefreshBeforeUpdate();
      return new messages.ProviderHandshakeResponse().setAcceptSecrets(true);
    }),
    attach: unary(async (request) => {
      connect(request.getAddress());
      return new Empty();
    }),
    getPluginInfo: unary(async () => new PluginInfo().setVersion(manifest.version)),
    getSchema: unary(async () => new messages.GetSchemaResponse().setSchema(JSON.stringify(packageSchema(manifest)))),
    getMapping: unary(async () => new messages.GetMappingResponse()),
    getMappings: unary(async () => new messages.GetMappingsResponse()),
    cancel: unary(async () => {
      cancel();
      return new Empty();
    }),

    checkConfig: unary(async (request) => checkConfiguration(request, problemsOf)),
    diffConfig: unary(async (request) => compareConfiguration(request)),
    configure: unary(async (request) => {
      const { read, names } = configurationOf(request);
      runtime.configure(read, names);
      // An engine that predates Handshake learns it here.
      return new messages.ConfigureResponse().setAcceptsecrets(true).setSupportspreview(true);
    }),

    check: unary((request) => of(request).check(request)),
    diff: unary((request) => of(request).diff(request)),
    create: unary((request) => of(request).create(request)),
    read: unary((request) => of(request).read(request)),
    update: unary((request) => of(request).update(request)),
    delete: unary(async (request) => {
      await of(request).delete(request);
      return new Empty();
    }),
    invoke: unary(async (request) => {
      const answer = callFunction(request);
      if (answer) return answer;
      throw new PartnerCenterError(`The plugin partnercenter ${manifest.version} has no function ${JSON.stringify(request.getTok())}.`, {
        kind: "rule",
      });
    }),
  };
}

function unary<Request, Response>(work: (request: Request) => Promise<Response>) {
  return (call: ServerUnaryCall<Request, Response>, answer: sendUnaryData<Response>): void => {
    // A throw before the first await is an answer, too.
    (async () => work(call.request))().then(
      (response) => answer(null, response),
      (error: unknown) => answer(asStatus(error)),
    );
  };
}

/** Listens on this machine alone, and answers the port that the system chose. */
export async function listen(plugin: Partial<IResourceProviderServer>): Promise<{ readonly server: Server; readonly port: number }> {
  const server = new grpc.Server({ "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 });
  server.addService(ResourceProviderService, plugin as IResourceProviderServer);
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) => (error ? reject(error) : resolve(bound)));
  });
  return { server, port };
}
