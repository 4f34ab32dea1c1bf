import { npmManager } from "./support/managers";
import { commonJs, esModule } from "./support/programs";
import { consumer } from "./support/story";
import { sdks } from "./support/versions";

consumer(
  { manager: npmManager(), node: "20.19.0", sdk: sdks.ours },
  { kind: "CommonJS, no TypeScript at all", files: { "index.js": commonJs }, main: "index.js" },
  { kind: "ES modules, no TypeScript at all", files: { "index.mjs": esModule }, main: "index.mjs" },
);
