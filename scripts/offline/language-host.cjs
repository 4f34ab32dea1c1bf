#!/usr/bin/env node
"use strict";
// Pulumi's language host for Node programs, for a CLI that was built from its Go modules: Pulumi publishes its own host
// only inside the releases of the CLI. It answers the engine over gRPC and starts the programs that the SDK itself brings
// (cmd/run, cmd/run-policy-pack, cmd/run-plugin), as Pulumi's host does. A released CLI never uses it.
//
// It stands as a file of its own beside the CLI, and takes gRPC and the protocol from an @pulumi/pulumi.
const { spawn } = require("node:child_process");
const { existsSync } = require("node:fs");
const { createRequire } = require("node:module");
const path = require("node:path");

/** The exit code by which the SDK says that it has told the user everything (cmd/run/index.ts). */
const ALREADY_EXPLAINED = 32;

const engineAddress = process.argv
  .slice(2)
  .filter((argument) => !argument.startsWith("-"))
  .at(-1);
const sdk = loadSdk(process.cwd());
const { grpc, language, plugin, Empty } = sdk;
const children = new Set();

/** The protocol comes from the SDK of the folder that the engine starts this in; where it has none, from the one beside this file. */
function loadSdk(folder) {
  for (const place of [path.join(folder, "package.json"), __filename]) {
    try {
      const inSdk = createRequire(createRequire(place).resolve("@pulumi/pulumi"));
      return {
        grpc: inSdk("@grpc/grpc-js"),
        service: inSdk("./proto/language_grpc_pb.js").LanguageRuntimeService,
        language: inSdk("./proto/language_pb.js"),
        plugin: inSdk("./proto/plugin_pb.js"),
        Empty: inSdk("google-protobuf/google/protobuf/empty_pb.js").Empty,
      };
    } catch (error) {
      if (error.code !== "MODULE_NOT_FOUND") throw error;
    }
  }
  console.error(`@pulumi/pulumi is not installed in ${folder}: run "npm ci" there first.`);
  process.exit(1);
}

const handlers = {
  handshake: (_call, answer) => answer(null, new language.LanguageHandshakeResponse()),
  getPluginInfo: (_call, answer) => answer(null, new plugin.PluginInfo().setVersion("1.0.0")),
  // The engine looks for a plugin when a resource needs it, so none is named in advance.
  getRequiredPackages: (_call, answer) => answer(null, new language.GetRequiredPackagesResponse()),
  getRequiredPlugins: (_call, answer) => answer(null, new language.GetRequiredPluginsResponse()),
  runtimeOptionsPrompts: (_call, answer) => answer(null, new language.RuntimeOptionsResponse()),
  getProgramDependencies: (_call, answer) => answer(null, new language.GetProgramDependenciesResponse()),
  about: (_call, answer) => answer(null, new language.AboutResponse().setExecutable(process.execPath).setVersion(process.version)),
  cancel(_call, answer) {
    signalChildren("SIGINT");
    answer(null, new Empty());
  },
  installDependencies,
  run,
  runPlugin,
};

/** Runs the user's program against the engine's resource monitor. */
function run(call, answer) {
  const request = call.request;
  const info = request.getInfo();
  const folder = info?.getProgramDirectory() || request.getPwd();
  const fail = (message) => answer(null, new language.RunResponse().setError(message));
  let command;
  try {
    command = sdkProgram("cmd/run", folder, info);
  } catch (error) {
    return fail(error.message);
  }
  const args = [
    ...command.args,
    ...["--monitor", request.getMonitorAddress()],
    ...["--engine", engineAddress],
    ...["--organization", request.getOrganization()],
    ...["--project", request.getProject()],
    ...["--stack", request.getStack()],
    ...["--root-directory", info?.getRootDirectory() || folder],
    ...["--pwd", folder],
    ...["--parallel", String(request.getParallel())],
    ...(request.getDryrun() ? ["--dry-run"] : []),
    info?.getEntryPoint() || ".",
    ...request.getArgsList(),
  ];
  const env = {
    ...process.env,
    ...command.env,
    PULUMI_CONFIG: JSON.stringify(Object.fromEntries(request.getConfigMap().getEntryList())),
    PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
  };
  // The engine shows what this process prints, so the program inherits its streams.
  const child = start(process.execPath, args, { cwd: folder, env, stdio: ["ignore", "inherit", "inherit"] });
  child.on("error", (error) => fail(`The program could not be started: ${error.message}`));
  child.on("exit", (code, signal) => {
    if (code === 0) answer(null, new language.RunResponse());
    else if (code === ALREADY_EXPLAINED) answer(null, new language.RunResponse().setBail(true));
    else fail(signal ? `program was ended by ${signal}` : `program failed with exit code ${code}`);
  });
}

