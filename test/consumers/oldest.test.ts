import { npmManager } from "./support/managers";
import { tsconfig, typeScript } from "./support/programs";
import { consumer } from "./support/story";
import { typeChecks } from "./support/typeChecks";
import { nodeTypes, sdks, typescript } from "./support/versions";

// The oldest SDK wants a TypeScript before 6, and many projects still have the old resolution.
consumer(
  { manager: npmManager(), node: "20.19.0", sdk: sdks.oldest, devDependencies: { typescript: typescript.old, "@types/node": nodeTypes } },
  {
    kind: `TypeScript ${typescript.old}, resolution node10`,
    files: { "index.ts": typeScript, "tsconfig.json": tsconfig({ module: "commonjs", moduleResolution: "node10" }) },
    main: "index.ts",
    prepare: typeChecks,
  },
);
