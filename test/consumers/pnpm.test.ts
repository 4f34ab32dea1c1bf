import { pnpm } from "./support/managers";
import { commonJs } from "./support/programs";
import { consumer } from "./support/story";
import { sdks } from "./support/versions";

consumer(
  { manager: pnpm, node: "24.21.0", sdk: sdks.newest },
  {
    kind: "CommonJS, only what is named is within reach",
    files: { "index.js": commonJs },
    main: "index.js",
    runtime: { typescript: false },
  },
);
