import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { type Client, connectivityState } from "@grpc/grpc-js";
import { LocalWorkspace } from "@pulumi/pulumi/automation";
import { type Connection, connectionsOfProgram } from "../../../cli/fleet/runShard";
import { findEngine } from "../support/engine";

test("Pulumi's SDK leaves the connections of an inline program open, and fleet can close them", async () => {
  Object.assign(process.env, (await findEngine()).env);
  const place = mkdtempSync(path.join(tmpdir(), "connections-"));
  mkdirSync(path.join(place, "backend"));
  let connections: readonly Connection[] = [];
  try {
    const stack = await LocalWorkspace.createStack(
      {
        projectName: "connections",
        stackName: "dev",
        program: async () => {
          connections = connectionsOfProgram();
        },
      },
      {
        workDir: place,
        projectSettings: { name: "connections", runtime: "nodejs" },
        envVars: {
          PULUMI_HOME: path.join(place, "home"),
          PULUMI_BACKEND_URL: pathToFileURL(path.join(place, "backend")).href,
          PULUMI_CONFIG_PASSPHRASE: "correct horse battery staple",
          PULUMI_SKIP_UPDATE_CHECK: "true",
        },
      },
    );
    await stack.up();
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
  const states = () => connections.map((connection) => (connection as unknown as Client).getChannel().getConnectivityState(false));
  expect(states()).toHaveLength(2);
  expect(states()).not.toContain(connectivityState.SHUTDOWN);
  for (const connection of connections) connection.close();
  expect(states()).toEqual([connectivityState.SHUTDOWN, connectivityState.SHUTDOWN]);
});
