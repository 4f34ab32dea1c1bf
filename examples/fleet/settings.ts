import { readFileSync } from "node:fs";
import * as path from "node:path";

/** What a fleet is, in `fleet.json`. It belongs into version control. */
export interface Settings {
  /** The file with the customers, seen from the settings. */
  readonly customers: string;
  /** How many stacks there are. For ever: another number would move customers. */
  readonly shards: number;
  /** What encrypts secrets in new stacks, such as `azurekeyvault://VAULT.vault.azure.net/keys/NAME`. Default: Pulumi's. */
  readonly secretsProvider?: string;
}

/** How many shards make sense: a backend has to list them in each run. */
const mostShards = 10_000;

/**
 * Reads the settings in a folder.
 *
 * @throws Error that names every problem at once.
 */
export function readSettings(folder: string): Settings {
  const file = path.join(folder, "fleet.json");
  const { settings, problems } = parseSettings(readFileSync(file, "utf8"));
  if (!settings) throw new Error(problems.map((problem) => `${path.relative(process.cwd(), file)}: ${problem}`).join("\n"));
  return { ...settings, customers: path.join(folder, settings.customers) };
}

/** The same for a text, without throwing. */
export function parseSettings(text: string): { readonly settings?: Settings; readonly problems: readonly string[] } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { problems: ["this is not JSON"] };
  }
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return { problems: ['this must be { "customers": …, "shards": … }'] };
  const { customers, shards, secretsProvider, ...others } = value as Readonly<Record<string, unknown>>;
  const problems = Object.keys(others).map((key) => `there is no setting "${key}"; they are customers, shards and secretsProvider`);
  if (typeof customers !== "string" || customers === "") problems.push('"customers" must name a file');
  if (typeof shards !== "number" || !Number.isInteger(shards) || shards < 1 || shards > mostShards) {
    problems.push(`"shards" must be a whole number from 1 to ${mostShards}`);
  }
  if (secretsProvider !== undefined && typeof secretsProvider !== "string") problems.push('"secretsProvider" must be a text');
  if (problems.length > 0) return { problems };
  const provider = typeof secretsProvider === "string" ? { secretsProvider } : {};
  return { settings: { customers: String(customers), shards: Number(shards), ...provider }, problems };
}
