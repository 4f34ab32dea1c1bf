import { accessToken, customerId, startPartnerCenter } from "../support/partnerCenter";
import { runInNode } from "../support/plainNode";
import { json } from "../support/server";

const loaded = `Object.keys(require.cache).map((file) => /node_modules[\\\\/](axios|@azure[\\\\/]identity)[\\\\/]/.exec(file)?.[1]).filter((name, i, all) => name && all.indexOf(name) === i)`;

test("a client that is asked for nothing loads neither axios nor @azure/identity, nor does it keep a process alive", async () => {
  const program = `
    const { readSettings } = require("./provider/config/settings");
    const { contractTraits } = require("./provider/partnerCenter/contracts");
    const { createPartnerCenter } = require("./provider/partnerCenter/client");
    const { systemPorts } = require("./provider/systemPorts");
    const settings = readSettings((key) => ({ tenantId: "t", clientId: "c", clientSecret: "s", refreshToken: "r" })[key], {});
    const client = createPartnerCenter(settings, systemPorts, { report() {}, async flush() {} });
    console.log(JSON.stringify([client.contract.name, contractTraits("2018-09").name, ${loaded}]));`;
  expect(await runInNode(program)).toEqual(["2023-05", "2018-09", []]);
});

test("a client that has been asked loads axios alone, and does not keep a process alive", async () => {
  const server = await startPartnerCenter((_request, response) => json(response, 200, "[]"));
  const program = `
    const { readSettings } = require("./provider/config/settings");
    const { createPartnerCenter } = require("./provider/partnerCenter/client");
    const { systemPorts } = require("./provider/systemPorts");
    const values = ${JSON.stringify({ endpoint: server.url, accessToken: accessToken() })};
    const client = createPartnerCenter(readSettings((key) => values[key], {}), systemPorts, { report() {}, async flush() {} });
    client.qualifications(${JSON.stringify(customerId)}).then((entries) => console.log(JSON.stringify([entries, ${loaded}])));`;
  try {
    expect(await runInNode(program)).toEqual([[], ["axios"]]);
  } finally {
    await server.close();
  }
});
