import { CallFailed } from "./support/callFailed";
import { type DynamicProvider, startDynamicProvider, UNKNOWN } from "./support/dynamicProvider";
import { eventually } from "./support/eventually";

/** A provider in one text, so that these tests say something about the harness and nothing about ours. */
const STUB = `
let config;
exports.handler = () => ({
  configure: async (request) => { config = request.config; },
  check: async (olds, news) => ({ inputs: news, failures: news.bad ? [{ property: "", reason: "bad: " + news.bad }] : [] }),
  diff: async (id, olds, news) => ({ changes: news.changes, replaces: news.replaces }),
  create: async (inputs) => {
    if (inputs.throws) throw new Error("no");
    if (inputs.partial) throw Object.assign(new Error("half"), { id: "7", reasons: ["later"], properties: { a: 1, __provider: inputs.__provider } });
    return { id: "7", outs: { ...inputs, tenant: config.get("partnercenter:tenantId"), olds: undefined ?? null } };
  },
  read: async (id, props) => (id === "gone" ? {} : { id, props, inputs: { a: props.a } }),
  update: async (id, olds, news) => ({ outs: { ...olds, ...news } }),
  delete: async (id) => { console.log("deleted " + id); },
});
`;

let provider: DynamicProvider;
beforeAll(async () => {
  provider = await startDynamicProvider({ stub: STUB, config: { "partnercenter:tenantId": "t-1" } });
});
afterAll(async () => {
  const exit = await provider.stop();
  expect(exit.signal).toBe("SIGINT");
});

test("check passes unknown values and failures through", async () => {
  expect(await provider.check({}, { a: UNKNOWN, list: [1, { b: true }] })).toEqual({
    inputs: { a: UNKNOWN, list: [1, { b: true }] },
    failures: [],
  });
  expect((await provider.check({ bad: "x" }, { bad: "y" })).failures).toEqual([{ property: "", reason: "bad: y" }]);
});

test("diff tells its three answers apart", async () => {
  const changes = async (said: boolean | undefined) => (await provider.diff("7", {}, { changes: said })).changes;
  expect([await changes(true), await changes(false), await changes(undefined)]).toEqual([true, false, undefined]);
  expect((await provider.diff("7", {}, { replaces: ["a"] })).replaces).toEqual(["a"]);
});

test("create, read, update and delete carry plain values, and the configuration arrives", async () => {
  expect(await provider.create({ a: 1 })).toEqual({ id: "7", outs: { a: 1, tenant: "t-1", olds: null } });
  expect(await provider.read("7", { a: 1, b: 2 })).toEqual({ id: "7", props: { a: 1, b: 2 }, inputs: { a: 1 } });
  expect((await provider.read("gone", { a: 1 })).id).toBe("");
  expect(await provider.update("7", { a: 1 }, { b: 2 })).toEqual({ outs: { a: 1, b: 2 } });
  await provider.delete("7", { a: 1 });
  expect(await eventually(provider.stdout, (text) => text.includes("deleted 7"))).toContain("deleted 7");
});

test("what is thrown arrives with its partial state", async () => {
  await expect(provider.create({ throws: true })).rejects.toThrow("no");
  const error = await provider.create({ partial: true }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(CallFailed);
  expect((error as CallFailed).partial).toEqual({ id: "7", properties: { a: 1, __provider: STUB }, reasons: ["later"] });
});

test("what a provider logs at the engine is kept", async () => {
  const logging = `exports.handler = () => ({ create: async () => {
    const { EngineClient } = require("@pulumi/pulumi/proto/engine_grpc_pb");
    const { LogRequest } = require("@pulumi/pulumi/proto/engine_pb");
    const grpc = require("@grpc/grpc-js");
    const engine = new EngineClient(process.argv[2], grpc.credentials.createInsecure());
    await new Promise((done) => engine.log(new LogRequest().setSeverity(2).setMessage("mind this"), done));
    return { id: "1", outs: {} };
  } });`;
  await provider.as(logging).create({});
  expect(provider.logs).toEqual([{ severity: "warning", message: "mind this", urn: "", ephemeral: false }]);
});
