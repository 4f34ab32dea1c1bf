import path from "node:path";
import { startFakeEngine } from "../boundary/support/fakeEngine";
import { root } from "../boundary/support/linkedFolder";
import { QUALIFICATION, secret, urnOf } from "../boundary/support/plugin";
import { contoso, education, government } from "../boundary/support/world";
import { told, withPlugin } from "./world";

const id = `${contoso}/Education`;
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const signature = "4dabf18193072939515e22adb298388d";

test("it answers Handshake and Configure alike: secrets are accepted, resources and outputs are not", () =>
  withPlugin(async ({ plugin }) => {
    const shaken = await plugin.handshake();
    expect([shaken.getAcceptSecrets(), shaken.getAcceptResources(), shaken.getAcceptOutputs()]).toEqual([true, false, false]);
    const configured = await plugin.configure();
    expect([configured.getAcceptsecrets(), configured.getAcceptresources(), configured.getAcceptoutputs()]).toEqual([true, false, false]);
    expect(configured.getSupportspreview()).toBe(true);
  }));

test("an engine that predates Handshake is served as well, and its messages come at the address of the start", async () => {
  await withPlugin(async ({ restart }) => {
    const plugin = await restart({ handshake: false });
    expect((await plugin.create(education)).id).toBe(id);
    expect(plugin.logs.map(({ message }) => message)).toContainEqual(expect.stringContaining("Speaking to"));
  });
});

test("after Attach, messages go to the engine that has attached itself", () =>
  withPlugin(async ({ restart }) => {
    const other = await startFakeEngine();
    try {
      const plugin = await restart();
      await plugin.attach(other.address);
      await plugin.delete(id, { ...education, __format: 1 });
      expect(other.logs.map(({ message }) => message)).toEqual([expect.stringContaining("stays: Partner Center offers no way")]);
      expect(plugin.logs).toEqual([]);
    } finally {
      await other.stop();
    }
  }));

test("the schema and the version are the package's", () =>
  withPlugin(async ({ plugin }) => {
    const { version } = require(path.join(root, "package.json")) as { version: string };
    const { GetSchemaRequest } = require("@pulumi/pulumi/proto/provider_pb") as typeof import("@pulumi/pulumi/proto/provider_pb");
    const { Empty } = require("google-protobuf/google/protobuf/empty_pb") as typeof import("google-protobuf/google/protobuf/empty_pb");
    const schema = await new Promise<string>((resolve, reject) =>
      plugin.client.getSchema(new GetSchemaRequest(), (error, answer) => (error ? reject(error) : resolve(answer.getSchema()))),
    );
    expect(JSON.parse(schema)).toMatchObject({ name: "partnercenter", version });
    const info = await new Promise((resolve, reject) =>
      plugin.client.getPluginInfo(new Empty(), (error, answer) => (error ? reject(error) : resolve(answer.getVersion()))),
    );
    expect(info).toBe(version);
  }));

test("it maps no provider of Terraform's, and what it does not serve is answered as not implemented", () =>
  withPlugin(async ({ plugin }) => {
    const pb = require("@pulumi/pulumi/proto/provider_pb") as typeof import("@pulumi/pulumi/proto/provider_pb");
    const mapping = await new Promise<unknown>((resolve, reject) =>
      plugin.client.getMapping(new pb.GetMappingRequest().setKey("terraform"), (error, answer) =>
        error ? reject(error) : resolve([answer.getProvider(), answer.getData_asU8().length]),
      ),
    );
    expect(mapping).toEqual(["", 0]);
    const names = await new Promise<unknown>((resolve, reject) =>
      plugin.client.getMappings(new pb.GetMappingsRequest().setKey("terraform"), (error, answer) =>
        error ? reject(error) : resolve(answer.getProvidersList()),
      ),
    );
    expect(names).toEqual([]);
    const code = await new Promise<unknown>((resolve) =>
      plugin.client.construct(new pb.ConstructRequest(), (error) => resolve(error?.code)),
    );
    expect(code).toBe(12);
  }));

