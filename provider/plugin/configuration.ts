import type { CheckRequest, CheckResponse, ConfigureRequest, DiffRequest, DiffResponse } from "@pulumi/pulumi/proto/provider_pb";
import { type Key, keys } from "../config/keys";
import { readSettings } from "../config/settings";
import { PartnerCenterError } from "../errors";
import { type Bag, unknownValue } from "../qualification/arguments";
import { failuresOf } from "./failures";
import { close, open } from "./values";
import { messages } from "./wire";

/** What Pulumi puts among the arguments of a provider beside ours. */
const pulumiKeys: readonly string[] = ["version", "pluginDownloadURL", "pluginChecksums", "parameterization"];

/** The configuration of one provider instance: the name of each key that is set, and its text. */
export interface Configuration {
  readonly names: readonly string[];
  readonly read: (key: string) => string | undefined;
}

/**
 * Reads the arguments of a provider. From a YAML program they come as booleans and numbers, from the stack's configuration and the SDKs of other languages as
 * JSON text (`"true"`), and all mean the same.
 */
export function readConfiguration(bag: Bag): Configuration {
  const given = Object.entries(bag).filter(
    ([key, value]) => value !== null && value !== undefined && !key.startsWith("__") && !pulumiKeys.includes(key),
  );
  const texts = new Map(given.map(([key, value]) => [key, textOf(value)]));
  return { names: [...texts.keys()], read: (key) => texts.get(key) };
}

function textOf(value: unknown): string {
  if (typeof value !== "string") return typeof value === "object" ? JSON.stringify(value) : String(value);
  // An SDK writes a text as it is, and everything else as JSON: a text in quotes has been written twice.
  if (!/^".*"$/s.test(value)) return value;
  try {
    return String(JSON.parse(value));
  } catch {
    return value;
  }
}

/** What is wrong with a configuration in this environment, as one text that names all of it; empty where nothing is. */
export function problemsIn(env: NodeJS.ProcessEnv): (configuration: Configuration) => readonly string[] {
  return ({ read, names }) => {
    try {
      readSettings(read, env, names);
      return [];
    } catch (error) {
      if (!(error instanceof PartnerCenterError)) throw error;
      return [error.message];
    }
  };
}

/** Checks the arguments of a provider, all in one pass. What is not known yet is left to the run that knows it. */
export function checkConfiguration(request: CheckRequest, problemsOf: (configuration: Configuration) => readonly string[]): CheckResponse {
  const { plain, secrets } = open(request.getNews());
  const unknown = Object.values(plain).some((value) => JSON.stringify(value)?.includes(unknownValue));
  const secretKeys = (Object.keys(keys) as Key[]).filter((key) => "secret" in keys[key]).map((key) => [key]);
  return new messages.CheckResponse()
    .setInputs(close(plain, [...secretKeys, ...secrets]))
    .setFailuresList(failuresOf(unknown ? [] : problemsOf(readConfiguration(plain))));
}

/**
 * Never a replacement: another tenant manages other customers, and their qualifications cannot be deleted and made again. The ids of the resources say
 * which customers they are about, and a customer that the new tenant does not know is told of.
 */
export function compareConfiguration(request: DiffRequest): DiffResponse {
  const olds = readConfiguration(open(request.hasOldInputs() ? request.getOldInputs() : request.getOlds()).plain);
  const news = readConfiguration(open(request.getNews()).plain);
  const changed = [...new Set([...olds.names, ...news.names])].filter((key) => olds.read(key) !== news.read(key));
  const { DIFF_SOME, DIFF_NONE } = messages.DiffResponse.DiffChanges;
  return new messages.DiffResponse().setChanges(changed.length > 0 ? DIFF_SOME : DIFF_NONE).setDiffsList(changed);
}

/** The configuration that an engine hands over before all else. */
export function configurationOf(request: ConfigureRequest): Configuration {
  if (request.hasArgs()) return readConfiguration(open(request.getArgs()).plain);
  // An old engine sends texts alone, with the namespace.
  const variables = request.getVariablesMap().getEntryList();
  return readConfiguration(Object.fromEntries(variables.map(([key, value]) => [key.replace(/^.*:/, ""), value])));
}
