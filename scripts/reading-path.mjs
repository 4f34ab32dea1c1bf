// The way of a value, measured: which files and named functions of the provider `website` passes in `check`, `create` and `diff`, and
// `vettingStatus` in `read`, by V8's own coverage. It drives the dynamic front as built in dist/, against an emulator in this process.
//
//     node scripts/reading-path.mjs              a line for each operation
//     node scripts/reading-path.mjs --files      with the files and functions, in the order of the folders
//     node scripts/reading-path.mjs --root DIR   of another checkout that is built
import { Session } from "node:inspector/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";

const { values } = parseArgs({ options: { files: { type: "boolean" }, root: { type: "string" } } });
const root = path.resolve(values.root ?? path.join(path.dirname(fileURLToPath(import.meta.url)), ".."));
const provider = `${pathToFileURL(path.join(root, "dist", "provider")).href}/`;
const load = createRequire(path.join(root, "package.json"));

const customerId = "0c39d6d5-c70d-4c55-bc02-f620844f3fd1";
const id = `${customerId}/Education`;
const inputs = { customerId, qualification: "Education", educationSegment: "K12", website: "contoso.edu" };

const { startEmulator } = load("./dist/emulator");
const emulator = await startEmulator({ autoCreateCustomers: true });
emulator.control.addCustomer({ id: customerId });
process.env.PARTNERCENTER_EMULATOR = emulator.url;

const session = new Session();
session.connect();
await session.post("Profiler.enable");
await session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: false });

const { handler } = load("./dist/provider/dynamic");
const front = handler(1);
await front.configure({ config: { get: () => undefined } });

await passedBy("check", () => front.check({}, inputs));
const { outs } = await passedBy("create", () => front.create(inputs));
await passedBy("diff", () => front.diff(id, outs, { ...inputs, website: "www.contoso.edu" }));
emulator.control.approve(customerId, "Education");
await passedBy("read", () => front.read(id, outs));
await emulator.close();
process.exit(0);

/** Prints what an operation has run: named functions that were called while it went on, by file. */
async function passedBy(name, operation) {
  await session.post("Profiler.takePreciseCoverage");
  const answer = await operation();
  const { result } = await session.post("Profiler.takePreciseCoverage");
  const files = result
    .filter(({ url }) => toUrl(url).startsWith(provider))
    .map(({ url, functions }) => ({
      file: decodeURIComponent(toUrl(url).slice(provider.length)),
      called: functions.filter(({ functionName, ranges }) => functionName !== "" && ranges[0].count > 0).map((one) => one.functionName),
    }))
    .filter(({ called }) => called.length > 0)
    .sort((a, b) => (a.file < b.file ? -1 : 1));
  const functions = files.reduce((sum, { called }) => sum + called.length, 0);
  console.log(`${name.padEnd(8)}${String(files.length).padStart(4)} files ${String(functions).padStart(5)} functions`);
  if (values.files) for (const { file, called } of files) console.log(`          ${file.padEnd(44)} ${called.join(", ")}`);
  return answer;
}

/** V8 names a CommonJS module by its path, an ES module by its URL. */
function toUrl(name) {
  return name.startsWith("file:") ? name : pathToFileURL(name || "/").href;
}
