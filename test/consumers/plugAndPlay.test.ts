import { yarn4 } from "./support/managers";
import { commonJs } from "./support/programs";
import { consumer } from "./support/story";
import { sdks } from "./support/versions";

consumer(
  { manager: yarn4("pnp"), node: "22.23.3", sdk: sdks.ours },
  { kind: "CommonJS", files: { "index.js": commonJs }, main: "index.js", runtime: { typescript: false } },
);
