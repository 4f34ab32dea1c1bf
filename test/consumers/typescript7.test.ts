import { npmManager } from "./support/managers";
import { tsconfig, typeScript } from "./support/programs";
import { consumer } from "./support/story";
import { nodeTypes, sdks, typescript } from "./support/versions";

// The SDK's peer is a TypeScript before 7, since it compiles in the process: with 7 the program is compiled beforehand.
consumer(
  {
    manager: npmManager("--legacy-peer-deps"),
    node: "24.21.0",
    sdk: sdks.ours,
    devDependencies: { typescript: typescript.native, "@types/node": nodeTypes },
  },
  {
    kind: `JavaScript compiled by TypeScript ${typescript.native}`,
    files: { "index.ts": typeScript, "tsconfig.json": tsconfig({ module: "node16", outDir: "compiled" }) },
    main: "compiled/index.js",
    runtime: { typescript: false },
    async prepare(project) {
      await project.bin("tsc", ["-p", "."]);
    },
  },
);
