import { existsSync } from "node:fs";
import path from "node:path";
import { evaluate } from "./support";

const root = path.resolve(__dirname, "../..");
const chosen = (...args: readonly unknown[]): Promise<unknown> =>
  evaluate(
    "mutation/rooms.mjs",
    `(() => { try { return m.chosen(...${JSON.stringify(args)}); } catch (error) { return error.message; } })()`,
  );

test("mutation testing takes rooms and files by name, with the least score of all of them", async () => {
  expect(await chosen(["login", "provider/auth/claims.ts"])).toEqual({
    patterns: ["cli/login/**/*.ts", "provider/auth/claims.ts"],
    tests: ["cli/login", "auth"],
    least: 85,
  });
  expect(await chosen(["auth"])).toEqual({ patterns: ["provider/auth/**/*.ts"], tests: ["auth"], least: 90 });
  expect(await chosen(["logni", "README.md"])).toMatch(
    /^logni, README\.md: neither a room \(qualification, .*, emulator\) nor a file in one\.$/,
  );
});

test("of the files that have changed it takes those that are in a room, and none is none", async () => {
  const changed = ["cli/login/pkce.ts", "cli/io.ts", "docs/status.md", "provider/auth/README.md", "provider/redact.ts", ""];
  expect(await chosen([], changed)).toEqual({
    patterns: ["cli/login/pkce.ts", "provider/redact.ts"],
    tests: ["cli/login", "redact.test.ts"],
    least: 85,
  });
  expect(await chosen([], ["docs/status.md"])).toEqual({ patterns: [], tests: [], least: 100 });
});

test("each room is there, and so are its tests", async () => {
  const rooms = (await evaluate("mutation/rooms.mjs", "m.rooms")) as Record<string, { files: string[]; tests: string[] }>;
  const places = Object.values(rooms).flatMap(({ files, tests }) => [
    ...files.map((file) => file.replace("/**/*.ts", "")),
    ...tests.map((at) => `test/${at}`),
  ]);
  expect(places.filter((place) => !existsSync(path.join(root, place)))).toEqual([]);
});
