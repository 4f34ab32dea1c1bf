import { isKey, type Key, type KeyNames, keys, recordedHint, signInKeys } from "../../provider/config/keys";
import { isObject, parseObject } from "../../provider/json";
import { isQualificationType } from "../../provider/resource/typeToken";
import type { Finding } from "./check";

/** What a stack's state holds that a refresh goes by. */
export interface Recorded {
  /** The keys of the default provider as the last `pulumi up` recorded them; absent where there is none yet. Secrets in clear, so never print it. */
  readonly values?: ReadonlyMap<Key, string>;
  /** The services that the resources speak of: `undefined` is Microsoft's own. */
  readonly services: ReadonlySet<string | undefined>;
}

/** How the engine marks a secret in an export (`--show-secrets`). Source: pulumi/pulumi sdk/go/common/resource/sig. */
const marker = "4dabf18193072939515e22adb298388d";

/** Reads what `pulumi stack export --show-secrets` printed; undefined where it is something else. Pure. */
export function readRecorded(text: string): Recorded | undefined {
  const deployment: unknown = parseObject(text)?.["deployment"];
  if (!isObject(deployment)) return undefined;
  const listed: unknown = Reflect.get(deployment, "resources");
  const resources = (Array.isArray(listed) ? listed : []).filter(isObject).map((resource) => ({ ...resource }) as Record<string, unknown>);
  const values = new Map<Key, string>();
  let found = false;
  for (const { type, urn, inputs } of resources) {
    // An explicit Provider has what the program says, which nothing here knows.
    const ours = type === "pulumi:providers:pulumi-nodejs" || type === "pulumi:providers:partnercenter";
    if (!ours || typeof urn !== "string" || !/::default(_[\w.+-]*)?$/.test(urn) || !isObject(inputs)) continue;
    found = true;
    for (const [name, entry] of Object.entries(inputs)) {
      const key = name.replace(/^partnercenter:/, "");
      const value = plain(entry);
      const mayBe = type === "pulumi:providers:partnercenter" || name.startsWith("partnercenter:");
      if (mayBe && isKey(key) && value !== undefined && value.trim() !== "") values.set(key, value);
    }
  }
  const services = resources
    .filter(({ type }) => isQualificationType(type))
    .map(({ outputs }) => (isObject(outputs) ? (Reflect.get(outputs, "__service") as unknown) : undefined))
    .map((service) => (typeof service === "string" ? service : undefined));
  return { ...(found ? { values } : {}), services: new Set(services) };
}

function plain(entry: unknown): string | undefined {
  if (typeof entry === "string") return entry;
  if (!isObject(entry) || !(marker in entry)) return undefined;
  const text: unknown = Reflect.get(entry, "plaintext");
  if (typeof text !== "string") return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "string" ? value : undefined;
  } catch {
    return text;
  }
}

/** Compares what a refresh goes by with what is configured. Names keys, never values. */
export function checkRecorded(
  { values, services }: Recorded,
  configured: ReadonlyMap<string, string>,
  service: string | undefined,
): Finding {
  const elsewhere = [...services].filter((other) => other !== undefined && other !== service);
  if (elsewhere.length > 0) {
    return {
      status: "warning",
      message: `The state speaks of another service (${elsewhere.join(", ")}) than the one that is configured.`,
      remedy: "Use a stack of its own for each service.",
    };
  }
  if (values === undefined) return { status: "ok", message: "Nothing is recorded yet." };
  const set = (key: Key): string | undefined => configured.get(key)?.trim() || undefined;
  const differ = (Object.keys(keys) as Key[]).filter((key) => (values.get(key)?.trim() || undefined) !== set(key));
  if (differ.length === 0) return { status: "ok", message: "A refresh uses what is configured." };
  const named = differ.map((key) => {
    if (values.get(key) === undefined) return `${key} (not recorded yet)`;
    return set(key) === undefined ? `${key} (recorded, no longer configured, and before ${(keys[key] as KeyNames).env})` : key;
  });
  const ofSignIn = differ.some((key) => key === "auth" || signInKeys.some((name) => name === key));
  return {
    status: ofSignIn ? "warning" : "note",
    message: `The last \`pulumi up\` recorded another configuration than the stack has now: ${named.join(", ")}.`,
    remedy: recordedHint,
  };
}
