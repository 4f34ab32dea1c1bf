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
    least: 85,
  });
  expect(await chosen(["auth"])).toEqual({ patterns: ["provider/auth/**/*.ts"], least: 90 });
  expect(await chosen(["logni", "README.md"])).toMatch(
    /^logni, README\.md: neither a room \(qualification, .*, emulator\) nor a file in one\.$/,
  );
});

test("of the files that have changed it takes those that are in a room, and none is none", async () => {
  const changed = ["cli/login/pkce.ts", "cli/io.ts", "docs/status.md", "provider/auth/README.md", "provider/redact.ts", ""];
  expect(await chosen([], changed)).toEqual({ patterns: ["cli/login/pkce.ts", "provider/redact.ts"], least: 85 });
  expect(await chosen([], ["docs/status.md"])).toEqual({ patterns: [], least: 100 });
});

test("each room is there", async () => {
  const rooms = (await evaluate("mutation/rooms.mjs", "m.rooms")) as Record<string, { files: string[] }>;
  const gone = Object.values(rooms).flatMap(({ files }) =>
    files.filter((file) => !existsSync(path.join(root, file.replace("/**/*.ts", "")))),
  );
  // Of the two fronts, the one that is still being written.
  expect(gone.filter((file) => file !== "provider/plugin/**/*.ts")).toEqual([]);
});
