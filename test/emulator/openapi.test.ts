import { execFileSync } from "node:child_process";
import { emulatorDocument } from "../../emulator";
import { apiRoutes } from "../../emulator/api/routes";
import { runEmulatorCommand } from "../../emulator/command";
import { controlRoutes } from "../../emulator/control/routes";
import { entraRoutes } from "../../emulator/entra/routes";
import { call, withEmulator } from "./support";

interface Operation {
  readonly operationId: string;
  readonly responses: Readonly<Record<string, unknown>>;
}
const document = emulatorDocument() as {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, unknown> };
};

/** The validator is an ES module, which jest does not load. */
const validator = `
import { Validator } from "@seriousme/openapi-schema-validator";
let text = "";
for await (const chunk of process.stdin) text += chunk;
const validator = new Validator();
const { valid, errors } = await validator.validate(JSON.parse(text));
console.log(JSON.stringify({ valid, errors, version: validator.version }));
`;

test("the document is valid OpenAPI 3.1", () => {
  const said = execFileSync(process.execPath, ["--input-type=module", "--eval", validator], {
    input: JSON.stringify(document),
    encoding: "utf8",
  });
  expect(JSON.parse(said)).toEqual({ valid: true, version: "3.1" });
});

test("every route is in it, once, under a name of its own", () => {
  const routes = [...apiRoutes, ...entraRoutes, ...controlRoutes.map(({ method, path }) => ({ method, path: `/_emulator${path}` }))];
  const named = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(named.sort()).toEqual(routes.map(({ method, path }) => `${method} ${path}`).sort());
  const ids = Object.values(document.paths).flatMap((item) => Object.values(item).map(({ operationId }) => operationId));
  expect(new Set(ids).size).toBe(routes.length);
});

test("every reference leads somewhere, and no schema is there for nothing", () => {
  const named = [...JSON.stringify(document).matchAll(/#\/components\/schemas\/(\w+)/g)].map(([, name]) => name);
  expect([...new Set(named)].sort()).toEqual(Object.keys(document.components.schemas).sort());
});

test("a route of the control interface that the document says to answer nothing answers 204, and the others 200", async () => {
  await withEmulator({}, async (emulator) => {
    for (const { method, path } of controlRoutes.filter(({ takes, path }) => takes === undefined && !path.includes("{"))) {
      const { status } = await call(emulator, method, `/_emulator${path}`, { token: null });
      expect([
        method,
        path,
        Object.keys(document.paths[`/_emulator${path}`]?.[method.toLowerCase()]?.responses ?? {}).includes(String(status)),
      ]).toEqual([method, path, true]);
      expect(status).toBeLessThan(300);
    }
  });
});

test("it is served, and printed by the command", async () => {
  let out = "";
  const io = {
    out: (text: string) => {
      out += text;
    },
    err: () => undefined,
  };
  expect(await runEmulatorCommand({ openapi: true }, io)).toBe(0);
  expect(JSON.parse(out)).toEqual(JSON.parse(JSON.stringify(document)));
  await withEmulator({}, async (emulator) => {
    expect((await call(emulator, "GET", "/_emulator/openapi.json", { token: null })).json).toEqual(JSON.parse(out));
  });
});
