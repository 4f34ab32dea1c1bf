import { type Key, type KeyNames, keys } from "../../provider/config/keys";
import type { Finding } from "./check";

/** Where the value of a key comes from. */
export interface Source {
  readonly key: Key;
  /** `stack configuration`, or the name of the environment variable. */
  readonly from: string;
}

/**
 * Which keys are set, and where; values are never shown. The order is the provider's: the stack, then our variables, then Azure's. (Those of
 * the app registration come from one of the three alone.)
 */
export function sourcesOf(stack: ReadonlyMap<string, string>, env: NodeJS.ProcessEnv): readonly Source[] {
  return (Object.keys(keys) as Key[]).flatMap((key) => {
    const names: KeyNames = keys[key];
    const set = (text: string | undefined): boolean => text !== undefined && text.trim() !== "";
    if (set(stack.get(key))) return [{ key, from: "stack configuration" }];
    const variable = [names.env, names.azure].find((name) => name !== undefined && set(env[name]));
    return variable === undefined ? [] : [{ key, from: variable }];
  });
}

/** @param problem Why the stack's configuration could not be read, where there is a project. */
export function checkConfiguration(sources: readonly Source[], problem: string | undefined): Finding {
  const list = sources.map(({ key, from }) => `${key} (${from})`).join(", ");
  if (problem !== undefined) {
    return {
      status: sources.length > 0 ? "note" : "problem",
      message: `The configuration of the Pulumi stack cannot be read: ${problem}.${list === "" ? "" : ` Set are ${list}.`}`,
      remedy: "Select a stack (`pulumi stack select`) or name one with --stack, log in to its backend, and give its passphrase.",
    };
  }
  if (list !== "") return { status: "ok", message: `Set are ${list}.` };
  return {
    status: "problem",
    message: "Nothing is configured, neither in a stack nor in the environment.",
    remedy: "Run in the folder of a Pulumi project, or set the PARTNERCENTER_* variables (docs/configuration.md).",
  };
}
