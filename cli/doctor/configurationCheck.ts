import { type Key, type KeyNames, keys, signInKeys } from "../../provider/config/keys";
import { emulatorSources, resolveSignIn, type SourceName } from "../../provider/config/signInSources";
import type { Finding } from "./check";

/** A key that is set, and where. */
export interface Source {
  readonly key: Key;
  /** `stack configuration`, or the name of the environment variable. */
  readonly from: string;
  /** Why it is not used: the end of a sentence. Absent where it is. */
  readonly unused?: string;
}

/**
 * Which keys are set, where, and which are not used; values are never shown. A sign-in is taken from one source as a whole, other keys from the
 * stack, then from the environment: as the provider does it.
 */
export function sourcesOf(stack: ReadonlyMap<string, string>, env: NodeJS.ProcessEnv): readonly Source[] {
  const set = (text: string | undefined): string | undefined => text?.trim() || undefined;
  const config = (key: string): string | undefined => set(stack.get(key));
  const variable = (name: string): string | undefined => set(env[name]);
  const value = (key: Key): string | undefined => config(key) ?? variable(keys[key].env);
  const { used, unused } =
    value("emulator") === undefined ? resolveSignIn(config, variable, value("auth") ?? "auto").sources : emulatorSources(config, variable);
  const from = (source: SourceName, name: string): string => (source === "configuration" ? "stack configuration" : name);
  const ofSignIn: readonly Source[] = [
    ...used.map(({ key, source, name }) => ({ key, from: from(source, name) })),
    ...unused.map(({ key, source, name, because }) => ({ key, from: from(source, name), unused: because })),
  ];
  return (Object.keys(keys) as Key[]).flatMap((key): readonly Source[] => {
    if (signInKeys.some((name) => name === key)) return ofSignIn.filter((source) => source.key === key);
    const { env: name }: KeyNames = keys[key];
    if (config(key) !== undefined) return [{ key, from: "stack configuration" }];
    return variable(name) === undefined ? [] : [{ key, from: name }];
  });
}

/** @param problem Why the stack's configuration could not be read, where there is a project. */
export function checkConfiguration(sources: readonly Source[], problem: string | undefined): Finding {
  const list = sources
    .filter(({ unused }) => unused === undefined)
    .map(({ key, from }) => `${key} (${from})`)
    .join(", ");
  const idle = sources.flatMap(({ key, from, unused }) => (unused === undefined ? [] : [`${key} (${from}): ${unused}`])).join("; ");
  const said = [list === "" ? "" : `Set are ${list}.`, idle === "" ? "" : `Set, but not used: ${idle}.`].filter(Boolean).join(" ");
  if (problem !== undefined) {
    return {
      status: sources.length > 0 ? "note" : "problem",
      message: `The configuration of the Pulumi stack cannot be read: ${problem}.${said === "" ? "" : ` ${said}`}`,
      remedy: "Select a stack (`pulumi stack select`) or name one with --stack, log in to its backend, and give its passphrase.",
    };
  }
  if (said !== "") return { status: "ok", message: said };
  return {
    status: "problem",
    message: "Nothing is configured, neither in a stack nor in the environment.",
    remedy: "Run in the folder of a Pulumi project, or set the PARTNERCENTER_* variables (docs/configuration.md).",
  };
}
