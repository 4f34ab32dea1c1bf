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
    run: () => controlRoutes.map(({ method, path, summary }) => ({ method, path: `/_emulator${path}`, summary })),
  },
  { method: "GET", path: "/health", summary: "200 while the emulator runs", run: () => ({ status: "ok" }) },
  { method: "POST", path: "/reset", summary: "Forget everything", run: ({ control }) => control.reset() },
  {
    method: "GET",
    path: "/overview",
    summary: "What the page shows: ?search=&limit=&after=&codes=show",
    run: overviewOf,
  },

  ...customerRoutes,
  ...serviceRoutes,
  ...clockRoutes,
  ...scenarioRoutes,
];
