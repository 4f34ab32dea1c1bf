import { spawn } from "node:child_process";
import { once, setMaxListeners } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";
import * as grpc from "@grpc/grpc-js";
import { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { LogRequest } from "@pulumi/pulumi/proto/engine_pb";
import { PluginAttach } from "@pulumi/pulumi/proto/plugin_pb";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import {
  CheckRequest,
  type CheckResponse,
  ConfigureRequest,
  type ConfigureResponse,
  CreateRequest,
  type CreateResponse,
  DeleteRequest,
  DiffRequest,
  DiffResponse,
  InvokeRequest,
  type InvokeResponse,
  ProviderHandshakeRequest,
  type ProviderHandshakeResponse,
  ReadRequest,
  type ReadResponse,
  UpdateRequest,
  type UpdateResponse,
} from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { PartnerCenterError } from "../../../provider/errors";
import { problemsIn } from "../../../provider/plugin/configuration";
import type { PackageManifest } from "../../../provider/plugin/schema";
import { createPlugin, listen } from "../../../provider/plugin/server";
import { type EngineModules, engineDiagnostics } from "../../../provider/services/engineDiagnostics";
import { createRuntime } from "../../../provider/services/runtime";
import { systemPorts } from "../../../provider/systemPorts";
import { CallFailed } from "./callFailed";
import type { ResourceCalls } from "./dynamicProvider";
import { type EngineLog, type FakeEngine, startFakeEngine } from "./fakeEngine";
import { root } from "./linkedFolder";
import { ownEnvironment } from "./ownEnvironment";
import type { Exit } from "./providerProcess";
import { fromStruct, type Properties, toStruct } from "./structs";

export const QUALIFICATION = "partnercenter:index:CustomerQualification";
export const APPROVAL = "partnercenter:index:QualificationApproval";

/** How Pulumi marks a value as secret on the wire, written out here: a test that took it from the code would agree with anything. */
export const secret = (value: unknown): object => ({ "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value });

/** A resource's place in a stack, as the engine names it. */
export const urnOf = (name: string, type = QUALIFICATION): string => `urn:pulumi:test::boundary::${type}::${name}`;

export interface PluginCalls extends ResourceCalls {
  /** What the engine asks in a preview. */
  previewCreate(inputs: Properties, name?: string): Promise<{ id: string; outs: Properties }>;
  previewUpdate(id: string, olds: Properties, news: Properties): Promise<{ outs: Properties }>;
  /** An import: nothing but the id is known. */
  importing(id: string): Promise<{ id: string; props: Properties; inputs: Properties | undefined }>;
}

export interface Plugin extends PluginCalls, AsyncDisposable {
  readonly client: ResourceProviderClient;
  configure(config?: Properties): Promise<ConfigureResponse>;
  handshake(features?: { readonly refreshBeforeUpdate?: boolean }): Promise<ProviderHandshakeResponse>;
  attach(address: string): Promise<void>;
  checkConfig(config: Properties): Promise<CheckResponse>;
  diffConfig(olds: Properties, news: Properties): Promise<DiffResponse>;
  diffInFull(id: string, olds: Properties, oldInputs: Properties, news: Properties): Promise<DiffResponse>;
  invoke(name: string, args: Properties): Promise<Properties>;
  cancel(): Promise<void>;
  /** The same process, asked about another type. */
  as(type: string): PluginCalls;
  readonly logs: EngineLog[];
  stdout(): string;
  stderr(): string;
  readonly pid: number;
  /** Milliseconds from the start to the port. */
  readonly startedIn: number;
  readonly exited: Promise<Exit>;
  kill(signal: NodeJS.Signals): void;
  /** Takes the plugin's standard input away, as the death of the engine does. */
  abandon(): void;
  stop(): Promise<Exit>;
}

export interface PluginOptions {
  readonly env?: Record<string, string>;
  /** Sent at once. Default: an empty configuration; false: nothing is sent. */
  readonly config?: Properties | false;
  /** Whether the engine says Handshake, with what it can do. Default: it does not, as one of before 3.143. */
  readonly handshake?: { readonly refreshBeforeUpdate?: boolean } | false;
  /** The program. Default: the one of the npm package. */
  readonly program?: string;
}

/** What the client's side of a plugin needs, wherever it runs. */
interface Running {
  readonly port: number;
  stdout(): string;
  stderr(): string;
  readonly pid: number;
  readonly startedIn: number;
  readonly exited: Promise<Exit>;
  kill(signal: NodeJS.Signals): void;
  abandon(): void;
  end(): Promise<Exit>;
}

/** Our plugin in a process of its own, spoken to as the engine speaks to it. */
export async function startPlugin(options: PluginOptions = {}): Promise<Plugin> {
  const engine = await startFakeEngine();
  const program = options.program ?? path.join(root, "dist", "provider", "plugin", "main.js");
  const begun = performance.now();
  const child = spawn(process.execPath, [program, engine.address], { env: ownEnvironment(options.env), stdio: ["pipe", "pipe", "pipe"] });
  const printed = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"] as const) {
    child[stream].setEncoding("utf8").on("data", (text: string) => {
      printed[stream] += text;
    });
  }
  const exited = once(child, "exit").then(([code, signal]): Exit => ({ code, signal }));
  const port = await Promise.race([
    once(createInterface(child.stdout), "line").then(([line]) => String(line)),
    exited.then((): never => {
      throw new Error(`the plugin ended before it listened:\n${printed.stderr}`);
    }),
  ]);
  return connectTo(engine, options, {
    port: Number(port),
    stdout: () => printed.stdout.slice(port.length + 1),
    stderr: () => printed.stderr,
    pid: child.pid ?? 0,
    startedIn: performance.now() - begun,
    exited,
    kill: (signal) => void child.kill(signal),
    abandon: () => void child.stdin.end(),
    async end() {
      child.kill("SIGINT");
      const timer = setTimeout(() => child.kill("SIGKILL"), 5000);
      const exit = await exited;
      clearTimeout(timer);
      return exit;
    },
  });
}

/** The same plugin in the test's own process, over the same protocol: for all that has nothing to do with processes. */
export async function startPluginHere(options: PluginOptions = {}): Promise<Plugin> {
  const engine = await startFakeEngine();
  const env = ownEnvironment(options.env);
  let address = engine.address;
  const stop = new AbortController();
  setMaxListeners(0, stop.signal);
  const diagnostics = engineDiagnostics(
    () => address,
    () => ({ EngineClient, LogRequest, insecure: () => grpc.credentials.createInsecure() }) as unknown as EngineModules,
  );
  const runtime = createRuntime({
    ports: systemPorts,
    env,
    diagnostics,
    interrupts: { signal: stop.signal, busy: (work) => work() },
  });
  const { server, port } = await listen(
    createPlugin({
      runtime,
      diagnostics,
      manifest: require(path.join(root, "package.json")) as PackageManifest,
      connect: (said) => {
        address = said || address;
      },
      cancel: () => stop.abort(new PartnerCenterError("Interrupted before it was finished.", { kind: "interrupted" })),
      problemsOf: problemsIn(env),
    }),
  );
  return connectTo(engine, options, {
    port,
    stdout: () => "",
    stderr: () => "",
    pid: process.pid,
    startedIn: 0,
    exited: new Promise(() => {}),
    kill: () => {},
    abandon: () => {},
    async end() {
      server.forceShutdown();
      return { code: 0, signal: null };
    },
  });
}

async function connectTo(engine: FakeEngine, options: PluginOptions, running: Running): Promise<Plugin> {
  const limits = { "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 };
  const client = new ResourceProviderClient(`127.0.0.1:${running.port}`, grpc.credentials.createInsecure(), limits);
  let stopped: Promise<Exit> | undefined;
  const stop = (): Promise<Exit> => {
    stopped ??= (async () => {
      client.close();
      const exit = await running.end();
      await engine.stop();
      return exit;
    })();
    return stopped;
  };
  const plugin: Plugin = {
    ...callsOf(client, QUALIFICATION),
    client,
    configure: (config = {}) =>
      answered((done) =>
        client.configure(new ConfigureRequest().setArgs(toStruct(config)).setAcceptsecrets(true).setAcceptresources(true), done),
      ),
    handshake: ({ refreshBeforeUpdate = false } = {}) =>
      answered((done) =>
        client.handshake(
          new ProviderHandshakeRequest().setEngineAddress(engine.address).setSupportsRefreshBeforeUpdate(refreshBeforeUpdate),
          done,
        ),
      ),
    async attach(address) {
      await answered((done) => client.attach(new PluginAttach().setAddress(address), done));
    },
    checkConfig: (config) => answered((done) => client.checkConfig(new CheckRequest().setNews(toStruct(config)), done)),
    diffConfig: (olds, news) =>
      answered((done) =>
        client.diffConfig(new DiffRequest().setOlds(toStruct(olds)).setOldInputs(toStruct(olds)).setNews(toStruct(news)), done),
      ),
    diffInFull: (id, olds, oldInputs, news) =>
      answered((done) =>
        client.diff(
          new DiffRequest()
            .setId(id)
            .setUrn(urnOf("contoso"))
            .setType(QUALIFICATION)
            .setOlds(toStruct(olds))
            .setOldInputs(toStruct(oldInputs))
            .setNews(toStruct(news)),
          done,
        ),
      ),
    async invoke(name, args) {
      const request = new InvokeRequest().setTok(`partnercenter:index:${name}`).setArgs(toStruct(args));
      const response = await answered<InvokeResponse>((done) => client.invoke(request, done));
      expect(response.getFailuresList()).toEqual([]);
      return fromStruct(response.getReturn());
    },
    async cancel() {
      await answered((done) => client.cancel(new Empty(), done));
    },
    as: (type) => callsOf(client, type),
    logs: engine.logs,
    stdout: running.stdout,
    stderr: running.stderr,
    pid: running.pid,
    startedIn: running.startedIn,
    exited: running.exited,
    kill: running.kill,
    abandon: running.abandon,
    stop,
    [Symbol.asyncDispose]: async () => {
      await stop();
    },
  };
  if (options.handshake) await plugin.handshake(options.handshake);
  if (options.config !== false) await plugin.configure(options.config);
  return plugin;
}

function callsOf(client: ResourceProviderClient, type: string): PluginCalls {
  const about = <Request extends { setUrn(urn: string): unknown; setType(type: string): unknown }>(
    request: Request,
    name = "contoso",
  ): Request => {
    request.setUrn(urnOf(name, type));
    request.setType(type);
    return request;
  };
  const create = async (inputs: Properties, preview: boolean, name?: string) => {
    const request = about(new CreateRequest(), name).setProperties(toStruct(inputs)).setPreview(preview);
    const response = await answered<CreateResponse>((done) => client.create(request, done));
    return { id: response.getId(), outs: fromStruct(response.getProperties()) };
  };
  const update = async (id: string, olds: Properties, news: Properties, preview: boolean) => {
    const request = about(new UpdateRequest()).setId(id).setOlds(toStruct(olds)).setNews(toStruct(news)).setPreview(preview);
    const response = await answered<UpdateResponse>((done) => client.update(request, done));
    return { outs: fromStruct(response.getProperties()) };
  };
  const read = async (id: string, props?: Properties) => {
    const request = about(new ReadRequest()).setId(id);
    if (props) request.setProperties(toStruct(props));
    const response = await answered<ReadResponse>((done) => client.read(request, done));
    return {
      id: response.getId(),
      props: fromStruct(response.getProperties()),
      inputs: response.hasInputs() ? fromStruct(response.getInputs()) : undefined,
    };
  };
  return {
    async check(olds, news) {
      const request = about(new CheckRequest()).setOlds(toStruct(olds)).setNews(toStruct(news));
      const response = await answered<CheckResponse>((done) => client.check(request, done));
      const failures = response.getFailuresList().map((failure) => ({ property: failure.getProperty(), reason: failure.getReason() }));
      return { inputs: fromStruct(response.getInputs()), failures };
    },
    async diff(id, olds, news) {
      const request = about(new DiffRequest()).setId(id).setOlds(toStruct(olds)).setNews(toStruct(news));
      const response = await answered<DiffResponse>((done) => client.diff(request, done));
      return {
        changes: response.getChanges() === DiffResponse.DiffChanges.DIFF_SOME,
        replaces: response.getReplacesList(),
        deleteBeforeReplace: response.getDeletebeforereplace(),
      };
    },
    create: (inputs) => create(inputs, false),
    previewCreate: (inputs, name) => create(inputs, true, name),
    read,
    importing: (id) => read(id),
    update: (id, olds, news) => update(id, olds, news, false),
    previewUpdate: (id, olds, news) => update(id, olds, news, true),
    async delete(id, props) {
      const request = about(new DeleteRequest()).setId(id).setProperties(toStruct(props));
      await answered((done) => client.delete(request, done));
    },
  };
}

function answered<Response>(call: (done: (error: grpc.ServiceError | null, response: Response) => void) => unknown): Promise<Response> {
  return new Promise((resolve, reject) => {
    call((error, response) => (error ? reject(new CallFailed(error)) : resolve(response)));
  });
}
