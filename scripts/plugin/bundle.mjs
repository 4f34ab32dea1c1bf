// Makes one file of the plugin and all that it needs, for those who have no node_modules: `partnercenter plugin install` hands it to Pulumi, and a release makes
// executables of it. Beside it stands what is in it, with the licences.
//
//     node scripts/plugin/bundle.mjs        into dist/plugin, from what is built
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "../setup/paths.mjs";

export const PLUGIN = "pulumi-resource-partnercenter";
export const folder = path.join(root, "dist", "plugin");

/** In place of dist/provider/plugin/wire.js, which finds the SDK when it runs: the same modules, for the bundler to see. */
const wire = `
exports.grpc = require("@grpc/grpc-js");
exports.ResourceProviderService = require("@pulumi/pulumi/proto/provider_grpc_pb").ResourceProviderService;
exports.messages = require("@pulumi/pulumi/proto/provider_pb");
exports.PluginInfo = require("@pulumi/pulumi/proto/plugin_pb").PluginInfo;
exports.Status = require("@pulumi/pulumi/proto/status_pb").Status;
exports.EngineClient = require("@pulumi/pulumi/proto/engine_grpc_pb").EngineClient;
exports.LogRequest = require("@pulumi/pulumi/proto/engine_pb").LogRequest;
exports.Empty = require("google-protobuf/google/protobuf/empty_pb").Empty;
exports.Struct = require("google-protobuf/google/protobuf/struct_pb").Struct;
exports.Any = require("google-protobuf/google/protobuf/any_pb").Any;
`;

/** Bundles dist/provider/plugin/main.js. Returns the file. */
export async function bundlePlugin() {
  const { build } = await import("esbuild");
  const file = path.join(folder, PLUGIN);
  mkdirSync(folder, { recursive: true });
  const { metafile } = await build({
    entryPoints: [path.join(root, "dist", "provider", "plugin", "main.js")],
    outfile: file,
    bundle: true,
    platform: "node",
    target: "node20.19",
    format: "cjs",
    minify: true,
    keepNames: true,
    legalComments: "none",
    metafile: true,
    logLevel: "error",
    plugins: [
      {
        name: "wire",
        setup(builder) {
          builder.onLoad({ filter: /[\\/]dist[\\/]provider[\\/]plugin[\\/]wire\.js$/ }, () => ({
            contents: wire,
            // gRPC and protobuf are the SDK's own.
            resolveDir: path.dirname(createRequire(path.join(root, "package.json")).resolve("@pulumi/pulumi/package.json")),
          }));
        },
      },
    ],
  });
  chmodSync(file, 0o755);
  // Windows knows a program by its ending.
  writeFileSync(path.join(folder, `${PLUGIN}.cmd`), `@node "%~dp0${PLUGIN}" %*\r\n`);
  writeFileSync(path.join(folder, "THIRD-PARTY-LICENSES.txt"), licences(Object.keys(metafile.inputs)));
  return file;
}

/** The licence of each package that has a file in the bundle. */
function licences(inputs) {
  const folders = new Set(
    inputs.flatMap((input) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input.replaceAll("\\", "/"))?.[0] ?? []),
  );
  const packages = [...folders].sort().map((place) => {
    const at = path.resolve(place);
    const manifest = JSON.parse(readFileSync(path.join(at, "package.json"), "utf8"));
    const texts = readdirSync(at)
      .filter((name) => /^(licen[cs]e|copying|notice|third.?party.?notices?)([.-].*)?$/i.test(name))
      .map((name) => readFileSync(path.join(at, name), "utf8").trim());
    return [`${manifest.name} ${manifest.version} (${manifest.license ?? "see below"})`, ...texts].join("\n\n");
  });
  return `${packages.join(`\n\n${"-".repeat(80)}\n\n`)}\n`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) console.log(await bundlePlugin());
