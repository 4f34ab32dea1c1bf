import { startEmulator } from "../../../emulator";
import { customers } from "../../engine/support/emulated";
import { type Consumer, type ConsumerOptions, createConsumer, type Program } from "./consumer";
import { nodeFor } from "./tools";

export type Installation = Omit<ConsumerOptions, "node"> & {
  /** A release of Node; default: the one at hand. */
  readonly node?: string;
};

/** Installs the package once, for the tests that `tell` adds. */
export function installed(wanted: Installation, tell: (project: () => Consumer, node: string) => void): void {
  const node = nodeFor(wanted.node);
  describe(`${wanted.manager.name}, Node ${node}, @pulumi/pulumi ${wanted.sdk}`, () => {
    let project: Consumer | undefined;
    beforeAll(async () => {
      project = await createConsumer({ ...wanted, node });
    });
    afterAll(() => project?.[Symbol.asyncDispose]());
    tell(() => {
      if (project === undefined) throw new Error("The package is not installed.");
      return project;
    }, node);
  });
}

/** The whole life of each program in a folder of its package manager. A test's name says what it proved. */
export function consumer(wanted: Installation, ...programs: readonly [Program, ...Program[]]): void {
  installed(wanted, (project, node) => {
    test.each(programs)("$kind: up, an empty preview, destroy", async (program) => {
      await using emulator = await startEmulator();
      emulator.control.addCustomer({ id: customers.contoso, domain: "contoso.onmicrosoft.com" });
      const options = { env: { PARTNERCENTER_EMULATOR: emulator.url } };
      const { write, pulumi } = project();
      write(program);
      await program.prepare?.(project());

      await pulumi(["stack", "init", "test"]);
      await pulumi(["up", "--yes", "--skip-preview"], options);
      const { stdout } = await pulumi(["stack", "output", "--json"]);
      expect(JSON.parse(stdout)).toMatchObject({ status: "InReview", node, sdk: wanted.sdk });
      const { output } = await pulumi(["preview", "--refresh", "--expect-no-changes"], options);
      expect(output).toMatch(/\d unchanged/);
      await pulumi(["destroy", "--yes", "--skip-preview", "--remove"], options);
      expect(emulator.control.submissions()).toHaveLength(1);
    });

    test("the command of the package starts", async () => {
      expect((await project().bin("partnercenter", ["--version"])).stdout.trim()).toMatch(/^\d+\.\d+\.\d+/);
    });
  });
}
