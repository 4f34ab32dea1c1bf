import { startEmulator } from "../../emulator";
import { runInNode } from "../support/plainNode";

/** What a preview in which nothing changes does in Pulumi's provider process: configure, check and diff of each resource. */
test("a preview without changes loads no other package: neither zod nor axios nor @azure/identity, nor the Key Vault's client", async () => {
  const program = `
    const { handler, approvalHandler } = require("./provider/dynamic");
    const config = { tenantId: "t", clientId: "c", clientSecret: "s", refreshToken: "r", tokenStore: "keyvault:https://v.vault.azure.net/secrets/pc" };
    const customerId = "0c39d6d5-c70d-4c55-bc02-f620844f3fd1";
    const inputs = { customerId, qualification: "Education", educationSegment: "K12", website: "contoso.edu" };
    const state = { ...inputs, vettingStatus: "Denied", vettingReason: "No.", __format: 1 };
    (async () => {
      const provider = handler(1);
      await provider.configure({ config: { get: (key) => config[key.slice("partnercenter:".length)] } });
      const { failures } = await provider.check(state, inputs);
      const { changes } = await provider.diff(customerId + "/Education", state, inputs);
      await provider.delete(customerId + "/Education", state);
      const files = Object.keys(require.cache).filter((file) => !/node_modules[\\\\/](@swc|source-map)/.test(file));
      const packages = files.map((file) => /.*node_modules[\\\\/]((?:@[^\\\\/]+[\\\\/])?[^\\\\/]+)/.exec(file)?.[1]);
      return { failures, changes, modules: files.length, packages: [...new Set(packages)].filter((name) => name && !name.startsWith("@swc")).sort() };
    })().then((result) => { console.log(JSON.stringify(result)); process.exit(); });`;
  const { packages, modules, ...rest } = (await runInNode(program)) as { packages: string[]; modules: number };
  expect(rest).toEqual({ failures: [], changes: false });
  expect(packages).toEqual([]);
  // Our own. Each costs a fraction of a millisecond at the start of every preview.
  expect(modules).toBeLessThan(110);
});

test("a refresh and a destroy, which look at no arguments, load axios alone", async () => {
  const emulator = await startEmulator();
  const customerId = "0c39d6d5-c70d-4c55-bc02-f620844f3fd1";
  emulator.control.addCustomer({ id: customerId, qualifications: [{ qualification: "Education", vettingStatus: "Approved" }] });
  const program = `
    const { handler } = require("./provider/dynamic");
    const state = { customerId: "${customerId}", qualification: "Education", educationSegment: "K12", vettingStatus: "InReview", __format: 1 };
    (async () => {
      const provider = handler(1);
      await provider.configure({ config: { get: (key) => (key === "partnercenter:emulator" ? "${emulator.url}" : undefined) } });
      const { props } = await provider.read("${customerId}/Education", state);
      await provider.delete("${customerId}/Education", props);
      return { status: props.vettingStatus, loaded: ["zod", "axios", "@azure/identity"].filter((name) => require.resolve(name) in require.cache) };
    })().then((result) => { console.log(JSON.stringify(result)); process.exit(); });`;
  expect(await runInNode(program)).toEqual({ status: "Approved", loaded: ["axios"] });
  await emulator.close();
});
