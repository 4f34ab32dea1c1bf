#!/usr/bin/env node
import { type EngineModules, engineDiagnostics } from "../services/engineDiagnostics";
import { listenForInterrupts } from "../services/interrupts";
import { createRuntime } from "../services/runtime";
import { systemPorts } from "../systemPorts";
import { problemsIn } from "./configuration";
import { type PackageManifest, packageSchema } from "./schema";
import { createPlugin, listen } from "./server";
import { EngineClient, grpc, LogRequest } from "./wire";

const manifest = require("pulumi-partnercenter/package.json") as PackageManifest;

const help = `pulumi-resource-partnercenter ${manifest.version}: the provider of Microsoft Partner Center customer qualifications.

Pulumi's engine starts this program. There is nothing to call here but:

  --schema     the schema of the package, as JSON
  --version    the version

How programs get it: https://www.npmjs.com/package/pulumi-partnercenter
`;

/** Everything that the engine passes is an option, but for its own address. */
function engineAddressIn(args: readonly string[]): string | undefined {
  return args.find((argument) => /^(\[[\da-f:]+\]|[\w.-]+):\d+$/i.test(argument));
}

async function serve(address: string | undefined): Promise<void> {
  let engine = address;
  const interrupts = listenForInterrupts();
  const diagnostics = engineDiagnostics(
    () => engine,
    () => ({ EngineClient: EngineClient as EngineModules["EngineClient"], LogRequest, insecure: () => grpc.credentials.createInsecure() }),
  );
  const runtime = createRuntime({ ports: systemPorts, env: process.env, diagnostics, interrupts });
  const plugin = createPlugin({
    runtime,
    diagnostics,
    manifest,
    connect: (said) => {
      engine = said || engine;
    },
    cancel: interrupts.cancel,
    problemsOf: problemsIn(process.env),
  });
  const { port } = await listen(plugin);
  // The first line is the port, and nothing may stand before it.
  process.stdout.write(`${port}\n`);
}

function main(args: readonly string[]): void {
  if (args.includes("--version")) return void process.stdout.write(`${manifest.version}\n`);
  if (args.includes("--schema")) return void process.stdout.write(`${JSON.stringify(packageSchema(manifest), null, 2)}\n`);
  const engine = engineAddressIn(args);
  if (args.includes("--help") || (engine === undefined && process.stdin.isTTY)) return void process.stderr.write(help);
  serve(engine).catch((error: unknown) => {
    process.stderr.write(`pulumi-resource-partnercenter cannot listen: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
}

main(process.argv.slice(2));