/** Runs a policy pack or a provider that is a folder with a Node package in it. */
function runPlugin(call) {
  const request = call.request;
  const info = request.getInfo();
  const folder = info?.getProgramDirectory() || request.getPwd();
  const isPolicyPack = existsSync(path.join(folder, "PulumiPolicy.yaml"));
  let command;
  try {
    command = sdkProgram(isPolicyPack ? "cmd/run-policy-pack" : "cmd/run-plugin", folder, info);
  } catch (error) {
    return call.destroy(Object.assign(error, { code: grpc.status.FAILED_PRECONDITION }));
  }
  const args = isPolicyPack ? [...request.getArgsList(), folder] : [folder, ...request.getArgsList()];
  const child = start(process.execPath, [...command.args, ...args], {
    cwd: isPolicyPack ? folder : request.getPwd(),
    env: { ...process.env, ...command.env, ...Object.fromEntries(request.getEnvList().map(splitAssignment)) },
    stdio: ["ignore", "pipe", "pipe"],
  });
  child.stdout.on("data", (data) => call.write(new language.RunPluginResponse().setStdout(data)));
  child.stderr.on("data", (data) => call.write(new language.RunPluginResponse().setStderr(data)));
  child.on("error", (error) => call.destroy(Object.assign(error, { code: grpc.status.UNKNOWN })));
  child.on("close", (code) => {
    call.write(new language.RunPluginResponse().setExitcode(code ?? 1));
    call.end();
  });
  call.on("cancelled", () => child.kill("SIGINT"));
}

/** `pulumi install`: the package manager that the project already uses. */
function installDependencies(call) {
  const folder = call.request.getInfo()?.getProgramDirectory() || call.request.getDirectory();
  const manager = optionsOf(call.request.getInfo()).packagemanager || managerOf(folder);
  const child = start(manager, ["install"], { cwd: folder, stdio: ["ignore", "pipe", "pipe"], shell: process.platform === "win32" });
  child.stdout.on("data", (data) => call.write(new language.InstallDependenciesResponse().setStdout(data)));
  child.stderr.on("data", (data) => call.write(new language.InstallDependenciesResponse().setStderr(data)));
  const fail = (message) => call.destroy(Object.assign(new Error(message), { code: grpc.status.UNKNOWN }));
  child.on("error", (error) => fail(`${manager} could not be started: ${error.message}`));
  child.on("close", (code) => (code === 0 ? call.end() : fail(`"${manager} install" failed with exit code ${code}`)));
}

function managerOf(folder) {
  if (existsSync(path.join(folder, "pnpm-lock.yaml"))) return "pnpm";
  if (existsSync(path.join(folder, "yarn.lock"))) return "yarn";
  return "npm";
}

/** How to start one of the SDK's own programs: the SDK of that folder, with the `runtime.options` of its project file. */
function sdkProgram(name, folder, info) {
  const options = optionsOf(info);
  let program;
  try {
    program = createRequire(path.join(folder, "package.json")).resolve(`@pulumi/pulumi/${name}`);
  } catch {
    throw new Error(`@pulumi/pulumi is not installed in ${folder}: run "npm ci" there first.`);
  }
  const env = { PULUMI_NODEJS_TYPESCRIPT: String(options.typescript ?? true) };
  if (options.tsconfig) env.PULUMI_NODEJS_TSCONFIG_PATH = String(options.tsconfig);
  return { args: [...splitWords(options.nodeargs ?? ""), program], env };
}

function optionsOf(info) {
  return info?.getOptions()?.toJavaScript() ?? {};
}

/** Splits at spaces, but not inside quotes: `--import tsx --title "my program"`. */
function splitWords(text) {
  const words = String(text).match(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g) ?? [];
  return words.map((word) => word.replace(/"([^"]*)"|'([^']*)'/g, "$1$2"));
}

function splitAssignment(text) {
  const at = text.indexOf("=");
  return [text.slice(0, at), text.slice(at + 1)];
}

function start(command, args, options) {
  const child = spawn(command, args, options);
  children.add(child);
  child.on("exit", () => children.delete(child));
  child.on("error", () => children.delete(child));
  return child;
}

function signalChildren(signal) {
  for (const child of children) child.kill(signal);
}

/** Passes the signal on and waits for the children, but not for longer than the engine would wait for this process. */
function stop(signal) {
  signalChildren(signal);
  setTimeout(() => {
    signalChildren("SIGKILL");
    process.exit(1);
  }, 4000).unref();
  const end = () => children.size === 0 && process.exit(0);
  for (const child of children) child.on("exit", end);
  end();
}
process.on("SIGINT", () => stop("SIGINT"));
process.on("SIGTERM", () => stop("SIGTERM"));
// The engine holds the other end of this pipe: if it dies, nobody else would end this process and the program.
process.stdin.on("end", () => stop("SIGTERM")).resume();

const unlimited = { "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 };
const server = new grpc.Server(unlimited);
server.addService(sdk.service, handlers);
server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  console.log(port);
});
