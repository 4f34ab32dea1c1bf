import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { hashOf, hashOfText } from "./hash.mjs";
import { cache } from "./paths.mjs";
import { SetupProblem } from "./problem.mjs";
import { run, tail } from "./run.mjs";

/** Whether a Go tool chain is there at all. */
export async function hasGo() {
  return (await run("go", ["version"], { timeout: 20_000 })).code === 0;
}

/**
 * A program of the Go module in the folder `module`, built once and kept in the user's cache: its path. `program` is the package, `flags` go
 * to `go build`, and `title` is what the progress and the error call it. The name of the cached file tells what it was made of, so a
 * changed recipe is never served by an old build. Throws a SetupProblem with what Go said.
 *
 * Nothing of the machine's settings changes what is built: no cgo, so no C compiler; no workspace; go.mod as it is. The tool chain is left
 * to Go, which fetches the one that go.mod asks for where it may, or says what it lacks.
 */
export async function goTool({ module, program, title, flags = [] }, report) {
  const sources = [
    path.join(module, "go.mod"),
    path.join(module, "go.sum"),
    ...(program.startsWith(".") ? [path.join(module, program)] : []),
  ];
  const recipe = hashOfText([hashOf(sources), program, ...flags].join("\0")).slice(0, 12);
  const ending = process.platform === "win32" ? ".exe" : "";
  const place = path.join(cache, "go", `${path.basename(program)}-${recipe}-${process.platform}-${process.arch}${ending}`);
  if (existsSync(place)) return place;
  return build(place, { module, program, title, flags }, report);
}

/** Built aside and renamed at the end, so that neither an interrupted build nor two at once leave anything half. */
async function build(place, { module, program, title, flags }, report) {
  const unfinished = `${place}.build-${process.pid}`;
  mkdirSync(path.dirname(place), { recursive: true });
  let packages = 0;
  const describe = (detail) => report(`building ${title} with Go, once (${detail})`);
  describe("fetching modules");
  try {
    const result = await run("go", ["build", "-v", "-mod=readonly", "-buildvcs=false", ...flags, "-o", unfinished, program], {
      cwd: module,
      env: { ...process.env, CGO_ENABLED: "0", GOWORK: "off" },
      onLine: (line) => !line.startsWith("go: ") && describe(`${++packages} packages`),
    });
    if (result.code !== 0) {
      const said = result.output.split("\n").filter((line) => !/^[\w./-]+$/.test(line));
      throw new SetupProblem(`${title} could not be built with Go:\n${tail(said.join("\n"))}`);
    }
    renameSync(unfinished, place);
    return place;
  } finally {
    rmSync(unfinished, { force: true });
  }
}
