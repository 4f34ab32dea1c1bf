import { rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type Emulator, startEmulator } from "../../emulator";
import { customers } from "../engine/support/emulated";
import { findEngine } from "../engine/support/engine";
import { blocksOf, readPage } from "../repository/support/markdown";
import type { Consumer } from "./support/consumer";
import { npmManager } from "./support/managers";
import { installed } from "./support/story";
import { sdks } from "./support/versions";

const page = blocksOf(readPage(path.resolve(__dirname, "../.."), "docs/plugin.md"));
/** The blocks of docs/plugin.md: `plugins:` for a project that has the package, the YAML program, the Node program. */
const shown = (language: string, part: string): string => {
  const found = page.find((block) => block.language === language && block.text.includes(part));
  if (!found) throw new Error(`docs/plugin.md shows no ${language} with ${part}`);
  return found.text;
};
const plugins = shown("yaml", "plugins:");
const inYaml = shown("yaml", "runtime: yaml");
const inNode = shown("ts", "getCustomerOutput");

/** `npm` puts the plugin of a project on PATH, where Pulumi takes it before any other. */
const onlyWhatIsMeant = { PULUMI_IGNORE_AMBIENT_PLUGINS: "true" };

async function life({ pulumi }: Consumer, emulator: Emulator): Promise<void> {
  const options = { env: { ...onlyWhatIsMeant, PARTNERCENTER_EMULATOR: emulator.url } };
  await pulumi(["stack", "init", "test"]);
  await pulumi(["up", "--yes", "--skip-preview"], options);
  await pulumi(["preview", "--expect-no-changes"], options);
  await pulumi(["destroy", "--yes", "--skip-preview", "--remove"], options);
  expect(emulator.control.submissions().map(({ customerId }) => customerId)).toEqual([customers.contoso]);
}

async function withContoso(work: (emulator: Emulator) => Promise<void>): Promise<void> {
  await using emulator = await startEmulator();
  emulator.control.addCustomer({ id: customers.contoso, domain: "contoso.onmicrosoft.com" });
  await work(emulator);
}

installed({ manager: npmManager(), sdk: sdks.ours, devDependencies: { typescript: "6.0.3" } }, (project) => {
  const write = (text: string): void => writeFileSync(path.join(project().folder, "Pulumi.yaml"), text);

  test("`plugins:` with the package's folder, as docs/plugin.md shows it, serves its YAML program", () =>
    withContoso((emulator) => {
      write(`${inYaml}\n${plugins}`);
      return life(project(), emulator);
    }));

  test("`plugins:` with the package's folder serves the Node program of docs/plugin.md", () =>
    withContoso((emulator) => {
      write(`name: customers\nruntime: nodejs\nmain: index.ts\noptions:\n  refresh: always\n${plugins}`);
      writeFileSync(path.join(project().folder, "index.ts"), inNode);
      return life(project(), emulator);
    }));

  test("npx partnercenter plugin install: the YAML program runs by it when the package is gone", () =>
    withContoso(async (emulator) => {
      const { folder, bin } = project();
      const { pulumi } = await findEngine();
      const PATH = [path.dirname(pulumi), path.dirname(process.execPath), "/usr/bin", "/bin"].join(path.delimiter);
      const { stdout } = await bin("partnercenter", ["plugin", "install"], { env: { PATH, PULUMI_HOME: path.join(folder, "home") } });
      expect(stdout).toMatch(/^Plugin partnercenter \d+\.\d+\.\d+ is installed\./);
      rmSync(path.join(folder, "node_modules"), { recursive: true });
      write(inYaml);
      await life(project(), emulator);
    }));
});
