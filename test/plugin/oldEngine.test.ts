import { ConfigureRequest, CreateRequest, DiffRequest, DiffResponse, PropertyDiff } from "@pulumi/pulumi/proto/provider_pb";
import { fromStruct, toStruct } from "../boundary/support/structs";
import { contoso, education } from "../boundary/support/world";
import { type PluginWorld, withPlugin } from "./world";

const id = `${contoso}/Education`;

/** The plugin as an engine speaks to it that says no Handshake. */
const withoutHandshake = (work: (world: PluginWorld) => Promise<void>): Promise<void> =>
  withPlugin(work, { handshake: false, config: false });

const answered = <Response>(call: (done: (error: Error | null, response: Response) => void) => unknown): Promise<Response> =>
  new Promise((resolve, reject) => {
    call((error, response) => (error ? reject(error) : resolve(response)));
  });

/** A parent's type stands before the resource's own in a URN. */
const urn = "urn:pulumi:prod::schools::my:Onboarding$partnercenter:index:CustomerQualification::contoso";

test("an engine that tells the type in the URN alone, and the configuration as texts with their namespace, is served", () =>
  withoutHandshake(async ({ plugin, control }) => {
    const configuration = new ConfigureRequest();
    configuration.getVariablesMap().set("partnercenter:config:readOnly", "true");
    await answered((done) => plugin.client.configure(configuration, done));
    const request = new CreateRequest().setUrn(urn).setProperties(toStruct(education));
    await expect(answered((done) => plugin.client.create(request, done))).rejects.toThrow(/partnercenter:readOnly is set/);
    expect(control.submissions()).toEqual([]);

    await answered((done) => plugin.client.configure(new ConfigureRequest(), done));
    const created = await answered<{ getId(): string; getRefreshBeforeUpdate(): boolean }>((done) => plugin.client.create(request, done));
    expect([created.getId(), created.getRefreshBeforeUpdate()]).toEqual([id, false]);
    expect(control.submissions()).toHaveLength(1);
  }));

test("an engine that sends no old inputs with a diff gets it from the state", () =>
  withoutHandshake(async ({ plugin }) => {
    await plugin.configure();
    const { outs } = await plugin.create(education);
    const request = new DiffRequest().setId(id).setUrn(urn).setOlds(toStruct(outs));
    request.setNews(toStruct({ ...education, website: "other.edu" }));
    const difference = await answered<DiffResponse>((done) => plugin.client.diff(request, done));
    expect([difference.getChanges(), difference.getDiffsList()]).toEqual([DiffResponse.DiffChanges.DIFF_SOME, ["website"]]);
    expect(difference.getDetaileddiffMap().get("website")?.getKind()).toBe(PropertyDiff.Kind.UPDATE);
    expect(fromStruct(request.getOlds())["website"]).toBe(education["website"]);
  }));

test("refreshBeforeUpdate is not answered to an engine that does not know it", () =>
  withoutHandshake(async ({ plugin }) => {
    await plugin.configure({ refreshBeforeUpdate: true });
    const request = new CreateRequest().setUrn(urn).setProperties(toStruct(education));
    const created = await answered<{ getRefreshBeforeUpdate(): boolean }>((done) => plugin.client.create(request, done));
    expect(created.getRefreshBeforeUpdate()).toBe(false);
  }));
