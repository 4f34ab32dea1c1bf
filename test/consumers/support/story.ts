import { startEmulator } from "../../../emulator";
import { customers } from "../../engine/support/emulated";
import { type Consumer, type ConsumerOptions, createConsumer, type Program } from "./consumer";
import { nodeFor } from "./tools";

export type Installation = Omit<ConsumerOptions, "node"> & {
  /** A release of Node; default: the one at hand. */
  readonly node?: string;
};

/** Installs the package once, and tells the whole life of each program there. A test's name says what it proved. */
export function consumer(wanted: Installation, ...programs: readonly [Program, ...Program[]]): void {
  const node = nodeFor(wanted.node);
  describe(`${wanted.manager.name}, Node ${node}, @pulumi/pulumi ${wanted.sdk}`, () => {
    let project: Consumer;
    beforeAll(async () => {
      project = await createConsumer({ ...wanted, node });
    });
    afterAll(() => project?.[Symbol.asyncDispose]());

    test.each(programs)("$kind: up, an empty preview, destroy", async (program) => {
      await using emulator = await startEmulator();
      emulator.control.addCustomer({ id: customers.contoso, domain: "contoso.onmicrosoft.com" });
      const options = { env: { PARTNERCENTER_EMULATOR: emulator.url } };
      project.write(program);
      await program.prepare?.(project);

      await project.pulumi(["stack", "init", "test"]);
      await project.pulumi(["up", "--yes", "--skip-preview"], options);
      const { stdout } = await project.pulumi(["stack", "output", "--json"]);
      expect(JSON.parse(stdout)).toMatchObject({ status: "InReview", node, sdk: wanted.sdk });
      const { output } = await project.pulumi(["preview", "--refresh", "--expect-no-changes"], options);
      expect(output).toMatch(/\d unchanged/);
      await project.pulumi(["destroy", "--yes", "--skip-preview", "--remove"], options);
      expect(emulator.control.submissions()).toHaveLength(1);
    });

    test("the command of the package starts", async () => {
      expect((await project.bin("partnercenter", ["--version"])).stdout.trim()).toMatch(/^\d+\.\d+\.\d+/);
    });
  });
}
