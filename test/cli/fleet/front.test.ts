import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Front, usualFront } from "../../../cli/fleet/front";

const { version } = require("../../../package.json") as { readonly version: string };

let place: string;
beforeEach(() => {
  place = mkdtempSync(path.join(tmpdir(), "front-"));
});
afterEach(() => rmSync(place, { recursive: true, force: true }));

const project = (text: string): void => writeFileSync(path.join(place, "Pulumi.yaml"), text);
const front = (env: Readonly<Record<string, string>> = {}): Front => usualFront(place, { PULUMI_HOME: path.join(place, "home"), ...env });
/** A folder with the plugin's program in it. */
function programIn(...folders: readonly string[]): string {
  const folder = path.join(place, ...folders);
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    path.join(folder, process.platform === "win32" ? "pulumi-resource-partnercenter.cmd" : "pulumi-resource-partnercenter"),
    "",
  );
  return folder;
}

test("without a plugin it is the dynamic provider", () => {
  expect(front()).toBe("dynamic");
  project("name: fleet\nruntime: nodejs\nplugins:\n  providers:\n    - name: random\n      path: ./random\n");
  expect(front({ PATH: place })).toBe("dynamic");
});

test("`plugins:` in Pulumi.yaml says that it is the plugin", () => {
  project("name: fleet\nruntime: nodejs\nplugins:\n  providers:\n    - name: partnercenter\n      path: ./plugin\n");
  expect(front()).toBe("plugin");
});

test.each(["name: [", "", "- 1", "plugins: 3", "plugins:\n  providers:\n    -\n"])(
  "a Pulumi.yaml such as %j is for Pulumi to complain about",
  (text) => {
    project(text);
    expect(front()).toBe("dynamic");
  },
);

test("Pulumi's plugin folder counts with the plugin of this very release, which is the one that the program asks for", () => {
  programIn("home", "plugins", "resource-partnercenter-v0.0.1");
  expect(front()).toBe("dynamic");
  programIn("home", "plugins", `resource-partnercenter-v${version}`);
  expect(front()).toBe("plugin");
});

test("the PATH counts, but for what npx puts there for one command", () => {
  const transient = programIn("node_modules", ".bin");
  expect(front({ PATH: ["", transient].join(path.delimiter) })).toBe("dynamic");
  expect(front({ PATH: [transient, programIn("bin")].join(path.delimiter) })).toBe("plugin");
});
