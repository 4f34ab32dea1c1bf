import { packageSchema } from "../../provider/plugin/schema";
import { blocksOf } from "../repository/support/markdown";
import { customers, submissions, withEmulator } from "./support/emulated";
import { yaml } from "./support/pluginProject";

const { resources, functions } = packageSchema({ version: "0.0.0" }) as Readonly<
  Record<"resources" | "functions", Readonly<Record<string, { readonly description: string }>>>
>;

/** Each example in YAML once, named by its heading. Those in TypeScript are compiled by test/repository/codeBlocks. */
const examples = new Map(
  [...Object.values(resources), ...Object.values(functions)].flatMap(({ description }) =>
    description.split("{{% example %}}").flatMap((part) =>
      blocksOf({ file: "schema", text: part })
        .filter(({ language }) => language === "yaml")
        .map(({ text }) => [/^### (.*)$/m.exec(part)?.[1] ?? "", text] as const),
    ),
  ),
);

/** What Partner Center lists before, and how many requests are sent. */
const expected: Readonly<Record<string, { readonly there?: "Approved"; readonly sent: number }>> = {
  "An academic customer": { sent: 1 },
  "A customer by its domain": { sent: 1 },
  "What waits for Microsoft's decision": { there: "Approved", sent: 0 },
  "What a customer has already": { there: "Approved", sent: 0 },
  "A customer of the US Government Community Cloud": { sent: 1 },
};

test("every example of the schema is known here", () => {
  expect([...examples.keys()].sort()).toEqual(Object.keys(expected).sort());
});

test.each(Object.keys(expected))("the YAML example of the schema runs, and previews as empty afterwards: %s", (title) =>
  withEmulator({ program: "" }, async ({ project, control }) => {
    const { there, sent } = expected[title] ?? { sent: 0 };
    if (there) control.setQualifications(customers.contoso, [{ qualification: "Education", vettingStatus: there }]);
    yaml(project, ...(examples.get(title) ?? "").split("\n"));
    await project.up();
    await project.preview({ args: ["--expect-no-changes"] });
    expect(submissions(control)).toBe(sent);
  }),
);
