import { npmManager } from "./support/managers";
import { tsconfig, typeScript } from "./support/programs";
import { consumer } from "./support/story";
import { typeChecks } from "./support/typeChecks";
import { nodeTypes, sdks, typescript } from "./support/versions";

const program = (options: object): { files: Record<string, string>; main: string; prepare: typeof typeChecks } => ({
  files: { "index.ts": typeScript, "tsconfig.json": tsconfig(options) },
  main: "index.ts",
  prepare: typeChecks,
});

consumer(
  {
    manager: npmManager(),
    sdk: sdks.ours,
    devDependencies: { typescript: typescript.ours, "ts-node": "10.9.2", "@types/node": nodeTypes },
  },
  { kind: "TypeScript, resolution node16", ...program({ module: "node16", moduleResolution: "node16" }) },
  { kind: "TypeScript, resolution bundler", ...program({ module: "commonjs", moduleResolution: "bundler" }) },
);
