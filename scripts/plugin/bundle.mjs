// Bundles the plugin for those who have no node_modules: a file with all that it needs at its start, and one for each thing that it may need later.
// `partnercenter plugin install` hands them to Pulumi. A release makes executables of the same in one file. Beside them stand the licences of what is in them.
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

/**
 * What is loaded when it is needed, by the file in which it then stands beside the plugin: Node reads all of a file before it runs any of it, and these are four
 * fifths of the text (docs/internals/measurements.md).
 */
const later = { "axios.js": ["axios"], "zod.js": ["zod"], "azure.js": ["@azure/identity", "@azure/keyvault-secrets"] };
const fileOf = (name) => Object.keys(later).find((file) => later[file].includes(name));

/** In place of the package, where our own code asks for it. */
const onDemand = {
  name: "on-demand",
  setup(builder) {
    const names = Object.values(later).flat();
    builder.onResolve({ filter: new RegExp(`^(${names.join("|")})$`) }, ({ path: name, importer }) =>
      /[\\/]dist[\\/]provider[\\/]/.test(importer) ? { path: name, namespace: "on-demand" } : undefined,
    );
    builder.onResolve({ filter: /./, namespace: "on-demand" }, ({ path: file }) => ({ path: file, external: true }));
    builder.onLoad({ filter: /./, namespace: "on-demand" }, ({ path: name }) => ({
      contents: `module.exports = require("./${fileOf(name)}")[${JSON.stringify(name)}];`,
    }));
  },
};

/**
 * Bundles dist/provider/plugin/main.js. Returns the file.
 *
 * @param options.to The folder. Default: dist/plugin.
 * @param options.alone Whether the file has all in it, for an executable. Else files stand beside it for what is not needed at once.
 */
export async function bundlePlugin({ to = folder, alone = false } = {}) {
  const { build } = await import("esbuild");
  const file = path.join(to, PLUGIN);
  mkdirSync(to, { recursive: true });
  const shared = {
    bundle: true,
    platform: "node",
    target: "node20.19",
    format: "cjs",
    minify: true,
    keepNames: true,
    legalComments: "none",
    metafile: true,
    logLevel: "error",
  };
  const built = [
    await build({
      ...shared,
      entryPoints: [path.join(root, "dist", "provider", "plugin", "main.js")],
      outfile: file,
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
        ...(alone ? [] : [onDemand]),
      ],
    }),
  ];
  for (const [name, packages] of alone ? [] : Object.entries(later)) {
    const contents = packages.map((each) => `exports[${JSON.stringify(each)}] = require(${JSON.stringify(each)});`).join("\n");
    built.push(await build({ ...shared, stdin: { contents, resolveDir: root }, outfile: path.join(to, name) }));
  }
  chmodSync(file, 0o755);
  // Windows knows a program by its ending.
  writeFileSync(path.join(to, `${PLUGIN}.cmd`), `@node "%~dp0${PLUGIN}" %*\r\n`);
  writeFileSync(path.join(to, "THIRD-PARTY-LICENSES.txt"), licences(built.flatMap(({ metafile }) => Object.keys(metafile.inputs))));
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
