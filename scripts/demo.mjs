// `npm run demo`: sets up what is missing, then tells the story.
import { existsSync } from "node:fs";
import path from "node:path";
import { SetupProblem } from "./setup/problem.mjs";
import { setUp } from "./setup.mjs";

try {
  const engine = await setUp();
  const story = path.join(import.meta.dirname, "demo", "story.mjs");
  if (existsSync(story)) await (await import("./demo/story.mjs")).tell(engine);
} catch (error) {
  if (!(error instanceof SetupProblem)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
