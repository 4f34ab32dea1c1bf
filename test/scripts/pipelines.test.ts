import { evaluate } from "./support";

const linted = (linters: string, ci = ""): Promise<unknown> =>
  evaluate(
    "checks/pipelines/pipelines.mjs",
    `(async () => {
      const { Unavailable } = await import(new URL("./unavailable.mjs", ${JSON.stringify("file://")} + process.cwd() + "/scripts/checks/pipelines/"));
      return m.lintPipelines(() => {}, ${linters});
    })()`,
    { CI: ci },
  );

test("a linter that finds something fails with what it said; one that cannot be had is named as not run, and is not green", async () => {
  const result = await linted(`[
    { name: "good", lint: async () => ({ code: 0, output: "" }) },
    { name: "bad", lint: async () => ({ code: 1, output: "line 3: wrong" }) },
    { name: "absent", lint: async () => { throw new Unavailable("no Go"); } },
    { name: "half", lint: async () => ({ code: 0, output: "", lacking: "no network" }) },
  ]`);
  expect(result).toEqual({
    passed: 2,
    failed: 1,
    skipped: 0,
    output: "bad:\nline 3: wrong",
    notRun: "absent: no Go; half, in part: no network",
  });
});

test("on a CI service a linter that cannot be had fails; the part of one that has a stand-in is still a notice", async () => {
  const linters = `[
    { name: "absent", lint: async () => { throw new Unavailable("no Go"); } },
    { name: "half", lint: async () => ({ code: 0, output: "", lacking: "no network" }) },
  ]`;
  expect(await linted(linters, "true")).toEqual({
    passed: 1,
    failed: 1,
    skipped: 0,
    output: "absent: not run, which fails where CI is set: no Go",
    notRun: "half, in part: no network",
  });
  expect(await linted(linters, "false")).toMatchObject({ failed: 0, notRun: "absent: no Go; half, in part: no network" });
});

test("what was not run is shown beside what was", async () => {
  const lines = `(() => {
    let text = "";
    const show = m.reporter({ write: (more) => { text += more; } });
    show.check({ name: "pipelines", passed: 2, failed: 0, skipped: 0, notRun: "GitLab: no Python" }, 1000);
    show.check({ name: "browser", passed: 0, failed: 0, skipped: 0, notRun: "no Chromium" }, 1000);
    return text;
  })()`;
  const text = (await evaluate("checks/report.mjs", lines)) as string;
  expect(text.split("\n").map((line) => line.trim().split(/\s+/).slice(0, 3).join(" "))).toEqual([
    "pipelines not run:",
    "pipelines passed 1.0s",
    "browser not run:",
    "",
  ]);
});

test("the schema made of a resource definition refuses fields that it does not name, but where the definition leaves them open", async () => {
  const definition = {
    spec: {
      names: { kind: "Stack" },
      versions: [
        {
          name: "v1",
          storage: true,
          schema: {
            openAPIV3Schema: {
              type: "object",
              properties: {
                spec: {
                  type: "object",
                  properties: { stack: { type: "string" }, config: { "x-kubernetes-preserve-unknown-fields": true } },
                },
                labels: { type: "object", additionalProperties: { type: "string" } },
              },
            },
          },
        },
      ],
    },
  };
  const schemas = await evaluate("checks/pipelines/operatorSchemas.mjs", `m.schemasOf(${JSON.stringify(definition)})`);
  expect(schemas).toEqual({
    Stack: {
      type: "object",
      additionalProperties: false,
      properties: {
        spec: {
          type: "object",
          additionalProperties: false,
          properties: { stack: { type: "string" }, config: { "x-kubernetes-preserve-unknown-fields": true } },
        },
        labels: { type: "object", additionalProperties: { type: "string" } },
      },
    },
  });
});
