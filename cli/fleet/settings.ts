import { readFileSync } from "node:fs";
import * as path from "node:path";
import { type Front, fronts } from "./front";

/** What a fleet is, in `fleet.json`. It belongs into version control. */
export interface Settings {
  /** The file with the customers, seen from the settings. */
  readonly customers: string;
  /** How many stacks there are. For ever: another number would move customers. */
  readonly shards: number;
  /** What encrypts secrets in new stacks, such as `azurekeyvault://VAULT.vault.azure.net/keys/NAME`. Default: Pulumi's. */
  readonly secretsProvider?: string | undefined;
  /** Who serves the stacks. Default: the plugin where it is installed, else the dynamic provider. */
  readonly front?: Front | undefined;
}

/** How many shards make sense: a backend has to list them in each run. */
const mostShards = 10_000;

/**
 * Reads the settings in a folder. The file of the customers is named from the current folder in them.
 *
 * @throws Error that names every problem at once.
 */
export function readSettings(folder: string): Settings {
  const file = path.join(folder, "fleet.json");
  const shown = path.relative(process.cwd(), file);
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    const { code = "unknown" } = error as NodeJS.ErrnoException;
    if (code !== "ENOENT") throw new Error(`${shown} cannot be read (${code}).`);
    throw new Error(
      `There is no ${shown}. Write one: { "customers": "customers.csv", "shards": 8 }, with one shard for each 125 customers that you expect. The number is for ever.`,
    );
  }
  const { settings, problems } = parseSettings(text);
  if (!settings) throw new Error(problems.map((problem) => `${shown}: ${problem}`).join("\n"));
  return { ...settings, customers: path.relative(process.cwd(), path.resolve(folder, settings.customers)) };
}

/** The same for a text, without throwing. */
export function parseSettings(text: string): { readonly settings?: Settings; readonly problems: readonly string[] } {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    return { problems: [`this is not JSON: ${error instanceof Error ? error.message : String(error)}`] };
  }
  const { success, data, error } = schema().safeParse(value);
  return success ? { settings: data, problems: [] } : { problems: error.issues.map(({ message }) => message) };
}

function schema() {
  const { z } = require("zod") as typeof import("zod");
  const count = `"shards" must be a whole number from 1 to ${mostShards}`;
  return z.strictObject(
    {
      customers: z.string({ error: '"customers" must name a file' }).min(1, { error: '"customers" must name a file' }),
      shards: z.int({ error: count }).min(1, { error: count }).max(mostShards, { error: count }),
      secretsProvider: z.string({ error: '"secretsProvider" must be a text' }).optional(),
      front: z.enum(fronts, { error: `"front" must be one of ${fronts.join(", ")}` }).optional(),
    },
    {
      error: (issue) =>
        issue.code === "unrecognized_keys"
          ? issue.keys.map((key) => `there is no setting "${key}"; they are customers, shards, secretsProvider and front`).join("; ")
          : 'this must be { "customers": …, "shards": … }',
    },
  );
}
