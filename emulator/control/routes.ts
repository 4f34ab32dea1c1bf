import { apiRoutes } from "../api/routes";
import { entraRoutes } from "../entra/routes";
import { openApiDocument } from "../openapi/document";
import { query, ref } from "../openapi/operation";
import { clockRoutes } from "./clockRoutes";
import { customerRoutes } from "./customerRoutes";
import { overviewOf } from "./overview";
import type { ControlRoute } from "./route";
import { scenarioRoutes } from "./scenarioRoutes";
import { serviceRoutes } from "./serviceRoutes";

/** The control interface over HTTP: what `GET /_emulator/` prints. */
export const controlRoutes: readonly ControlRoute[] = [
  {
    method: "GET",
    path: "/",
    summary: "This list",
    gives: ref("ControlRoutes"),
    run: () => controlRoutes.map(({ method, path, summary }) => ({ method, path: `/_emulator${path}`, summary })),
  },
  { method: "GET", path: "/health", summary: "200 while the emulator runs", gives: ref("Health"), run: () => ({ status: "ok" }) },
  {
    method: "GET",
    path: "/openapi.json",
    summary: "The OpenAPI document of all that is served",
    gives: { type: "object" },
    run: () => emulatorDocument(),
  },
  { method: "POST", path: "/reset", summary: "Forget everything", run: ({ control }) => control.reset() },
  {
    method: "GET",
    path: "/overview",
    summary: "What the page shows: ?search=&limit=&after=&codes=show",
    query: [
      query("search", "A part of the name, domain or id."),
      query("limit", "How many of each."),
      query("after", "Only those after the one with this id."),
      query("codes", '"show" shows validation codes.'),
    ],
    gives: ref("Overview"),
    run: overviewOf,
  },

  ...customerRoutes,
  ...serviceRoutes,
  ...clockRoutes,
  ...scenarioRoutes,
];

/** The document of all that this emulator serves. */
export function emulatorDocument(): Record<string, unknown> {
  const { version } = require("pulumi-partnercenter/package.json") as { version: string };
  return openApiDocument({ api: apiRoutes, entra: entraRoutes, control: controlRoutes }, version);
}