test("a resource of a type that it does not have is an error that says which it has", () =>
  withPlugin(async ({ plugin }) => {
    const dynamic = "pulumi-nodejs:dynamic/partnercenter:CustomerQualification";
    for (const type of ["partnercenter:index:Customer", dynamic]) {
      await expect(plugin.as(type).create(education)).rejects.toThrow(
        `has no resource type ${JSON.stringify(type)}. It has ${QUALIFICATION} and partnercenter:index:QualificationApproval.`,
      );
    }
    await expect(plugin.invoke("getTenant", {})).rejects.toThrow('has no function "partnercenter:index:getTenant".');
  }));

test("a secret of the program stays one in whatever repeats it, and a validation code is always one", () =>
  withPlugin(async ({ plugin }) => {
    const marked = { ...education, website: secret("contoso.edu") };
    const checked = await plugin.check({}, marked);
    expect(checked.failures).toEqual([]);
    expect(checked.inputs).toEqual(marked);
    const created = await plugin.create(marked);
    expect(created.outs).toMatchObject({ website: secret("contoso.edu"), educationSegment: "HigherEducation", vettingStatus: "InReview" });
    const read = await plugin.read(id, created.outs);
    expect(read.inputs).toMatchObject({ website: secret("contoso.edu") });
    expect(read.props).toEqual(created.outs);
    expect((await plugin.update(id, created.outs, { ...marked, website: secret("contoso.ac") })).outs).toMatchObject({
      website: secret("contoso.ac"),
    });
    const coded = await plugin.check({}, government);
    expect(coded.inputs).toEqual({ ...government, validationCode: secret("123456") });
  }));

test("a refused request of an update keeps the state, remembers the refusal, and wraps its secrets", () =>
  withPlugin(async ({ plugin, control }) => {
    control.setQualifications(contoso, [{ qualification: "Education", vettingStatus: "Denied" }]);
    const { outs } = await plugin.create(education);
    control.fault({ kind: "status", status: 400, body: JSON.stringify({ code: "600061", description: "no" }), match: { method: "POST" } });
    const news = { ...education, website: secret("other.edu") };
    const failed = await plugin.update(id, outs, news).catch((error: unknown) => error);
    expect(failed).toMatchObject({
      partial: { id, properties: { ...outs, website: secret("contoso.edu"), __refusals: 1 }, reasons: [expect.stringContaining("600061")] },
    });
  }));

test.each([
  ["digits, which a YAML program has as a number where they are configured", 123456, secret("123456")],
  ["a boolean", true, secret("true")],
])("a text that Pulumi has taken for another type is the text again: %s", (_, validationCode, text) =>
  withPlugin(async ({ plugin }) => {
    const checked = await plugin.check({}, { ...government, validationCode });
    expect([checked.failures, checked.inputs["validationCode"]]).toEqual([[], text]);
    expect((await plugin.check({}, { ...government, validationCode: secret(validationCode) })).inputs["validationCode"]).toEqual(text);
  }),
);

test("what no text can have been, or a number does not hold, is refused", () =>
  withPlugin(async ({ plugin }) => {
    for (const validationCode of [1.5, 2 ** 60, ["123456"], { a: 1 }]) {
      const { failures } = await plugin.check({}, { ...government, validationCode });
      expect(failures.map(({ reason }) => reason)).toEqual(["validationCode: must be a string"]);
    }
  }));

test("a configuration that is wrong is told of before any resource, all of it, without naming a property", () =>
  withPlugin(async ({ plugin }) => {
    const wrong = await plugin.checkConfig({ readOnly: "maybe", cloud: "mars", tenantID: "x" });
    const failures = wrong.getFailuresList();
    expect(failures.map((failure) => failure.getProperty())).toEqual([""]);
    const text = failures[0]?.getReason();
    for (const part of ["partnercenter:readOnly", "partnercenter:cloud", "tenantID", "tenantId"]) expect(text).toContain(part);
  }));

