import * as grpc from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import {
  CheckRequest,
  type CheckResponse,
  ConfigureRequest,
  CreateRequest,
  type CreateResponse,
  DeleteRequest,
  DiffRequest,
  DiffResponse,
  ReadRequest,
  type ReadResponse,
  UpdateRequest,
  type UpdateResponse,
} from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { CallFailed } from "./callFailed";
import { type EngineLog, startFakeEngine } from "./fakeEngine";
import { linkedFolder } from "./linkedFolder";
import { type Exit, startProviderProcess } from "./providerProcess";
import { fromStruct, type Properties, toStruct } from "./structs";

/** How an unknown value arrives in `check` and `diff` during a preview, whatever the type of the property. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** The texts in every state file, written out here on purpose: a test that took them from the code would agree with anything. */
export const QUALIFICATION_STUB = 'exports.handler=()=>require("pulumi-partnercenter/dynamic").handler(1);';
export const APPROVAL_STUB = 'exports.handler=()=>require("pulumi-partnercenter/dynamic").approvalHandler(1);';

/** The calls of the engine, in plain values. Each adds `__provider` to what is sent and takes it from what comes back. */
export interface ResourceCalls {
  check(olds: Properties, news: Properties): Promise<{ inputs: Properties; failures: { property: string; reason: string }[] }>;
  /** `changes: undefined` is the answer that lets the engine compare the inputs itself. */
  diff(
    id: string,
    olds: Properties,
    news: Properties,
  ): Promise<{ changes: boolean | undefined; replaces: string[]; deleteBeforeReplace: boolean }>;
  create(inputs: Properties): Promise<{ id: string; outs: Properties }>;
  /** An empty `id` says that the resource is gone. `inputs` is undefined where the provider returned none. */
  read(id: string, props: Properties): Promise<{ id: string; props: Properties; inputs: Properties | undefined }>;
  update(id: string, olds: Properties, news: Properties): Promise<{ outs: Properties }>;
  delete(id: string, props: Properties): Promise<void>;
}

export interface DynamicProvider extends ResourceCalls, AsyncDisposable {
  /** The engine sends the whole stack configuration, with namespaces: `{ "partnercenter:tenantId": "…" }`. */
  configure(config?: Readonly<Record<string, string>>): Promise<void>;
  /** What the engine calls at the first Ctrl-C. */
  cancel(): Promise<void>;
  /** The same process, asked with another `__provider` text. */
  as(stub: string): ResourceCalls;
  /** What the provider logged at the engine. */
  readonly logs: EngineLog[];
  stdout(): string;
  stderr(): string;
  readonly pid: number;
  readonly exited: Promise<Exit>;
  kill(signal: NodeJS.Signals): void;
  /** Ends the process as the engine does, and removes its folder. May be called again. */
  stop(): Promise<Exit>;
}

export interface DynamicProviderOptions {
  /** The `__provider` text of the calls. Default: the one of CustomerQualification. */
  readonly stub?: string;
  /** Added to the environment of the process, which has none of the caller's PULUMI_, PARTNERCENTER_ or AZURE_ settings. */
  readonly env?: Record<string, string>;
  /** Sent at once, as the engine does before the first call. Default: an empty configuration; false: nothing is sent. */
  readonly config?: Readonly<Record<string, string>> | false;
}

/** Pulumi's own dynamic provider process with our package installed, spoken to as the engine speaks to it. */
export async function startDynamicProvider(options: DynamicProviderOptions = {}): Promise<DynamicProvider> {
  const folder = linkedFolder("boundary", "project");
  const engine = await startFakeEngine();
  const child = await startProviderProcess(folder.path, engine.address, options.env ?? {});
  const limits = { "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 };
  const client = new ResourceProviderClient(`127.0.0.1:${child.port}`, grpc.credentials.createInsecure(), limits);

  let stopped: Promise<Exit> | undefined;
  const stop = (): Promise<Exit> => {
    stopped ??= (async () => {
      client.close();
      const exit = await child.stop();
      await engine.stop();
      folder[Symbol.dispose]();
      return exit;
    })();
    return stopped;
  };
  const configure = async (config: Readonly<Record<string, string>> = {}): Promise<void> => {
    const request = new ConfigureRequest().setArgs(toStruct(config)).setAcceptsecrets(true).setAcceptresources(true);
    await answered((done) => client.configure(request, done));
  };
  const provider: DynamicProvider = {
    ...callsOf(client, options.stub ?? QUALIFICATION_STUB),
    configure,
    async cancel() {
      await answered((done) => client.cancel(new Empty(), done));
    },
    as: (stub) => callsOf(client, stub),
    logs: engine.logs,
    stdout: child.stdout,
    stderr: child.stderr,
    pid: child.pid,
    exited: child.exited,
    kill: child.kill,
    stop,
    [Symbol.asyncDispose]: async () => {
      await stop();
    },
  };
  if (options.config !== false) await configure(options.config);
  return provider;
}

function callsOf(client: ResourceProviderClient, stub: string): ResourceCalls {
  const sent = (properties: Properties) => toStruct({ ...properties, __provider: stub });
  const received = (struct: Parameters<typeof fromStruct>[0]): Properties => {
    const { __provider, ...properties } = fromStruct(struct);
    return properties;
  };
  return {
    async check(olds, news) {
      // On a create the engine sends no old inputs at all.
      const old = Object.keys(olds).length > 0 ? sent(olds) : toStruct({});
      const request = new CheckRequest().setOlds(old).setNews(sent(news));
      const response = await answered<CheckResponse>((done) => client.check(request, done));
      const failures = response.getFailuresList().map((failure) => ({ property: failure.getProperty(), reason: failure.getReason() }));
      return { inputs: received(response.getInputs()), failures };
    },
    async diff(id, olds, news) {
      const request = new DiffRequest().setId(id).setOlds(sent(olds)).setNews(sent(news));
      const response = await answered<DiffResponse>((done) => client.diff(request, done));
      const { DIFF_SOME, DIFF_NONE } = DiffResponse.DiffChanges;
      const said = response.getChanges();
      return {
        changes: said === DIFF_SOME ? true : said === DIFF_NONE ? false : undefined,
        replaces: response.getReplacesList(),
        deleteBeforeReplace: response.getDeletebeforereplace(),
      };
    },
    async create(inputs) {
      const request = new CreateRequest().setProperties(sent(inputs));
      const response = await answered<CreateResponse>((done) => client.create(request, done));
      return { id: response.getId(), outs: received(response.getProperties()) };
    },
    async read(id, props) {
      const request = new ReadRequest().setId(id).setProperties(sent(props));
      const response = await answered<ReadResponse>((done) => client.read(request, done));
      return {
        id: response.getId(),
        props: received(response.getProperties()),
        inputs: response.hasInputs() ? received(response.getInputs()) : undefined,
      };
    },
    async update(id, olds, news) {
      const request = new UpdateRequest().setId(id).setOlds(sent(olds)).setNews(sent(news));
      const response = await answered<UpdateResponse>((done) => client.update(request, done));
      return { outs: received(response.getProperties()) };
    },
    async delete(id, props) {
      const request = new DeleteRequest().setId(id).setProperties(sent(props));
      await answered((done) => client.delete(request, done));
    },
  };
}

function answered<Response>(call: (done: (error: grpc.ServiceError | null, response: Response) => void) => unknown): Promise<Response> {
  return new Promise((resolve, reject) => {
    call((error, response) => (error ? reject(new CallFailed(error)) : resolve(response)));
  });
}