test.each([
  ["a boolean, as a YAML program writes it", true],
  ["JSON text, as the stack's configuration holds it", "true"],
  ["a text of JSON text", '"true"'],
  ["a secret", secret("true")],
])("readOnly may be %s", (_, readOnly) =>
  withPlugin(async ({ plugin }) => {
    expect((await plugin.checkConfig({ readOnly, version: "1.2.3", pluginDownloadURL: "https://x" })).getFailuresList()).toEqual([]);
    await plugin.configure({ readOnly, requestsPerMinute: 600 });
    await expect(plugin.create(education)).rejects.toThrow(/read-?only/i);
  }),
);

test("a configuration that is not known yet is left to the run that knows it, and its secrets stay secret", () =>
  withPlugin(async ({ plugin }) => {
    const answer = await plugin.checkConfig({ cloud: UNKNOWN, readOnly: "maybe", clientSecret: "s3cr3t" });
    expect(answer.getFailuresList()).toEqual([]);
    expect(answer.getInputs()?.toJavaScript()).toMatchObject({ clientSecret: secret("s3cr3t"), cloud: UNKNOWN });
  }));

test("another tenant is a difference, and never a replacement of the provider", () =>
  withPlugin(async ({ plugin }) => {
    const answer = await plugin.diffConfig({ tenantId: "a", version: "1" }, { tenantId: "b", version: "2" });
    expect([answer.getDiffsList(), answer.getReplacesList()]).toEqual([["tenantId"], []]);
    expect((await plugin.diffConfig({ readOnly: true }, { readOnly: "true" })).getDiffsList()).toEqual([]);
  }));

test("messages stand under the resource that they are about", () =>
  withPlugin(async ({ plugin, control }) => {
    control.setQualifications(contoso, [{ qualification: "Education", vettingStatus: "Denied" }]);
    await plugin.create(education);
    expect(told(plugin)).toEqual([
      { severity: "warning", message: expect.stringContaining(`customer ${contoso}: Education was denied`), urn: urnOf("contoso") },
    ]);
  }));

test("a difference says of each argument what becomes of it", () =>
  withPlugin(async ({ plugin }) => {
    const { outs } = await plugin.create(education);
    const { educationSegment: _, ...news } = { ...education, resubmit: "1", customerId: "1d4ae7e6-d81e-4d66-8d13-0731955f40e2" };
    const answer = await plugin.diffInFull(id, outs, education, { ...news, website: UNKNOWN });
    const { ADD, DELETE, UPDATE, UPDATE_REPLACE } = { ADD: 0, DELETE: 2, UPDATE: 4, UPDATE_REPLACE: 5 };
    const kinds: Record<string, number | undefined> = {};
    for (const key of answer.getDiffsList()) kinds[key] = answer.getDetaileddiffMap().get(key)?.getKind();
    expect(kinds).toEqual({ customerId: UPDATE_REPLACE, educationSegment: DELETE, website: UPDATE, resubmit: ADD });
    expect(answer.getReplacesList()).toEqual(["customerId"]);
  }));

test("refreshBeforeUpdate is answered where the configuration asks for it and the engine knows it", async () => {
  const { CreateRequest } = require("@pulumi/pulumi/proto/provider_pb") as typeof import("@pulumi/pulumi/proto/provider_pb");
  const { toStruct } = require("../boundary/support/structs") as typeof import("../boundary/support/structs");
  await withPlugin(async ({ restart }) => {
    const answerOf = async (supported: boolean, config: Record<string, unknown>): Promise<boolean> => {
      const plugin = await restart({ handshake: { refreshBeforeUpdate: supported }, config });
      const request = new CreateRequest().setUrn(urnOf("contoso")).setType(QUALIFICATION).setProperties(toStruct(education));
      return new Promise((resolve, reject) =>
        plugin.client.create(request, (error, answer) => (error ? reject(error) : resolve(answer.getRefreshBeforeUpdate()))),
      );
    };
    expect(await answerOf(true, { refreshBeforeUpdate: true })).toBe(true);
    expect(await answerOf(false, { refreshBeforeUpdate: true })).toBe(false);
    expect(await answerOf(true, {})).toBe(false);
  });
});

test("no answer holds a mark of Pulumi's where nothing is secret", () =>
  withPlugin(async ({ plugin }) => {
    expect(JSON.stringify(await plugin.create(education))).not.toContain(signature);
  }));
